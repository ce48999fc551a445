"""The five steps: how far each has come, in whose words, and which one broke."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from heard.signals import MISSTEPS
from heard.track.apology import names_nothing
from heard.track.clarifying import clarifies
from heard.track.moment import HEARD_LETTERS, Evidence, HeardLetter, StepProgress
from heard.track.vague import weak_close_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.listen.reading import Reading, Signal

SURE = 0.5
AROUND = 24  # characters on either side of a closing
KEPT = 3  # pieces of evidence kept for each step, the latest

DOES: tuple[tuple[str, ...], ...] = (
    ("reassure", "set_boundary", "acknowledge", "apologize"),  # words that make it safe
    ("acknowledge",),
    ("restate", "ask"),
    ("solve", "offer_choice", "hand_off"),
    ("confirm_close", "set_expectation"),
)
BREAKS: tuple[tuple[str, ...], ...] = (
    ("jab", "calm_down", "argue", "blame"),
    ("fix_first", "cold", "over_agree"),
    ("ask_again", "scripted"),
    ("policy_wall", "flat_no", "deflect", "excuse"),
    ("vague_promise",),
)
ACCEPTED = (2, 3, 4)  # a problem that is solved by their own word has been understood, too
WHY: dict[str, str] = {
    "jab": "A joke or a personal remark was made at the customer's expense.",
    "calm_down": "The customer was told to calm down.",
    "argue": "The customer's account was argued with.",
    "blame": "The customer was blamed or corrected.",
    "fix_first": "The fix came before anything answered the feeling.",
    "cold": "The answer to a customer who had shown feeling was curt.",
    "over_agree": "Fault was conceded before the facts were known.",
    "ask_again": "The customer was asked for what they had already given or tried.",
    "scripted": "The answer was a stock text that does not fit what the customer said.",
    "policy_wall": "A rule was put in the place of help.",
    "flat_no": "The wish was refused without a reason that helps or another way.",
    "deflect": "The customer was sent elsewhere, with no part of it taken on.",
    "excuse": "A justification was given in the place of help.",
    "vague_promise": "What happens next was left without a time or an owner.",
}
# "hear" is done as step 3 is: a question is judged by what it asks
HEARD_BY: tuple[tuple[HeardLetter, tuple[str, ...]], ...] = (
    ("empathize", ("acknowledge",)),
    ("apologize", ("apologize",)),
    ("resolve", ("solve", "offer_choice", "own")),
)
DIAGNOSES = (
    "root cause",
    "happen again",
    "happening again",
    "find out why",
    "find out how",
    "what went wrong",
    "so it doesn't come back",
    "won't come back",
    "fix the cause",
    "permanent fix",
)


@dataclass(frozen=True, slots=True)
class FiveSteps:
    """Progress of the five steps and of the HEARD letters, from one set of evidence.

    A step is done by words that do it, and never by words that are a misstep, too. A step that
    broke and was then done in earnest counts as done (`mended`), so that the next best step is
    always the one still missing. Who accepts the outcome confirms that they were understood. Steps 1 and 2 are "unneeded" until the customer is heated.
    """

    progress: tuple[StepProgress, ...] = (
        StepProgress(1, "unneeded"),
        StepProgress(2, "unneeded"),
        StepProgress(3),
        StepProgress(4),
        StepProgress(5),
    )
    heard: tuple[HeardLetter, ...] = ()
    answered: bool = False  # the company has spoken

    def next_step(self, *, heated: bool, settled: bool = False) -> int:
        """The first step still missing; 5 when none is, or once the customer accepted (`settled`).

        Step 1 comes first until the company has spoken, and again once it broke. Step 2 waits for
        a heated customer.
        """
        if settled:
            return len(self.progress)
        if not self.answered:
            return 1
        missing = (
            step.number
            for step in self.progress
            if step.state == "broken" or (step.state == "open" and step.number != 1)
            if heated or step.number != 2
        )
        return next(missing, len(self.progress))

    def after_customer(
        self, number: int, reading: Reading, *, heated: bool, accepts: bool
    ) -> FiveSteps:
        """The steps after the customer spoke: they may need an answer, or accept one (`accepts`)."""
        progress = list(self.progress)
        for index in (0, 1):
            if heated and progress[index].state == "unneeded":
                progress[index] = StepProgress(index + 1)
        accepted = reading.signal("resolved") if accepts else None
        if accepted is not None:
            for index in ACCEPTED:
                progress[index] = _done(progress[index], number, accepted)
        return replace(self, progress=tuple(progress))

    def after_company(self, number: int, text: str, reading: Reading) -> FiveSteps:
        """The steps after the company spoke to the customer."""
        if not text.strip():
            return self
        earned = unblemished(reading)
        understood = _understands(earned, text)
        progress: list[StepProgress] = []
        for step, does, breaks in zip(self.progress, DOES, BREAKS, strict=True):
            fault = _clearest(reading.signals, breaks)
            good = _clearest(earned, does)
            if step.number == 1 and step.state == "broken":  # a sorry in passing takes nothing back
                mending = [one for one in earned if not _in_passing(text, one)]
                good = _clearest(mending, does)
            elif step.number == 3:
                good = understood
            elif step.number == 5:
                dated = progress[3].state == "done" or step.state == "broken"
                good = _closes(earned, text, dated=dated)
            if (
                step.number <= 2
                and step.state == "unneeded"
                and (fault is None or step.number == 2)
            ):
                moved = step
            elif good is not None and (
                fault is None or (step.number > 1 and good.sure > fault.sure)
            ):
                moved = _done(step, number, good)
            elif fault is not None and (step.state != "done" or step.number in (1, 4)):
                here = Evidence(number, fault.start, fault.end, fault.name)
                moved = StepProgress(
                    step.number, "broken", (*step.evidence, here)[-KEPT:], WHY[fault.name]
                )
            else:
                moved = step
            progress.append(moved)
        return FiveSteps(tuple(progress), self._letters(text, earned, understood), answered=True)

    def _letters(
        self, text: str, earned: Sequence[Signal], understood: Signal | None
    ) -> tuple[HeardLetter, ...]:
        done = set(self.heard)
        if understood is not None:
            done.add("hear")
        for letter, names in HEARD_BY:
            if _clearest(earned, names):
                done.add(letter)
        if _diagnoses(text):
            done.add("diagnose")
        return tuple(letter for letter in HEARD_LETTERS if letter in done)


def unblemished(reading: Reading) -> tuple[Signal, ...]:
    """The signals that are sure enough to count, without praise for words that are a misstep, too.

    >>> from heard.listen.reading import Reading, Signal
    >>> asked, rushed = Signal("ask", 1.0, 0, 20), Signal("fix_first", 0.8, 0, 20)
    >>> [one.name for one in unblemished(Reading(signals=(asked, rushed)))]
    ['fix_first']
    """
    sure = [one for one in reading.signals if one.sure >= SURE]
    faults = [one for one in sure if one.name in MISSTEPS]
    return tuple(
        one for one in sure if one in faults or not any(shares(one, bad) for bad in faults)
    )


def shares(good: Signal, bad: Signal) -> bool:
    """Whether more than half of the good words are the bad ones, too."""
    both = min(good.end, bad.end) - max(good.start, bad.start)
    return both > (good.end - good.start) / 2


def _in_passing(text: str, signal: Signal) -> bool:
    return signal.name == "apologize" and names_nothing(text, signal.start, signal.end)


def _understands(signals: Sequence[Signal], text: str) -> Signal | None:
    """Step 3: played back, or asked what happened; a detail that only finds the record is neither."""
    clear = [
        one
        for one in signals
        if one.name == "restate" or (one.name == "ask" and clarifies(text, one.start, one.end))
    ]
    return _clearest(clear, DOES[2])


def _closes(signals: Sequence[Signal], text: str, *, dated: bool) -> Signal | None:
    """Step 5: confirmed without doubt or, where a date can close it, dated. An open choice closes nothing."""
    if any(one.name == "offer_choice" for one in signals):
        return None
    sure = [
        one for one in signals if one.name in DOES[4] and (dated or one.name != "set_expectation")
    ]
    firm = [one for one in sure if one.name != "confirm_close" or not _weak(text, one)]
    return _clearest(firm, DOES[4])


def _weak(text: str, close: Signal) -> bool:
    """Whether a closing sounds unsure in its own words or the few around them."""
    return bool(weak_close_words(text[max(0, close.start - AROUND) : close.end + AROUND]))


def _diagnoses(text: str) -> bool:
    lowered = text[:4000].casefold()
    return any(cue in lowered for cue in DIAGNOSES)


def _clearest(signals: Sequence[Signal], names: tuple[str, ...]) -> Signal | None:
    """The surest of these signals, if any is sure enough to count."""
    sure = [signal for signal in signals if signal.name in names and signal.sure >= SURE]
    return max(sure, key=lambda signal: signal.sure, default=None)


def _done(step: StepProgress, number: int, signal: Signal) -> StepProgress:
    here = Evidence(number, signal.start, signal.end, signal.name)
    kept = step.evidence if step.state == "done" else ()
    mended = step.mended or step.state == "broken"
    return StepProgress(step.number, "done", (*kept, here)[-KEPT:], mended=mended)

"""The five steps: how far each has come, in whose words, and which one broke."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from heard.track.moment import HEARD_LETTERS, Evidence, HeardLetter, StepProgress

if TYPE_CHECKING:
    from heard.listen.reading import Reading, Signal

SURE = 0.5
KEPT = 3  # pieces of evidence kept for each step, the latest

DOES: tuple[tuple[str, ...], ...] = (
    (),  # step 1 is done by speaking without any of the missteps below
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
HEARD_BY: tuple[tuple[HeardLetter, tuple[str, ...]], ...] = (
    ("hear", ("restate", "ask")),
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
MENDS = ("acknowledge", "apologize")


@dataclass(frozen=True, slots=True)
class FiveSteps:
    """Progress of the five steps and of the HEARD letters, from one set of evidence.

    A step that broke and was then done in earnest counts as done, so that the next best
    step is always the one still missing. Step 2 is "unneeded" until the customer is heated.
    """

    progress: tuple[StepProgress, ...] = (
        StepProgress(1),
        StepProgress(2, "unneeded"),
        StepProgress(3),
        StepProgress(4),
        StepProgress(5),
    )
    heard: tuple[HeardLetter, ...] = ()

    def next_step(self, *, heated: bool) -> int:
        """The first step still missing; 5 when none is. Step 2 waits for a heated customer."""
        missing = (
            step.number
            for step in self.progress
            if step.state in ("open", "broken") and (heated or step.number != 2)
        )
        return next(missing, len(self.progress))

    def after_customer(self, number: int, reading: Reading, *, heated: bool) -> FiveSteps:
        """The steps after the customer spoke: they may need an answer, or accept one."""
        progress = list(self.progress)
        if heated and progress[1].state == "unneeded":
            progress[1] = StepProgress(2)
        accepted = reading.signal("resolved")
        if accepted is not None and accepted.sure >= SURE:
            for index in (3, 4):
                progress[index] = _done(progress[index], number, accepted)
        return replace(self, progress=tuple(progress))

    def after_company(self, number: int, text: str, reading: Reading) -> FiveSteps:
        """The steps after the company spoke to the customer."""
        if not text.strip():
            return self
        progress = []
        for step, does, breaks in zip(self.progress, DOES, BREAKS, strict=True):
            fault = _clearest(reading, breaks)
            good = _clearest(reading, does)
            if (
                step.number == 1
                and fault is None
                and (step.state != "broken" or _clearest(reading, MENDS))
            ):
                moved = replace(step, state="done", why="")
            elif step.number == 2 and step.state == "unneeded":
                moved = step
            elif good is not None and (fault is None or good.sure > fault.sure):
                moved = _done(step, number, good)
            elif fault is not None and (step.state != "done" or step.number in (1, 4)):
                here = Evidence(number, fault.start, fault.end, fault.name)
                moved = StepProgress(
                    step.number, "broken", (*step.evidence, here)[-KEPT:], WHY[fault.name]
                )
            else:
                moved = step
            progress.append(moved)
        return FiveSteps(tuple(progress), self._letters(text, reading))

    def _letters(self, text: str, reading: Reading) -> tuple[HeardLetter, ...]:
        done = set(self.heard)
        for letter, names in HEARD_BY:
            if any(reading.sure(name) >= SURE for name in names):
                done.add(letter)
        if _diagnoses(text):
            done.add("diagnose")
        return tuple(letter for letter in HEARD_LETTERS if letter in done)


def _diagnoses(text: str) -> bool:
    lowered = text[:4000].casefold()
    return any(cue in lowered for cue in DIAGNOSES)


def _clearest(reading: Reading, names: tuple[str, ...]) -> Signal | None:
    """The surest of these signals, if any is sure enough to count."""
    sure = [signal for signal in reading.signals if signal.name in names and signal.sure >= SURE]
    return max(sure, key=lambda signal: signal.sure, default=None)


def _done(step: StepProgress, number: int, signal: Signal) -> StepProgress:
    here = Evidence(number, signal.start, signal.end, signal.name)
    kept = step.evidence if step.state == "done" else ()
    return StepProgress(step.number, "done", (*kept, here)[-KEPT:])

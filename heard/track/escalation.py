"""When a conversation should go to somebody else: six typed criteria, each with its words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from heard.listen.any_case import AnyCase
from heard.track.moment import Criterion, Evidence

if TYPE_CHECKING:
    from heard.listen.reading import Reading, Signal
    from heard.track.moment import CriterionName

SURE = 0.5
STAYS_HIGH = 3  # times in a row that the customer is heated, although the feeling was answered
ROUNDS = 2  # answers of the company before heat that stays says anything about them
TRIES = 2
SCANNED = 4000
LIMIT = AnyCase(
    r"\b(?:not|n['’]t|un)\s?(?:be )?(?:authori[sz]ed|permitted|allowed|able) to (?:approve|authori[sz]e|"
    r"waive|refund|issue|grant|override|credit)"
    r"|\b(?:I['’]?m|I am|we['’]?re|we are) not (?:authori[sz]ed\b|(?:permitted|allowed) to\b)"
    r"|\b(?:needs?|requires?) (?:a |my |the |our )?(?:manager|supervisor|team lead)(?:['’]s)?"
    r" (?:approval|sign-?off|okay|permission)\b"
    r"|\b(?:beyond|above|over|outside) (?:my|our) (?:limit|authority|pay grade|approval)\b"
    r"|\b(?:i|we) (?:don['’]t have|do not have|have no|haven['’]t(?: got)?|lack) (?:the |any |enough |that )?authori(?:ty|[sz]ation)\b"
    r"|\bonly (?:a |my |our )?(?:manager|supervisor)s? can\b",
)
EXPERT = AnyCase(
    r"\b(?:needs?|requires?|take|takes) (?:a |an |our |the )?(?:\w+ )?(?:specialist|engineer|technician|"
    r"developer|expert)s?\b|\b(?:second|third)[- ](?:line|level|tier)\b|\btier (?:2|3|two|three)\b"
    r"|\b(?:beyond|outside) (?:what i (?:know|can see)|my (?:knowledge|expertise|area))\b"
    r"|\bnot (?:trained|qualified) (?:on|for|in|to)\b",
)


@dataclass(frozen=True, slots=True)
class EscalationWatch:
    """Which criteria hold. Each holds until the conversation is handed on or resolved."""

    criteria: tuple[Criterion, ...] = ()
    heated_in_a_row: int = 0  # times since the feeling was answered; messages in a row are one
    speaking: bool = False  # the customer spoke last
    answers: int = 0  # how often the company has answered; messages in a row are one

    def after_customer(
        self, number: int, text: str, reading: Reading, *, heated: bool, answered: bool,
        abuse_goes_on: bool, failed_tries: int,
    ) -> EscalationWatch:  # fmt: skip
        """The criteria after the customer spoke."""
        if reading.sure("resolved") >= SURE and not heated:
            return EscalationWatch(speaking=True, answers=self.answers)
        row = self.row_with(heated=heated and answered)
        turn = Evidence(number, 0, len(text), "heat")
        watch = replace(self, heated_in_a_row=row, speaking=True)
        asked = reading.signal("supervisor_request")
        if asked is not None and asked.sure >= SURE:
            watch = watch.holds("supervisor_asked", _span(number, asked))
        if abuse_goes_on:
            abuse = reading.signal("abuse") or reading.signal("threat")
            watch = watch.holds("abuse_continues", _span(number, abuse) if abuse else turn)
        if row >= STAYS_HIGH and self.answers >= ROUNDS:
            watch = watch.holds("heat_stays_high", turn)
        if failed_tries >= TRIES:
            watch = watch.holds("solutions_failed", replace(turn, signal="failed_tries"))
        return watch

    def after_company(self, number: int, text: str, *, handed: bool) -> EscalationWatch:
        """The criteria after the company spoke: a handoff (`handed`) answers all, an offer of one none."""
        answers = self.answers + (self.speaking or not self.answers)
        if handed:
            return EscalationWatch(answers=answers)
        watch = replace(self, speaking=False, answers=answers)
        limit = LIMIT.search(text, 0, SCANNED)
        if limit is not None:
            here = Evidence(number, limit.start(), limit.end(), "authority_limit")
            watch = watch.holds("authority_limit", here)
        expert = EXPERT.search(text, 0, SCANNED)
        if expert is not None:
            here = Evidence(number, expert.start(), expert.end(), "expertise_needed")
            watch = watch.holds("expertise_needed", here)
        return watch

    def row_with(self, *, heated: bool) -> int:
        """How many times in a row the customer was heated, this message counted in."""
        if not heated:
            return 0
        return max(self.heated_in_a_row, 1) if self.speaking else self.heated_in_a_row + 1

    def holds(self, name: CriterionName, evidence: Evidence) -> EscalationWatch:
        """The watch with this criterion in it; the first words that showed it are kept."""
        if any(known.name == name for known in self.criteria):
            return self
        return replace(self, criteria=(*self.criteria, Criterion(name, evidence)))


def _span(number: int, signal: Signal) -> Evidence:
    return Evidence(number, signal.start, signal.end, signal.name)

"""Everything that a reply must not say, asked one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.coach.draft.find.unsafe.all_clear import all_clear
from heard.coach.draft.find.unsafe.allergies import talked_away
from heard.coach.draft.find.unsafe.claims_human import claims_human
from heard.coach.draft.find.unsafe.dosing import medical_advice
from heard.coach.draft.find.unsafe.hazards import hazards
from heard.coach.draft.find.unsafe.legal_advice import legal_advice
from heard.coach.draft.find.unsafe.liability import legal_dares, liability_admitted
from heard.coach.draft.find.unsafe.machinery import machinery_shown
from heard.coach.draft.find.unsafe.no_limits import limitless_promises
from heard.coach.draft.find.unsafe.other_people import others_data
from heard.coach.draft.find.unsafe.reviews_bought import reviews_bought
from heard.coach.draft.find.unsafe.secrets_asked import secrets_asked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from heard.coach.draft.finding import Finding

# Each with letters of which it needs some: most drafts have none of them, and are not searched.
ASKED: tuple[tuple[Callable[[str], Iterator[Finding]], tuple[str, ...]], ...] = (
    (reviews_bought, ("review", "star", "post", "tweet", "complain", "comment", "rating", "thread", "video", "feedback",
        "claim", "dispute", "chargeback", "report", "quiet", "yourself", "between us", "tell", "say", "mention")),
    (liability_admitted, ("liab", "neglig", "guilt", "legal", "breach", "court", "judge", "sue ", "law", "win ", "unlawful",
        "rights", "contract", "gdpr", "data protection", "case", "claim", "neglect", "broke", "violat")),
    (legal_dares, ("sue ", "suing", "court", "law", "legal", "solicitor", "attorney", "judge", "leg to")),
)  # fmt: skip
LIMITLESS = ("whatever", "however", "no matter", "amount", "price", "unlimited", "100", "life", "circumstances", "every", " all ", "anything", "free", "again")  # fmt: skip
SECRET = ("pass", "pin", "PIN", "login", "log-in", "credential", "code", "otp", "tan", "card", "cv", "digit", "number", "security", "ssn", "2fa", "two-factor")  # fmt: skip


def unsafe(
    draft: str,
    *,
    spoken: bool = False,
    said: str = "",
    latest: str = "",
    answers: Sequence[str] = (),
    by_bot: bool = False,
) -> Iterator[Finding]:
    """What must not be said, each kind where it stands.

    `spoken` is true on the phone, `said` is what the customer said before, `latest` since we last spoke, and
    `answers` are the company's words. A bot (`by_bot`) may not say that it is a human.

    >>> [one.name for one in unsafe("Tell me your password. Then skip your insulin tonight.")]
    ['secret_asked', 'medical_advice']
    """
    lowered = draft.lower()
    if any(one in lowered for one in SECRET):
        yield from secrets_asked(draft, spoken=spoken, said=said)
    for finds, letters in ASKED:
        if any(one in lowered or one in draft for one in letters):
            yield from finds(draft)
    if any(one in lowered for one in LIMITLESS):
        yield from limitless_promises(draft, answers=answers)
    yield from others_data(draft, latest=latest)
    yield from machinery_shown(draft)
    risky = list(hazards(draft, latest=latest))
    yield from risky
    yield from (one for one in all_clear(draft, said=said, latest=latest) if not _told(one, risky))
    yield from legal_advice(draft)
    yield from medical_advice(draft, said=said, latest=latest)
    yield from talked_away(draft, latest=latest, by_bot=by_bot)
    if by_bot:
        yield from claims_human(draft, latest=latest)


def _told(one: Finding, others: Sequence[Finding]) -> bool:
    return any(one.start == other.start for other in others)

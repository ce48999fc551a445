"""The draft check: what in a reply would heat things up, why, and how to put it instead."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from heard.coach.coach import Coach
from heard.coach.draft.clauses import ENDS, spans
from heard.coach.draft.find.danger import business_beside, open_danger, spared
from heard.coach.draft.find.findings import find
from heard.coach.draft.find.stock import stock
from heard.coach.draft.finding import LOCAL, runs_into
from heard.coach.draft.mend.new_reply import fresh
from heard.coach.draft.mend.rewrite import CONDOLENCE, mended, rewritten
from heard.coach.draft.mend.without_rudeness import purged, worth_keeping
from heard.coach.draft.praise import does_well
from heard.coach.draft.said_back import said_back, without
from heard.coach.draft.unread import FROM_THE_CONVERSATION, not_read
from heard.conversation import Channel, Conversation, Speaker, Turn
from heard.details import Details, latest_words, name_of
from heard.formats.draft import plain
from heard.listen import SoFar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.coach.draft.finding import Finding, Kind
    from heard.listen import Listener, Reading
    from heard.playbook import Playbook

# Told in passing; said back as what went wrong it would sound odd.
HOLLOW = re.compile(
    r"you (?:(?:do not|don['’]t) (?:understand|know|have|see why)|get|have|see|said) \w", re.I
)
CONTROLS = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff]"
)
LONGEST = 5_000  # characters of a draft that are looked at: some 900 words
GREETS = re.compile(r"(?:@\w+ ?)?(?:hi|hello|hey)(?: there)?[ ,.!]*", re.I)  # and nothing after it
STEM = 5  # letters by which two words are taken for the same
ROUNDS = 3  # times that a draft is read anew without what was rude in it
MOST_RUDE = 20  # stretches of rudeness; beyond, nothing of a draft is worth keeping
WELL_AT = 0.4  # how sure a technique must be to be named: praise may err more than blame


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to mend in a draft: draft[start:end], why it hurts, what to say instead."""

    kind: Kind
    name: str  # the misstep, "weak_apology", "question_unanswered" or "promise_not_allowed"
    sure: float | None  # None where a rule or a phrase of the playbook, not the model, says so
    start: int
    end: int
    why: str
    instead: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft with what is wrong, what it already does well, and a rewrite."""

    draft: str
    issues: tuple[Issue, ...]  # each a reason to mend it before it is sent
    does_well: tuple[str, ...]  # techniques heard in it; none in a threat, or beside what is unsafe
    rewrite: str  # the draft itself where it is safe
    polish: tuple[Issue, ...] = ()  # stock wording: better without, but no reason to hold it back
    looked_at: int = 0  # characters from its start that were checked; what follows was not
    unread: str | None = None  # why it could not be judged, where it could not: another language
    conversation_unread: str | None = None  # why the conversation before it could not be read
    is_new: bool = False  # the rewrite holds nothing of the draft: none of it was worth keeping

    @property
    def not_checked(self) -> tuple[str, ...]:
        """The names of the issues that were not looked for, as the conversation was not read."""
        return FROM_THE_CONVERSATION if self.conversation_unread is not None else ()

    @property
    def safe(self) -> bool:
        """Whether it was read, and nothing was found that should be mended first."""
        return not self.issues and self.unread is None


def check(
    draft: str,
    *,
    after: Conversation | Coach | None = None,
    playbook: Playbook | None = None,
    listener: Listener | None = None,
    by_bot: bool = False,
) -> Checked:
    """Whether a reply is safe to send: after a conversation, or as a first word where none is given.

    A coach who heard the conversation may stand in its place: then nothing is read twice, and
    its own playbook and listener judge. Of a draft the sentences within the first 5,000 characters are
    looked at (`looked_at` says how many characters that were); what comes after them stays as it is. A safe draft stays
    to the letter, control characters apart; one in another language is not judged (`unread`), and
    so not safe. After a conversation in another language `not_checked` names what was not looked for.
    What a draft quotes of the customer's own words is no fault of its own. A bot (`by_bot`) may not promise a refund that a person may.

    >>> checked = check("I'm sorry, but we'll get back to you soon.")
    >>> checked.rewrite
    "I'm sorry. We'll get back to you by [day or time]."
    """
    coach = after if isinstance(after, Coach) else coach_after(after, playbook, listener)
    draft = readable(draft)
    looked_at, rest = _parted(draft)
    heard = _at_worst(Turn(Speaker.AGENT, looked_at), coach)
    reading = heard.firm(WELL_AT)
    found = _found(looked_at, coach, heard, by_bot=by_bot)
    known = _known(coach, looked_at) if found else {}
    channel = Channel.BOT if by_bot else coach.channel
    urgent = open_danger(looked_at, heard.firm(), coach.before, coach.playbook, channel)
    to_mend = once_a_sentence([one for one in found if not one.polish], looked_at)
    rewrite = _mended(looked_at, found, coach, by_bot=by_bot) if to_mend else looked_at
    is_new = bool(to_mend) and not rewrite
    rewrite = (fresh(looked_at, coach, known) if is_new else rewrite) + rest
    issues = tuple(_issue(one, looked_at, found, known, coach) for one in to_mend)
    if urgent:
        rewrite, is_new = " ".join(urgent), True
        issues = (_danger_first(looked_at, rewrite),)  # all else can wait
    elif beside := business_beside(looked_at, coach.before):
        rewrite, is_new = spared(looked_at, beside) + rest, False
        issues = tuple(Issue(*DANGER, None, *at, NOT_NOW, "") for at in beside)
    return Checked(
        draft,
        issues,
        () if urgent or beside else does_well(reading, found),
        rewrite,
        tuple(_issue(one, looked_at, found, known, coach) for one in found if one.polish),
        len(looked_at),
        heard.unread,
        conversation_unread=not_read(coach.before),
        is_new=is_new,
    )


DANGER: tuple[Kind, str] = "danger unanswered", "danger_unanswered"
NOT_NOW = "Somebody is in danger: demands, questions for numbers, small talk and comfort that plays it down have no place beside what helps now."


def _danger_first(draft: str, instead: str) -> Issue:
    why = "Somebody's life or health is in danger, or they speak of harming themselves, and the draft passes over it."
    return Issue(*DANGER, None, 0, len(draft), why, instead)


def _parted(draft: str) -> tuple[str, str]:
    """The part of a draft that is looked at, whole sentences where it is too long, and the rest."""
    if len(draft) <= LONGEST:
        return draft, ""
    ends = [found.end() for found in ENDS.finditer(draft, 0, LONGEST)]
    cut = ends[-1] if ends else LONGEST
    return draft[:cut], draft[cut:]


def readable(draft: str) -> str:
    """A draft as it can be shown: control characters and terminal codes are blanks, each as long."""
    return CONTROLS.sub(lambda found: " " * len(found[0]), plain(draft))


def _at_worst(turn: Turn, coach: Coach) -> Reading:
    """The reading of a reply, in which what was said before excuses no jab."""
    reading = coach.listener.read(turn, coach.before)
    jab = coach.listener.read(turn, SoFar()).signal("jab") if coach.before.last else None
    if jab is None or jab.sure <= reading.sure("jab"):
        return reading
    others = tuple(one for one in reading.signals if one.name != jab.name)
    return replace(reading, signals=(*others, jab))


def _known(coach: Coach, draft: str) -> dict[str, str]:
    """What can be said back: the name, and what the customer said in their latest messages."""
    known = Details.of(latest_words(coach.before.last)).known()
    if HOLLOW.match(known.get("fact", "")):
        del known["fact"]
    issue = known.get("issue", "").rpartition(" ")[2][:STEM].lower()
    if issue and issue not in draft.lower():  # what it is about is safe to say where both name it
        del known["issue"]
    name = name_of(coach.before.last)
    return {"company": coach.playbook.company.name} | known | ({"name": name} if name else {})


def once_a_sentence(found: Sequence[Finding], draft: str) -> tuple[Finding, ...]:
    """The same fault once for each sentence, however many of its words show it."""
    sentences = spans(draft)
    kept: dict[tuple[str, int], Finding] = {}
    for one in found:
        place = next((n for n, span in enumerate(sentences) if span.end > one.start), 0)
        kept.setdefault((one.name, place), one)
    return tuple(kept.values())


def coach_after(
    after: Conversation | None, playbook: Playbook | None, listener: Listener | None
) -> Coach:
    """A coach who has heard a conversation: several drafts can be checked after it, and nothing is read twice."""
    conversation = after or Conversation(id="", turns=())
    coach = Coach.of(conversation, playbook=playbook, listener=listener)
    for turn in conversation.turns:
        coach.listen(turn)
    return coach


def _found(
    draft: str, coach: Coach, heard: Reading | None = None, *, by_bot: bool
) -> tuple[Finding, ...]:
    """What is found in a draft; what it quotes of the customer is left out."""
    theirs = said_back(draft, coach.before)
    own_words = without(draft, theirs)
    if heard is None or theirs:
        heard = _at_worst(Turn(Speaker.AGENT, own_words), coach)
    found = find(own_words, heard, coach, by_bot=by_bot)
    if heard.unread is not None:  # what it lacks may stand in the words that were not read
        return tuple(one for one in found if one.name not in FROM_THE_CONVERSATION)
    return found


def _mended(draft: str, found: Sequence[Finding], coach: Coach, *, by_bot: bool) -> str:
    """The draft mended; "" where nothing of it is worth keeping.

    What is against the customer goes first, as often as more of it is heard in what is left; the
    rest is mended after that.
    """
    said = _said(coach)
    kept = draft
    for _ in range(ROUNDS):
        against = [(one.start, one.end) for one in found if one.hostile]
        if not against:
            break
        if len(against) > MOST_RUDE:
            return ""
        kept = purged(kept, against, said=said)
        if not worth_keeping(kept, said, of=draft):
            return ""
        found = _found(kept, coach, by_bot=by_bot)
    if any(one.hostile for one in found):
        return ""
    on_the_way = [one for one in found if not one.polish or one.place in LOCAL]
    on_the_way += [one for one in stock(kept, coach) if not runs_into(one, on_the_way)]
    on_the_way.sort(key=lambda one: (one.start, -one.end, one.name))
    if _all_goes(kept, on_the_way):
        return ""
    text = rewritten(kept, on_the_way, _known(coach, kept))
    return "" if GREETS.fullmatch(text) else text


def _all_goes(draft: str, found: Sequence[Finding]) -> bool:
    """Whether each sentence is dropped, and no word of condolence is owed in their place."""
    if any(CONDOLENCE.search(line) for one in found for line in one.lines):
        return False
    dropped = [one for one in found if one.place == "drop" and one.name == "scripted"]
    left = draft
    for one in dropped:
        left = left[: one.start] + " " * (one.end - one.start) + left[one.end :]
    return bool(dropped) and not any(letter.isalnum() for letter in left)


def _said(coach: Coach) -> str:
    return "\n".join(one.turn.text for one in coach.before.last if one.turn.from_customer)


def _issue(
    found: Finding, draft: str, every: Sequence[Finding], known: dict[str, str], coach: Coach
) -> Issue:
    instead = _without_rudeness(draft, found, every, _said(coach)) if found.hostile else ""
    return Issue(
        found.kind,
        found.name,
        found.sure,
        found.start,
        found.end,
        found.why,
        instead or mended(draft, found, every, known),
    )


def _without_rudeness(draft: str, found: Finding, every: Sequence[Finding], said: str) -> str:
    """The sentence without its rudeness, where that says anything."""
    sentence = next((one for one in spans(draft) if one.end > found.start), None)
    if sentence is None:
        return ""
    own = draft[slice(*sentence)]
    here = [
        (
            max(one.start, sentence.start) - sentence.start,
            min(one.end, sentence.end) - sentence.start,
        )
        for one in every
        if one.hostile and one.start < sentence.end and one.end > sentence.start
    ]
    kept = purged(own, here, said=said)
    return kept if worth_keeping(kept, said) else ""

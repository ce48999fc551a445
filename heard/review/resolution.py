"""What a conversation ended with: the matter solved, a dated next step of ours, or neither."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.listen import FIRM
from heard.review.card import Resolution
from heard.review.quoting import GLANCE
from heard.track import Evidence
from heard.track.quote import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.listen import Reading
    from heard.track import Followed

A_FAREWELL = 4  # words; a customer who says more after thanking is not done
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*[.!?]*")
_SAYS_SO = re.compile(
    r"\b(?:thank\w*|thx|ty|ta|cheers|appreciate|works?|working|worked|fixed|sorted|solved|resolved|perfect|great|brilliant|excellent|lovely|amazing"
    r"|wonderful|awesome|fab|super|good|fine|better|ok|okay|all set|that's it|done|helped|helpful|saved|arrived|received|came through|deal|fair enough"
    r"|bless|grand|yes|yep|beauty|legend|star|kind|happy|relief|relieved|glad|much obliged)\b|👍|🙏|😊|🙌|❤",
    re.IGNORECASE,
)
_CONTRARY = re.compile(
    r"\b(?:though|unnecessary|about to|nearly|almost|still|but|never|not|no thanks|should(?:n't)? have|lose it)\b|n't\b",
    re.IGNORECASE,
)
_LEFT_TO_THEM = re.compile(
    r"\b(?:recommend|suggest|advise|encourage)(?:s|ed|ing)?\b"
    r"|\b(?:please|you(?:['’]ll| will)? (?:need|have) to|you must|you should)\b",
    re.IGNORECASE,
)
_WE = re.compile(r"\b(?:i|we)(?:['’](?:ll|m|re|ve)| (?:will|am|are|have))\b", re.IGNORECASE)


def find_resolution(followed: Sequence[Followed]) -> Resolution:
    """What the conversation ended with, looked for from the end.

    Solved: the customer says so and nothing reopened it, or thanks for a fix that was offered and
    says no more about the matter.
    Dated: the company named who does what by when, after the matter was raised. What it only
    advises the customer to do ("reapply in 30 days") is no next step of ours.
    """
    solved = followed[-1].moment.resolved
    offered = False
    thanked: Evidence | None = None
    dated: Evidence | None = None
    accepted: Evidence | None = None
    for number, one in enumerate(followed):
        reading = one.reading
        if one.turn.to_customer:
            offered = offered or max(reading.sure("solve"), reading.sure("offer_choice")) >= FIRM
            dated = _expected(number, one) or _promised(number, one) or dated
            continue
        if not one.turn.from_customer:
            continue
        if reading.hot:
            thanked = dated = None  # what was agreed before is not agreed any more
        accepted = _here(number, reading, "resolved") or accepted
        if offered and not reading.hot:
            goes_on = len(one.turn.text.split()) > A_FAREWELL
            thanked = _here(number, reading, "thanks") or (None if goes_on else thanked)
    if solved and accepted is not None:
        return Resolution("resolved", _in_words(followed[accepted.turn].turn.text, accepted))
    if thanked is not None:
        return Resolution("resolved", thanked)
    return Resolution("dated", dated) if dated is not None else Resolution()


def _in_words(text: str, accepted: Evidence) -> Evidence:
    """The sentences in which the customer accepts; the whole turn where no sentence says so by itself.

    What they had feared or still resent ("I was about to give up") is no word of it.
    """
    plain = text.replace("’", "'")
    spans = list(sentences(text))
    near = [one for one in spans if one[0] < accepted.end and one[1] > accepted.start]
    for start, end in (*near, *spans):
        words = plain[start:end]
        if _SAYS_SO.search(words) and not _CONTRARY.search(words):
            return Evidence(accepted.turn, start, end, accepted.signal)
    if not spans:
        return accepted
    start, end = spans[0][0], spans[-1][1]
    return (
        Evidence(accepted.turn, start, end, accepted.signal) if end - start <= GLANCE else accepted
    )


def left_to_customer(text: str, start: int) -> bool:
    """Whether the sentence at this place leaves the next step to the customer alone.

    >>> left_to_customer("We recommend that you change it and reapply in 30 days.", 38)
    True
    >>> left_to_customer("Please keep the phone on, I'll ring by 4.", 31)
    False
    """
    said = next(
        (one[0] for one in _SENTENCE.finditer(text) if one.start() <= start < one.end()), text
    )
    return bool(_LEFT_TO_THEM.search(said)) and not _WE.search(said)


def _expected(number: int, one: Followed) -> Evidence | None:
    here = _here(number, one.reading, "set_expectation")
    return None if here is None or left_to_customer(one.turn.text, here.start) else here


def _here(number: int, reading: Reading, name: str) -> Evidence | None:
    signal = reading.signal(name)
    if signal is None or signal.sure < FIRM:
        return None
    return Evidence(number, signal.start, signal.end, name)


def _promised(number: int, one: Followed) -> Evidence | None:
    for promise in one.moment.promises:
        if promise.turn == number and promise.kind == "dated" and promise.ours:
            return Evidence(number, promise.start, promise.end, "promise")
    return None

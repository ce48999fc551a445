"""Threats of violence in so many words: few in any training set, so a rule stands beside the learned score.

Recall matters here, for the sake of whoever is threatened; what the rule finds is quoted like anything else.
"""

from __future__ import annotations

import re

from heard.listen.any_case import AnyCase
from heard.listen.rules.plainly import said_in
from heard.listen.wordlists import stems

_STEMS = stems(
    """kill murder hurt harm stab shoot punch slap strangle choke beat smash attack hunt burn
    bomb torch destroy break knock kick slit gut bury batter deck smack assault over bash put
    slaughter torture rape
    throw drive know find deserve need ought hope wish watch gun bat knife brick hammer petrol
    crowbar mates bullet blow born hospital ditch coming regret"""
)
SURE = 0.9  # cautious: in training/data every text that the rule finds carries the label

_WHOM = (
    r"(?:you|u|ya|him|her|them|ur|yall|y'all|everyone|everybody|somebody|someone|whoever|one of you|(?:all|every|any) (?:of )?\w+|"
    r"(?:your|the|that|every|each|all|any) (?:\w+ )?(?:drivers?|managers?|agents?|guys?|m[ae]n|wom[ae]n|lads?|lot|person|"
    r"people|clerks?|riders?|engineers?|collectors?|idiots?|staff|boss|family|kids|face|legs|arms|neck|skull|head|teeth|nose|"
    r"bones|knees|windows?|house|home|of (?:you|them)|one of you))\b"
)
_HARM = (
    r"(?:kill|murder|hurt|harm|stab|shoot|punch|slap|strangle|choke|beat|smash|attack|hunt|burn|bomb|torch|"
    r"destroy|break|knock|kick|slit|gut|bury|batter|deck|smack|assault|run over|beat up|bash)"
)
# Done to anybody at all it is a threat; "I'll break the people in gently" is none.
_DEADLY = r"(?:kill|murder|stab|shoot|strangle|slaughter|torture|rape)"
_ANYBODY = (
    r"(?:(?:an?|this|that|these|those|the|any|every|all|your|their) (?:\w+ ){0,2}?(?:person|people|m[ae]n|wom[ae]n|boys?|girls?|"
    r"child|children|kids|famil(?:y|ies))|the next \w+ (?:i|we) (?:see|meet))\b(?! an? (?:e-?mail|message|text|note|line|dm))"
)
_WILL = (
    r"(?:i|we|my (?:mates|brothers|boys|dad|husband|cousins?))(?:'ll| will| am going to|'m going to|m going to| am gonna|"
    r"'m gonna|m gonna| gonna|ll|'d love to| would love to| want to| wanna| swear (?:to god )?i'll| might just|'m about to| am coming to|'m coming to)"
)


def _spaced(pattern: str) -> str:
    """The pattern as a verbose expression wants it, where a bare blank means nothing."""
    return pattern.replace(" ", r"\ ")


_THREATS = AnyCase(
    rf"""\b(?:
      {_spaced(_WILL)}\ (?:(?:come(?:\ (?:down|round|over|up|back|there|to\ your\ \w+))*\ (?:and|to)|personally|literally|fucking|f\*+ing|really|just|go\ and)\ )*{_spaced(_HARM)}\ {_spaced(_WHOM)}
    | (?:{_spaced(_WILL)}|we(?:'re|\ are)\ going\ to)\ (?:(?:personally|literally|fucking|f\*+ing|really|just)\ )*{_DEADLY}\ {_spaced(_ANYBODY)}
    | {_spaced(_WILL)}\ (?:put|throw|drive)\ (?:you|him|her|them|my\ (?:fist|boot)|a\ (?:brick|bullet)|someone|one\ of\ you)\ (?:through|in|into|under|off|up)
    | i\ know\ (?:exactly\ )?where\ (?:you|he|she|they|your\ \w+)\ (?:live|work|park|lives|works|go|is|are)
    | (?:i|we)(?:'ll|\ will|\ can|\ am\ going\ to|'m\ going\ to)\ find\ (?:out\ where\ )?(?:you|your\ (?:home|house|address|family|kids|office))
    | (?:you|they|he|she|your\ \w+)\ (?:all\ )?(?:deserve|need|ought)s?\ to\ (?:die|be\ (?:shot|killed|hanged|beaten|hurt|punched|burned|gassed))
    | (?:hope|wish)\ (?:that\ )?(?:you|they|he|she|someone)\ (?:all\ )?(?:die|dies|burn|burns|get\ (?:hit|shot|hurt|cancer|killed)|gets\ (?:hit|shot|hurt))
    | (?:you'd|you|u)\ (?:had\ )?better\ watch\ (?:your|ur|his|her)\ (?:back|step)
    | watch\ your\ back
    | (?:come|coming)\ (?:down\ |round\ |over\ |up\ )?(?:there\ |to\ your\ \w+\ )?with\ (?:a|my)\ (?:gun|bat|knife|brick|hammer|petrol|crowbar|mates)
    | bullet\ (?:in|through)\ (?:your|his|her|their)
    | (?:burn|blow|smash)\ (?:your\ \w+|the\ \w+|this\ \w+|it|the\ place)\ (?:down|up)\ (?:with\ you|tonight|tomorrow|myself|if)
    | (?:you'll|you\ will|they'll|u\ will|you're\ going\ to|you\ are\ going\ to)\ (?:be\ sorry\ you\ were\ born|end\ up\ in\ (?:hospital|a\ ditch)|get\ what'?s\ coming|get\ hurt|regret\ being\ born)
    )""",
    re.VERBOSE,
)


def threatening(text: str) -> tuple[int, int] | None:
    """Where a text threatens violence in so many words, or None.

    >>> text = "Fix it, or I'll come down there and break your legs."
    >>> start, end = threatening(text)
    >>> text[start:end]
    "I'll come down there and break your legs"
    >>> threatening("I'll kill the switch and try again.") is None
    True
    """
    return said_in(text, _THREATS, _STEMS)

"""Where a customer speaks of ending their life or of harming themselves: taken seriously, however it is put.

Few in any training set, and too grave to leave to a score, so a rule stands beside it. A false alarm costs one
kind question; a miss can cost a life. So what is only a figure of speech is left out where that is plain, and
everything else counts.
"""

from __future__ import annotations

import re

from heard.listen.any_case import AnyCase
from heard.listen.rules.plainly import said_in
from heard.listen.wordlists import stems

SCANNED = 4000
SURE = 0.9  # cautious, as for danger to others
_STEMS = stems(
    """kill end ending suicid unalive self-harm self harm hurt cut here live living alive die dead overdose pills life wake exist over bridge rope wrists
    jump goodbye without"""
)
_I = r"(?:i|we)"
_WANT = (
    r"(?:(?:just|really|honestly|seriously|only|sometimes|often|nearly|almost)\ )*(?:want|wanna|need|plan|intend|going|gonna|thinking|about|ready|tempted|feel\ like|thought|'ll|will|might|could|may|would|'d|am|'m)"
    r"(?:\ (?:to|of|about|like|rather|just|as\ well|going|gonna|ready|really))*"
)
_SELF_HARM = AnyCase(
    rf"""(?<![\w'])(?:
      {_I}(?:(?:'m|\ am|'ll|'d|'ve)?\ (?:{_WANT}\ )+|'ll\ (?:just\ )?|\ will\ (?:just\ )?|'d\ rather\ )(?:kill(?:ing)?\ (?:myself|me\ self)|end(?:ing)?\ (?:it\ all|my\ (?:own\ )?life|myself)|tak(?:e|ing)\ my\ (?:own\ )?life
        |die(?!\ (?:laughing|of|for|on|a\ little|inside|happy))|be\ dead|not\ (?:be\ (?:here|alive)|wake\ up)|hurt(?:ing)?\ myself|harm(?:ing)?\ myself|cut(?:ting)?\ (?:myself|my\ wrists)
        |jump(?:ing)?\ (?:off|in\ front\ of)\ (?:a|the|this)\ (?:bridge|roof|train|building|balcony|platform)|hang(?:ing)?\ myself|shoot(?:ing)?\ myself)
    | {_I}\ (?:don't|dont|do\ not|no\ longer|can't|cant)\ (?:really\ )?(?:want|wanna|wish|care)\ (?:to\ )?(?:live|be\ (?:alive|here)|go\ on\ living|wake\ up|exist)(?!\ (?:in|at|near|on|when|if|with|any\ (?:more|longer)\ (?:in|at|on)|on\ hold))
    | {_I}\ (?:can't|cant|cannot)\ go\ on\ (?:living|like\ this\ any\ ?more\ and\ i\ (?:want|just))
    | {_I}(?:'m|\ am|\ feel|'ve\ been|\ have\ been)?\ (?:\w+\ )?suicidal\b(?!\ or\ anything) | (?:have|having|had|these|my)\ (?:\w+\ )?suicidal\ thoughts | thoughts\ of\ suicide | (?:i(?:'ll|\ will|\ might|\ may|'m\ going\ to|\ want\ to|'ve|\ have)?|thinking\ of)\ (?:commit|committing|attempted|attempting)\ suicide
    | (?:thinking|thought)\ (?:of|about)\ suicide | (?:considering|contemplating)\ suicide
    | (?:there(?:'s|\ is)\ )?no\ (?:point|reason)\ (?:in\ |to\ )?(?:living|live|being\ alive|going\ on\ living)(?!\ (?:in|at|near|on)\b)
    | (?:life|my\ life)\ (?:is(?:n't|\ not)|'s\ not)\ worth\ (?:living|it\ any\ ?more)
    | nothing\ (?:left\ )?to\ live\ for | (?:no|any)\ will\ to\ live | (?:better|be\ better)\ off\ (?:dead|without\ me\b(?=[^\w]|$)|if\ i\ (?:was|were)\ (?:dead|gone|not\ here))
    | i\ (?:wish|wished)\ (?:that\ )?i\ (?:was|were)\ (?:dead|never\ born) | i\ should\ (?:just\ )?(?:die|kill\ myself|end\ it\ all)
    | i(?:'ve|\ have)?\ (?:just\ |already\ )?(?:taken|took|swallowed)\ (?:an\ overdose|all\ (?:the|my)\ (?:pills|tablets|medication|meds)|too\ many\ (?:pills|tablets))
    | i\ (?:have|'ve\ got)\ (?:the|my|a)\ (?:pills|tablets|rope|knife|gun)\ (?:here|ready|in\ (?:my|front)|with\ me)
    | i\ (?:cut|hurt|harm|self-?\ ?harm(?:ed)?)\ myself\ (?:again|because|over|last\ night|tonight|every)
    | (?:i'm|i\ am|i've\ been|i\ have\ been)\ self-?\ ?harming | (?:this|you(?:\ (?:people|lot|guys|all))?|it|that|they)(?:'s|'re|\ is|\ are|\ will|'ll|\ has|\ have)?\ (?:mak(?:e|es|ing)\ me|driv(?:e|es|ing)\ me|driven\ me)\ (?:to\ suicide|suicidal|to\ kill\ myself|want\ to\ (?:kill\ myself|die(?!\ (?:laughing|of|a\ little|inside))|end\ it\ all))
    | (?:this|that|it|today|tonight)(?:'s|\ is|\ will\ be)\ (?:the\ last\ (?:message|thing)\ i\ will\ ever|goodbye\ (?:forever|for\ good)\ to\ (?:life|everyone))
    )""",
    re.VERBOSE,
)
# Not theirs, or no more than a way of speaking.
_UNMEANT = AnyCase(
    r"(?:\b(?:not|never|without|wouldn't|game|film|movie|song|character|avatar|player|mission|level|joke|kidding)\b|n't)[^.!?,;]{0,25}$|\b(?:do|does|did)\s*$",
)
_JOKES = AnyCase(
    r"\b(?:lol|lmao|haha\w*|rofl|jk|just kidding)\b|[😂🤣]|\bhold music\b|\bin (?:the )?game\b|\bmy (?:character|player|avatar)\b",
)
_STAYS = AnyCase(
    r"""\b(?:
      (?:call|ring|dial|text|phone|contact|reach|speak\ to|talk\ to)\ (?:\w+\ ){0,3}(?:999|911|112|988|116\ ?123|000|13\ ?11\ ?14|emergency|samaritans|lifeline|crisis|suicide|helpline|hotline|doctor|ambulance)
    | (?:crisis|suicide|emergency)\ (?:line|lifeline|services|number|helpline|hotline) | samaritans\b | (?:are|is)\ (?:you|anyone|somebody)\ (?:\w+\ )?safe\b | in\ danger\ (?:right\ )?now
    | (?:glad|grateful|thank\ you\ for)\ (?:that\ )?(?:you\ )?(?:told|telling|said|saying|shared|sharing)\ (?:me|us|that|this) | (?:you're|you\ are)\ not\ alone | (?:worried|concerned)\ (?:about|for)\ you
    | (?:i'm|i\ am|we're)\ (?:staying|here)\ with\ you | take\ (?:that|this|what\ you\ said)\ (?:very\ )?seriously
    )""",
    re.VERBOSE,
)


def speaks_of_self_harm(text: str) -> tuple[int, int] | None:
    """Where a customer speaks of ending their life or of hurting themselves, or None.

    >>> text = "Honestly, I want to kill myself because of this debt."
    >>> start, end = speaks_of_self_harm(text)
    >>> text[start:end]
    'I want to kill myself'
    >>> speaks_of_self_harm("My phone died and this queue is killing me.") is None
    True
    """
    found = said_in(text[:SCANNED], _SELF_HARM, _STEMS, _UNMEANT)
    return None if found is None or _JOKES.search(text[:SCANNED]) else found


def stays_with_them(text: str) -> bool:
    """Whether a reply takes it up: asks whether they are safe, names help, or says that it was heard.

    >>> stays_with_them("Thank you for telling me. Are you safe right now?"), stays_with_them("It is due on Friday.")
    (True, False)
    """
    return _STAYS.search(text[:SCANNED].replace("’", "'")) is not None

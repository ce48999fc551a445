"""The safety instruction that comes before feelings: "get out", "call an ambulance", "are you safe?"."""

from __future__ import annotations

import re

from heard.listen.any_case import AnyCase

SCANNED = 4000
_SAFETY = AnyCase(
    r"""\b(?:
      (?:call|ring|dial|phone|contact)\ (?:\w+\ ){0,2}(?:999|911|112|000|105|emergency\ (?:services|number|line)|an?\ ambulance|the\ (?:ambulance|fire\ brigade
        |fire\ department|fire\ service|paramedics|poison\ (?:line|control|cent(?:er|re))|gas\ emergency(?:\ (?:line|number|service))?))
    | (?:999|911|112)\ (?:now|first|at\ once|right\ away|immediately|if)
    | (?:are|is)\ (?:you|he|she|they|everyone|everybody|anyone|your\ \w+(?:\ \w+)?)\ (?:all\ )?(?:safe|hurt|injured|breathing|in\ danger|out\ of\ (?:the|there|danger))
    | (?:please\ |and\ |,\ |^)(?:get|go|move)\ (?:\w+\ ){0,3}(?:out(?!\ (?:of\ (?:my|our|the\ (?:app|account|menu|settings))|your|the|more))|outside)
    | (?:get|go|move)\ (?:\w+\ ){0,3}(?:to\ safety|outside\ (?:now|first)|out\ (?:now|first|of\ (?:the\ (?:house|room|building|kitchen|flat|car)|there)))
    | (?:get|seek|needs?)\ (?:him\ |her\ |them\ )?(?:medical|emergency|urgent)\ (?:help|care|attention|advice)
    | (?:go|get\ (?:him|her|them|yourself)|take\ (?:him|her|them|yourself))\ (?:straight\ |right\ away\ )?to\ (?:the\ |your\ nearest\ |a\ )?(?:nearest\ )?(?:a&e|er\b|emergency\ (?:room|department)|hospital)
    | (?:start|begin|give)\ (?:\w+\ )?cpr | use\ (?:the|his|her|your)\ epi-?pen | unplug\ it\ (?:now|at|first)
    | leave\ the\ (?:house|building|room|flat|kitchen)
    | (?:turn|switch|shut)\ (?:off\ the\ gas|the\ gas\ off|it\ off\ at\ the\ (?:mains|wall|socket))
    | (?:turn|switch|shut)\ off\ the\ (?:power|electricity|mains)\ (?:at\ the|now|first)
    | (?:don't|do\ not|don't\ anyone)\ (?:touch\ any\ switch\w*|light\ anything|go\ back\ in)
    )""",
    re.VERBOSE,
)


def safety_first(text: str) -> tuple[int, int] | None:
    """Where a reply tells somebody how to get to safety, or asks whether they are safe.

    >>> safety_first("Please call 999 if he has trouble breathing.") is not None
    True
    >>> safety_first("Please call us on Monday.") is None
    True
    """
    found = _SAFETY.search(text[:SCANNED].replace("’", "'"))
    return None if found is None else found.span()

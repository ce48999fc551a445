"""When somebody else takes over, and whether they did: what the turns show, with the words for it.

Import the reasons and verdicts from `escalation`, the limits from `boundary`, handovers as they went
from `transfer`, a judgment of them from `look_back`, and going in circles from `loops`. What the
next person is told stands in `heard.coach.handoff`, what a scorecard keeps in `heard.review.handover`.
"""

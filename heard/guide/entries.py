"""One entry of the playbook as a piece of the guide: a play, a step, a checklist, a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.guide.document import Block, Items, Line, Paragraph, Section, Span, Spoken, Table, Talk
from heard.guide.moments import moment, plain
from heard.guide.wording import joined, line, lines, paragraphs, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heard.playbook import (
        ChannelRules,
        Checklist,
        Criterion,
        Cue,
        Decision,
        Example,
        Helpful,
        OnChannel,
        Phrase,
        Play,
        Policy,
        Question,
        Rung,
        Skill,
        Step,
    )

CHANNELS = {
    "phone": "on the phone",
    "chat": "in chat",
    "email": "by e-mail",
    "social": "in public",
    "bot": "as a bot",
}
CUES = {
    "heated": "While they're upset",
    "vented": "After {over} seconds of theirs",
    "cut in": "When you cut in",
    "dead air": "After {over} seconds of silence",
    "long reply": "Over {over} words",
    "burst": "From {over} messages in a row",
    "no paragraphs": "Over {over} words in one block",
    "sent away": "When you send them to a private message",
}
RUNGS = {"named": "Name the limit", "final": "Say it a last time", "ended": "End it"}


def heading(name: str) -> Line:
    """A label such as `own-the-repeat` as a heading."""
    words = name.replace("-", " ").replace("_", " ")
    return (Span(words[:1].upper() + words[1:]),)


def play_section(play: Play, company: str) -> Section:
    """A play in full: its moment, what to do, what to say and to avoid, and why."""
    return Section(
        heading(play.name),
        f"play-{play.name}",
        (
            Paragraph(line(moment(play)), "When", "soft"),
            Paragraph(line(play.advice, company), tone="lead"),
            *_said(play.say, play.on, company),
            *([Items(quoted(play.plain, company), "Or simply", "say")] if play.plain else []),
            Items(lines(play.avoid, company), "Avoid", "avoid"),
            Paragraph(line(play.why, company), "Why"),
            Paragraph(joined(quoted(play.hears, company)), "It sounds like this", "soft"),
            Paragraph(joined(quoted(play.ignores, company)), "Not like this", "soft"),
        ),
        look="card",
        listed=False,
    )


def step_section(step: Step, company: str) -> Section:
    """One of the five steps, with how it sounds right and wrong."""
    return Section(
        (Span(f"{step.number}. "), *line(step.name, company)),
        f"step-{step.number}",
        (
            Paragraph(line(step.goal, company), tone="lead"),
            Items(lines(step.how, company), "How", "numbers"),
            Items(quoted(step.right, company), "It sounds like this", "say"),
            Items(quoted(step.wrong, company), "Not like this", "avoid"),
            Paragraph(line(step.done, company), "Done when"),
            Paragraph(line(step.why, company), "Why"),
        ),
        look="card",
        listed=False,
    )


def rung_section(number: int, rung: Rung, company: str, *, may_end: bool) -> Section:
    """A rung of the boundary ladder."""
    policy: tuple[Block, ...] = ()
    if rung.needs_policy:
        allowed = (
            "The company's policy allows this."
            if may_end
            else ("The company's policy does not allow this: hand over instead.")
        )
        policy = (Paragraph(line(allowed), "Policy"),)
    return Section(
        (Span(f"{number}. {RUNGS[rung.name]}"),),
        f"rung-{rung.name}",
        (
            Paragraph(line(rung.due, company), "When", "soft"),
            Paragraph(line(rung.advice, company), tone="lead"),
            *policy,
            *_said(rung.say, rung.on, company),
            Items(lines(rung.never, company), "Never", "avoid"),
            Paragraph(line(rung.then, company), "Then"),
            Paragraph(line(rung.why, company), "Why"),
        ),
        look="card",
        listed=False,
    )


def criterion_section(criterion: Criterion, company: str) -> Section:
    """A reason to bring in somebody else, and what shows that it isn't one yet."""
    after = [
        f"after {count} {word if count == 1 else words}"
        for count, word, words in (
            (criterion.turns, "turn", "turns"),
            (criterion.tries, "try that failed", "tries that failed"),
        )
        if count is not None
    ]
    given = (Paragraph(line(" or ".join(after).capitalize() + "."), "Given"),) if after else ()
    return Section(
        line(criterion.title, company),
        f"reason-{criterion.name.replace('_', '-')}",
        (
            Paragraph(line(criterion.means, company), tone="lead"),
            *given,
            Table(
                ("It is", "What to do or to know"),
                tuple(
                    ((line(state),), (line(words, company),))
                    for state, words in (
                        ("Met", criterion.needed),
                        ("Near", criterion.offer),
                        ("Not met", criterion.not_yet),
                        ("Seen too late", criterion.late),
                        ("Used without need", criterion.unnecessary),
                    )
                ),
                ("plain", "plain"),
            ),
            Items(quoted(criterion.say, company), "Say", "say"),
            Paragraph(line(criterion.why, company), "Why"),
            Paragraph(joined(quoted(criterion.hears, company)), "It sounds like this", "soft"),
            Paragraph(joined(quoted(criterion.ignores, company)), "Not like this", "soft"),
        ),
        look="card",
        listed=False,
    )


def channel_section(rules: ChannelRules, company: str) -> Section:
    """How one channel changes the work."""
    return Section(
        line(rules.title, company),
        f"channel-{rules.name}",
        (
            Paragraph(line(rules.matters, company), tone="lead"),
            Items(lines(rules.do, company), "Do"),
            Items(lines(rules.avoid, company), "Avoid", "avoid"),
            Paragraph(line(rules.phase_1, company), "Phase 1 here"),
            Paragraph(line(rules.example, company), "Example"),
            *(part for cue in rules.cues for part in cue_parts(cue, company)),
        ),
    )


def cue_parts(cue: Cue, company: str) -> Iterator[Block]:
    """What the coach points out on this channel, when, and why."""
    yield Paragraph(line(cue.advice, company), CUES[cue.when].format(over=cue.over))
    yield Paragraph(line(cue.why, company), "Why")
    if cue.say:
        yield Items(quoted(cue.say, company), "Say", "say")
    if cue.avoid:
        yield Items(lines(cue.avoid, company), "Avoid", "avoid")


def skill_section(skill: Skill, company: str) -> Section:
    """A skill and how to practice it."""
    return Section(
        line(skill.title, company),
        f"skill-{skill.name}",
        (
            Paragraph(line(skill.means, company), tone="lead"),
            Items(lines(skill.looks_like, company), "What it looks like"),
            Items(lines(skill.practice, company), "Practice", "numbers"),
            Paragraph(line(skill.why, company), "Why"),
        ),
    )


def question_section(question: Question, company: str) -> Section:
    """A question and its answer."""
    return Section(
        line(question.asks, company),
        f"question-{question.name}",
        paragraphs(question.answer, company),
        listed=False,
    )


def decision_section(decision: Decision, company: str) -> Section:
    """A point on which advice differs: both sides, what we do, when and why."""
    return Section(
        line(decision.question, company),
        f"decision-{decision.name}",
        (
            Items(lines(decision.sides, company), "Some say, others say"),
            Paragraph(line(decision.decided, company), "What we do", "lead"),
            Paragraph(line(decision.condition, company), "When"),
            Paragraph(line(decision.why, company), "Why"),
        ),
        look="card",
        listed=False,
    )


def example_section(example: Example, company: str) -> Section:
    """A conversation worked through turn by turn."""
    turns = tuple(
        Spoken(
            turn.speaker.capitalize(),
            line(turn.text, company),
            line(turn.note, company),
            tuple(map(plain, turn.shows)),
            turn.speaker == "agent",
        )
        for turn in example.turn
    )
    return Section(
        line(example.title, company),
        f"example-{example.name}",
        (
            Paragraph(line(example.shows, company), CHANNELS[example.channel].capitalize(), "lead"),
            Talk(turns),
        ),
    )


def checklist_section(checklist: Checklist, company: str) -> Section:
    """A checklist, which prints on a page of its own."""
    return Section(
        line(checklist.title, company),
        f"checklist-{checklist.name}",
        (
            Paragraph(line(checklist.use, company), tone="lead"),
            Items(lines(checklist.items, company), style="boxes"),
        ),
        look="sheet",
    )


def policy_section(policy: Policy, company: str) -> Section:
    """A rule of the company, and how to say it."""
    return Section(
        heading(policy.name),
        f"policy-{policy.name}",
        (
            Paragraph(line(policy.says, company), tone="lead"),
            Items(quoted(policy.say, company), "Say", "say"),
            Paragraph(line(policy.why, company), "Why"),
        ),
        look="card",
        listed=False,
    )


def phrase_table(phrases: Sequence[Phrase], company: str) -> Table:
    """Wording to avoid, shown as people say it, with what to say instead."""
    rows = []
    for phrase in phrases:
        limits = []
        if phrase.channel:
            limits.append(f"Applies {_listed([CHANNELS[one] for one in phrase.channel])}.")
        if phrase.fine_after:
            limits.append(f"Fine after {_listed([plain(one) for one in phrase.fine_after])}.")
        rows.append(
            (
                quoted(phrase.hears, company),
                quoted(phrase.say_instead, company),
                (line(phrase.why, company), *lines(limits)),
            )
        )
    return Table(("Avoid", "Say instead", "Why"), tuple(rows), ("avoid", "say", "soft"))


def helpful_table(phrases: Sequence[Helpful], company: str) -> Table:
    """Wording that helps, with what it does and where it fits."""
    rows = tuple(
        (
            quoted([phrase.say], company),
            (line(plain(phrase.technique).capitalize()),),
            (line(f"Step {phrase.step}"),),
            (
                line(
                    _listed([CHANNELS[one] for one in phrase.channel]).capitalize()
                    if phrase.channel
                    else "Everywhere"
                ),
            ),
        )
        for phrase in phrases
    )
    return Table(("Say", "What it does", "Step", "Where"), rows, ("say", "soft", "soft", "soft"))


def _said(say: tuple[str, ...], on: tuple[OnChannel, ...], company: str) -> tuple[Items, ...]:
    return (
        Items(quoted(say, company), "Say", "say"),
        *(Items(quoted(one.say, company), f"Say {CHANNELS[one.channel]}", "say") for one in on),
    )


def _listed(words: Sequence[str]) -> str:
    return " or ".join(words)

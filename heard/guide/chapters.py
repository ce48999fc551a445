"""The guide's chapters: the playbook's parts in the order in which one teaches them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.guide import entries
from heard.guide.document import Block, Document, Items, Paragraph, Section, Span, Table
from heard.guide.moments import moment
from heard.guide.topics import TOPIC_WORDS, TOPICS, topic_of, topic_of_play
from heard.guide.wording import line, lines, prose, quoted, slot_name
from heard.playbook import SLOTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from heard.playbook import Playbook
    from heard.playbook.teaching import Section as Topic


def read(playbook: Playbook) -> Document:
    """The whole guide of a playbook. Parts that the playbook hasn't got leave no empty heading."""
    chapters = [*(_chapter(playbook, topic) for topic in TOPICS), *_reference(playbook)]
    company = playbook.company.name
    about = (
        f"{company[:1].upper()}{company[1:]} · playbook {playbook.name}, version {playbook.version}"
    )
    return Document(
        title=playbook.title or playbook.name,
        about=(Span(about),),
        lead=line(
            "How to calm a heated conversation, step by step: a guide to read, teach and print."
        ),
        language=playbook.languages[0] if playbook.languages else "en",
        chapters=tuple(one for one in chapters if one.blocks or one.sections),
    )


def _chapter(playbook: Playbook, topic: Topic) -> Section:
    """A chapter: the text the playbook has for it, then the entries that belong to it."""
    company = playbook.company.name
    texts = [one for one in playbook.chapters if one.section == topic]
    more = tuple(
        Section(line(one.title, company), f"text-{one.name}", prose(one.text, company))
        for one in texts[1:]
    )
    own = _OWN[topic](playbook) if topic in _OWN else ()
    return Section(
        line(texts[0].title, company) if texts else (Span(TOPIC_WORDS[topic]),),
        topic,
        prose(texts[0].text, company) if texts else (),
        _filled((*more, *own, *_wording(playbook, topic), _plays(playbook, topic))),
        topic=TOPIC_WORDS[topic] if texts else "",
    )


def _plays(playbook: Playbook, topic: Topic) -> Section:
    company = playbook.company.name
    return Section(
        (Span("What to do in the moment"),),
        f"{topic}-plays",
        sections=tuple(
            entries.play_section(play, company)
            for play in playbook.plays
            if topic_of_play(play) == topic
        ),
    )


def _wording(playbook: Playbook, topic: Topic) -> tuple[Section, ...]:
    company = playbook.company.name
    helpful = [one for one in playbook.helpful if topic_of(one.technique) == topic]
    avoid = [one for one in playbook.phrases if topic_of(one.misstep) == topic]
    return (
        _tabled("Words that help", f"{topic}-say", entries.helpful_table(helpful, company)),
        _tabled(
            "Words to avoid, and what to say instead",
            f"{topic}-avoid",
            entries.phrase_table(avoid, company),
        ),
    )


def _importance(playbook: Playbook) -> tuple[Section, ...]:
    company = playbook.company.name
    rows = tuple(
        (
            ((Span(f"{step.number}. {step.name}", "link", to=f"#step-{step.number}"),),),
            (line(step.goal, company),),
            (line(step.done, company),),
        )
        for step in playbook.steps
    )
    return (
        _tabled(
            "The five steps at a glance",
            "glance",
            Table(("Step", "Goal", "Done when"), rows, ("plain", "plain", "soft")),
        ),
    )


def _conflict(playbook: Playbook) -> tuple[Section, ...]:
    company = playbook.company.name
    letters = tuple(
        (
            ((Span(letter.name[:1].upper(), strong=True), Span(letter.name[1:])),),
            (line(letter.means, company),),
            (line(", ".join(map(str, letter.steps))),),
            (line(letter.note, company),),
        )
        for letter in playbook.letters
    )
    return (
        Section(
            (Span("The five steps"),),
            "steps",
            sections=tuple(entries.step_section(step, company) for step in playbook.steps),
        ),
        _tabled(
            "The same work as HEARD",
            "heard",
            Table(
                ("Letter", "Means", "Steps", "Note"), letters, ("plain", "plain", "soft", "soft")
            ),
        ),
        Section(
            (Span("When to bring in somebody else"),),
            "escalation",
            sections=tuple(entries.criterion_section(one, company) for one in playbook.escalation),
        ),
        _handover(playbook),
    )


def _handover(playbook: Playbook) -> Section:
    company = playbook.company.name
    blocks: list[Block] = []
    if (handoff := playbook.handoff) is not None:
        blocks += [
            Items(lines(handoff.steps, company), style="numbers"),
            Items(quoted(handoff.say, company), "Say to the customer", "say"),
            *(
                Items(quoted(on.say, company), f"Say {entries.CHANNELS[on.channel]}", "say")
                for on in handoff.on
            ),
            Items(quoted(handoff.bridge, company), "Say to the next person", "say"),
            *(
                Items(
                    quoted(one.say, company), f"The next person's first words: {one.about}", "say"
                )
                for one in handoff.opening
            ),
            *(
                [Items(quoted(handoff.offer, company), "A bot offers a person", "say")]
                * bool(handoff.offer)
            ),
            Paragraph(line(handoff.why, company), "Why"),
        ]
    if playbook.packet:
        rows = tuple(
            (
                (entries.heading(one.name),),
                (line(one.asks, company), *(() if one.required else (line("Where it applies."),))),
                (line(one.example, company),),
            )
            for one in playbook.packet
        )
        blocks.append(
            Table(
                ("What the next person needs", "Asks", "Example"), rows, ("plain", "plain", "soft")
            )
        )
    return Section((Span("Handing over warm"),), "handover", tuple(blocks))


def _communication(playbook: Playbook) -> tuple[Section, ...]:
    company, promises = playbook.company.name, playbook.promises
    blocks: list[Block] = []
    if promises.allowed:
        blocks.append(Items(lines(promises.allowed, company), "May be promised"))
    if promises.never:
        blocks.append(Items(lines(promises.never, company), "Never promised", "avoid"))
    days = f"At most {promises.max_days} {'day' if promises.max_days == 1 else 'days'}."
    blocks.append(Paragraph(line(days), "How far ahead"))
    return (
        Section((Span("What may be promised"),), "promises", tuple(blocks)),
        Section(
            (Span("The company's rules, and how to say them"),),
            "policies",
            sections=tuple(entries.policy_section(one, company) for one in playbook.policies),
        ),
    )


def _professionalism(playbook: Playbook) -> tuple[Section, ...]:
    company = playbook.company
    ladder = tuple(
        entries.rung_section(number, rung, company.name, may_end=company.may_end_abusive)
        for number, rung in enumerate(playbook.boundaries, 1)
    )
    blocks = (Paragraph(line(company.log_abuse_with), "Abuse is logged with"),) if ladder else ()
    return (Section((Span("The boundary ladder"),), "boundaries", blocks, ladder),)


def _examples(playbook: Playbook) -> tuple[Section, ...]:
    return tuple(entries.example_section(one, playbook.company.name) for one in playbook.examples)


_OWN: dict[Topic, Callable[[Playbook], tuple[Section, ...]]] = {
    "importance": _importance,
    "communication": _communication,
    "conflict-resolution": _conflict,
    "professionalism": _professionalism,
    "examples": _examples,
}


def _reference(playbook: Playbook) -> tuple[Section, ...]:
    """The chapters to look things up in."""
    company = playbook.company.name
    parts = (
        (
            "Channels",
            "channels",
            [entries.channel_section(one, company) for one in playbook.channels],
        ),
        ("Skills", "skills", [entries.skill_section(one, company) for one in playbook.skills]),
        (
            "Where advice disagrees",
            "decisions",
            [entries.decision_section(one, company) for one in playbook.decisions],
        ),
        (
            "Questions and answers",
            "questions",
            [entries.question_section(one, company) for one in playbook.faq],
        ),
        (
            "Checklists",
            "checklists",
            [entries.checklist_section(one, company) for one in playbook.checklists],
        ),
    )
    index = tuple(
        (
            ((Span(entries.heading(play.name)[0].text, "link", to=f"#play-{play.name}"),),),
            (line(moment(play)),),
            (line(play.advice, company),),
        )
        for play in playbook.plays
    )
    slots = tuple(
        (((Span(slot_name(name), "slot"),),), (line(means),)) for name, means in SLOTS.items()
    )
    return (
        *(Section((Span(title),), anchor, sections=tuple(made)) for title, anchor, made in parts),
        _tabled(
            "Every play by its moment",
            "plays",
            Table(("Play", "When", "Do"), index, ("plain", "soft", "plain")),
        ),
        _tabled(
            "Words to fill in",
            "slots",
            Table(("Placeholder", "Stands for"), slots, ("plain", "plain")),
        ),
    )


def _tabled(title: str, anchor: str, table: Table) -> Section:
    return Section((Span(title),), anchor, (table,) if table.rows else ())


def _filled(sections: Iterable[Section]) -> tuple[Section, ...]:
    return tuple(one for one in sections if one.blocks or one.sections)

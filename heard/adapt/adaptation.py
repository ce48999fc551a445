"""`heard adapt` as a call: read, hold a fifth out, learn, compare, learn from all, write."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from heard.adapt.corrected import Corrected, load_corrected
from heard.adapt.figures import Figures, figure
from heard.errors import InputError, ModelError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from heard.adapt.learning import Learned

    Progress = Callable[[int, int], None]  # parts done, and in all

FOLDS = 5  # by a hash of the conversation's id; the first is held out for the table
LEAST_CONVERSATIONS = 40
LEAST_TURNS = 200
LEAST_HOT = 15
FALLS = 0.03  # of a figure in the table: said below it


class TooLittle(InputError):  # noqa: N818 - said as a sentence
    """Too few labelled conversations to learn from."""


class NotBetter(ModelError):  # noqa: N818 - said as a sentence
    """What was learned did not help on the conversations held out; nothing was written."""

    def __init__(self, problem: str, adaptation: Adaptation) -> None:
        super().__init__(problem)
        self.adaptation = adaptation


@dataclass(frozen=True, slots=True)
class Adaptation:
    """What came of it: the table on the conversations held out, and the file that was written."""

    listener: str
    conversations: int
    turns: int
    hot: int
    before: Figures
    after: Figures
    surprised: tuple[float, float]  # at the labels held out, before and after; less is better
    learned: tuple[str, ...]
    kept: tuple[str, ...]  # judgments with too few examples: the shipped ones
    counts: dict[str, int]  # examples of each judgment
    path: Path | None = None
    warnings: tuple[str, ...] = ()

    @property
    def better(self) -> bool:
        """Whether the labels held out surprise the listener less than before.

        Not by the other figures: on a few dozen conversations they move by chance.
        """
        before, after = self.surprised
        return after < before

    @property
    def worse(self) -> tuple[str, ...]:
        """The figures that fell by FALLS or more, by name: by chance or not, worth a look before it is used."""
        after = self.after.named()
        return tuple(
            name
            for name, value in self.before.named().items()
            if value is not None and (then := after[name]) is not None and value - then >= FALLS
        )

    def to_markdown(self) -> str:
        """The table, what was learned from how many examples, and which figures fell."""
        held = f"{self.before.conversations} conversations held out"
        lines = [f"| {held} | before | after |", "|---|--:|--:|"]
        lines.append(
            "| surprise at a label, less is better | {:.4f} | {:.4f} |".format(*self.surprised)
        )
        after = self.after.named()
        lines += [
            f"| {name} | {_shown(value)} | {_shown(after[name])} |"
            for name, value in self.before.named().items()
        ]
        lines.append("")
        lines.append(
            f"Learned from {self.conversations} conversations, {self.turns} labelled turns, {self.hot} of them hot:"
            f" {len(self.learned)} judgments."
        )
        if self.worse:
            lines.append(
                f"Fell by {FALLS} or more, so look before you use it: {', '.join(self.worse)}."
            )
        if self.kept:
            names = ", ".join(f"{name} ({self.counts.get(name, 0)})" for name in self.kept)
            lines.append(f"Too few examples, the shipped judgment stays: {names}.")
        return "\n".join(lines) + "\n"


def adapt(
    paths: Iterable[Path | str],
    *,
    out: Path | str | None = None,
    model: str | None = None,
    force: bool = False,
    made: date | None = None,
    progress: Progress | None = None,
) -> Adaptation:
    """Learn a team's own habits from labelled or corrected conversations, and write them to `out`.

    Without `out`, `heard-<listener>-<day>.npz` in the working folder, numbered where that is taken.
    Nothing is changed but that file, and nothing leaves the machine. The same conversations and
    day give the same bytes.

    Raises TooLittle where there is too little to learn from, NotBetter where the held-out conversations
    are not heard better (with `force` the file is written all the same), and InputError for a file that
    cannot be read.
    """
    from heard.listen.load import LISTENERS, load_plain, named

    made = made or datetime.now(tz=UTC).date()
    name = model or named() or LISTENERS[0]
    corrected = [one for one in load_corrected(paths) if one.asked]
    corrected.sort(key=lambda one: one.conversation.id)
    check_enough(corrected)
    base = load_plain(name)
    target = _target(out, name, made)
    found, learned = study(corrected, base, name=name, progress=progress)
    if not found.better and not force:
        problem = (
            "what was learned does not help on the conversations held out (their labels surprise it by "
            f"{found.surprised[1]:.4f}, before by {found.surprised[0]:.4f}), so nothing was written; "
            "more labels may help, --force writes it anyway"
        )
        raise NotBetter(problem, found)
    content = learned.adapted(_about(found, made, base.mark)).to_bytes()
    _write(target, content)
    return _at(found, target)


def check_enough(corrected: Sequence[Corrected]) -> None:
    """Raise TooLittle where these conversations cannot teach anything that would hold."""
    turns = sum(one.asked for one in corrected)
    hot = sum(one.hot for one in corrected)
    heats = any(answers.heat is not None for one in corrected for answers in one.answers)
    short = (
        len(corrected) < LEAST_CONVERSATIONS or turns < LEAST_TURNS or (heats and hot < LEAST_HOT)
    )
    held = sum(fold_of(one) == 0 for one in corrected)
    if short or not 0 < held < len(corrected):
        problem = (
            f"too little to learn from: {len(corrected)} labelled conversations with {turns} labelled turns, "
            f"{hot} of them hot; at least {LEAST_CONVERSATIONS} conversations, {LEAST_TURNS} turns and "
            f"{LEAST_HOT} hot ones are needed"
        )
        raise TooLittle(problem)


def fold_of(one: Corrected) -> int:
    """The fold of a conversation, by a hash of its id: the same whatever else is learned from."""
    return crc32(one.conversation.id.encode()) % FOLDS


def study(
    corrected: Sequence[Corrected],
    base: Any,  # noqa: ANN401 - a Trained listener; numpy is not loaded to check a type
    *,
    name: str,
    progress: Progress | None = None,
) -> tuple[Adaptation, Learned]:
    """Learn without the first fold, compare on it, then learn from all with what was chosen."""
    from heard.adapt.learning import learn, parts, surprise

    total = parts(FOLDS - 1, chosen=False) + parts(FOLDS, chosen=True) + 2
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, total)

    folds = [fold_of(one) for one in corrected]
    inside = [one for one, fold in zip(corrected, folds, strict=True) if fold]
    held = [one for one, fold in zip(corrected, folds, strict=True) if not fold]
    before = figure(held, base)
    step()
    first = learn(inside, base, [fold for fold in folds if fold], step=step)
    listener = first.listener(base)
    after = figure(held, listener)
    surprised = surprise(held, base, base), surprise(held, listener, base)
    step()
    learned = learn(corrected, base, folds, step=step, penalties=first.penalties)
    known = [name for name in learned.counts if name not in learned.learned]
    found = Adaptation(
        name,
        len(corrected),
        sum(one.asked for one in corrected),
        sum(one.hot for one in corrected),
        before,
        after,
        (surprised[0] or 0.0, surprised[1] or 0.0),
        learned.learned,
        tuple(known),
        learned.counts,
        None,
        tuple(dict.fromkeys(warning for one in corrected for warning in one.warnings)),
    )
    return found, learned


def _about(found: Adaptation, made: date, base: str) -> dict[str, object]:
    from heard import __version__
    from heard.listen.habits import FORM

    return {
        "form": FORM,
        "listener": found.listener,
        "base": base,
        "heard": __version__,
        "made": made.isoformat(),
        "conversations": found.conversations,
        "turns": found.turns,
        "hot": found.hot,
        "held_out": found.before.conversations,
        "before": found.before.named(),
        "after": found.after.named(),
        "surprised": list(found.surprised),
        "examples": found.counts,
        "learned": list(found.learned),
    }


def _target(out: Path | str | None, name: str, made: date) -> Path:
    if out is not None:
        target = Path(out)
        if not target.parent.is_dir():
            raise InputError("no such folder", path=str(target.parent))
        if target.is_dir():
            raise InputError("a folder; name the file to write", path=str(target))
        return target
    place = Path(f"heard-{name}-{made.isoformat()}.npz")
    number = 2
    while place.exists():
        place = Path(f"heard-{name}-{made.isoformat()}-{number}.npz")
        number += 1
    return place


def _write(target: Path, content: bytes) -> None:
    """Write all of it or nothing: a half file never stands under the name."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        os.replace(name, target)  # noqa: PTH105 - in one step
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _at(found: Adaptation, path: Path) -> Adaptation:
    from dataclasses import replace

    return replace(found, path=path)


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"

"""What a person sees of a conversation in a terminal: words, numbers and marks that agree."""

import codecs
import io
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time

import pytest
from called import heard
from rich.console import Console
from tracked import AGENT, CUSTOMER
from waiting import SLOW_S

from heard.cli.cards import paint_advice
from heard.cli.paint import Painter
from heard.coach import Advice
from heard.conversation import Conversation, Turn
from heard.listen import Reading, Signal
from heard.track import Track

# A background job of a shell would pass Ctrl-C on as ignored.
HEARS_CTRL_C = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
COMMAND = (sys.executable, "-c", HEARS_CTRL_C + "from heard.cli import main; main()")
TIMES_PRESSED, PRESSED_AGAIN_S = 5, 20.0
TALK = "customer: My order is late.\nagent: I'm here to help. Which order is it?\n"
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


def painted(*said, width=80, title=None):
    """What is shown of (speaker, text, heat, emotion, *(signal, sure, words)) turns."""
    out = io.StringIO()
    painter, track = Painter(Console(file=out, width=width, highlight=False)), Track()
    painter.title(Conversation(title or "c1", ()))
    for number, (speaker, text, heat, emotion, *signals) in enumerate(said, 1):
        found = tuple(
            Signal(name, sure, text.index(words), text.index(words) + len(words))
            for name, sure, words in signals
        )
        turn, reading = Turn(speaker, text), Reading(heat, emotion, found)
        painter.turn(number, turn, reading, track.follow(turn, reading))
    painter.end()
    return out.getvalue()


def heads(shown):
    return [line[6:] for line in shown.splitlines() if line[:4].strip().isdigit()]


def says(*, heat, emotion="frustrated", text="And another thing about it."):
    return CUSTOMER, text, heat, emotion


def test_word_number_and_arrow_are_on_one_scale():
    shown = painted(*(says(heat=heat) for heat in (0.5, 0.05, 0.2, 0.38, 0.4, 0.9)))

    assert heads(shown) == [
        "customer  ▮▮▮▯▯ frustrated 0.50",
        "customer  ▮▯▯▯▯ calm 0.05 ↓",
        "customer  ▮▮▯▯▯ irritated 0.20 ↑",
        "customer  ▮▮▮▯▯ frustrated 0.38 ↑",
        "customer  ▮▮▮▯▯ frustrated 0.40",
        "customer  ▮▮▮▮▮ hostile 0.90 ↑",
    ]
    assert "→" not in shown


@pytest.mark.parametrize(
    ("heat", "emotion", "told"),
    [
        (0.2, "frustrated", ""),
        (0.2, "pleased", ""),
        (0.0, "pleased", " · pleased"),
        (0.0, "angry", ""),
        (0.5, "anxious", " · anxious"),
        (0.0, "confused", " · confused"),
        (0.0, "neutral", ""),
    ],
)
def test_a_feeling_is_named_only_where_it_adds_to_the_heat(heat, emotion, told):
    assert heads(painted(says(heat=heat, emotion=emotion)))[0].partition(f"{heat:.2f}")[2] == told


def test_an_agents_line_says_nothing_of_the_customers_mood():
    shown = painted(says(heat=0.5), (AGENT, "Let me check.", None, None, ("own", 0.9, "Let me")))

    after = shown.partition("agent")[2]
    assert "heated" not in after
    assert "frustrated" not in after


def test_words_that_are_a_misstep_are_praised_nowhere_and_the_screen_says_why():
    asked = "What is your booking reference?"

    shown = painted(
        says(heat=0.6),
        (AGENT, asked, None, None, ("ask", 1.0, asked), ("fix_first", 0.8, asked)),
    )

    assert "✓ ask" not in shown
    assert "✗ fix_first 0.80 “What is your booking reference?”" in shown
    assert "ask 1.00 doesn't count here: the fix came before" in shown
    assert "✗ acknowledge  ○ clarify" in shown


def test_praise_for_other_words_of_the_turn_stays():
    shown = painted(
        says(heat=0.6),
        (AGENT, "I'm sorry. Calm down.", None, None,
         ("apologize", 1.0, "I'm sorry."), ("calm_down", 0.9, "Calm down.")),
    )  # fmt: skip

    assert "✓ apologize 1.00 “I'm sorry.”" in shown
    assert "doesn't count" not in shown


def test_signals_in_the_same_words_share_a_row():
    words = "I'll ring you by four."

    shown = painted(
        says(heat=0.6),
        (AGENT, words, None, None, ("own", 0.7, words), ("set_expectation", 0.9, words)),
    )

    assert "✓ own 0.70, set_expectation 0.90 “I'll ring you by four.”" in shown


def test_what_has_not_changed_is_not_said_again():
    asked = (AGENT, "Restart it.", None, None, ("solve", 0.9, "Restart it."))
    insult = (CUSTOMER, "You idiot.", 0.9, "angry", ("abuse", 0.9, "You idiot."))

    shown = painted(says(heat=0.6), asked, says(heat=0.6), asked, insult, asked)

    assert shown.count("phase 1") == 2  # once where it begins, once where it was skipped
    assert shown.count("phase 1 skipped") == 1
    assert shown.count("due: name the limit") == 1


def test_thanks_that_are_not_meant_are_said_to_be_none():
    shown = painted(
        (CUSTOMER, "Great. Fantastic.", 0.6, "angry", ("sarcasm", 0.9, "Great.")),
        (CUSTOMER, "Done enough, thanks. Cancel it.", 0.1, "pleased", ("thanks", 0.9, "thanks.")),
    )

    assert "taken for irony" in shown
    assert "pleased" not in shown


def test_nothing_stands_behind_a_line_and_no_line_is_too_long_to_read():
    text = "It stopped again, just as it did when we spoke, and nobody can say why. " * 4

    shown = painted(says(heat=0.6, text=text), width=200)

    lines = shown.splitlines()
    assert all(line == line.rstrip() for line in lines)
    assert max(map(len, lines)) <= 110


def test_a_quote_is_cut_between_words_and_holds_no_marks_like_its_own():
    text = 'They said "tomorrow" and “soon”, and it takes no rocket scientist to see it is neither.'
    shown = painted((CUSTOMER, text, 0.6, "angry", ("broken_promise", 0.9, text)))

    quote = re.search(r"“([^“”]*)…”", shown.replace("\n        ", " "))[1]
    assert text.replace('"', "'").replace("“", "‘").replace("”", "’").startswith(f"{quote} ")
    assert '"' not in quote


def test_a_mark_without_its_pair_is_not_quoted():
    text = 'You said "never again" and it is again.'

    shown = painted((CUSTOMER, text, 0.6, "angry", ("broken_promise", 0.9, 'You said "')))

    assert "“You said”" in shown


def test_a_card_quotes_with_one_kind_of_mark_inside():
    out = io.StringIO()
    said = ('You said “three weeks” and "no answer".',)
    card = Advice(0, "answer-the-wait", "Do.", said, (), "Why.")

    paint_advice(Console(file=out, width=90), card, Conversation("c1", ()))

    assert "say    “You said ‘three weeks’ and 'no answer'.”" in out.getvalue()


@pytest.mark.parametrize("command", ["read", "follow", "review", "handoff"])
def test_who_names_no_conversation_is_told_what_to_type(command):
    done = heard(command, stdin=TALK)

    assert done.returncode == 2
    assert f"heard {command} - for what is piped in" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["read", "follow"])
def test_another_language_is_named_once_and_its_turns_are_counted(command, tmp_path):
    spanish = (
        "customer: Llevo tres semanas esperando mi pedido y nadie me contesta.\n"
        "agent: Lo siento mucho, ahora mismo lo miro con el almacén.\n"
    )
    (tmp_path / "es.txt").write_text(spanish * 3, "utf-8")

    shown = heard(command, str(tmp_path / "es.txt")).stdout

    assert shown.count("      not read: another language\n") == 1
    assert shown.count("6 of 6 turns were not read: another language") == 1


class Terminal:
    """A command at a terminal of its own: type a line, see all that it printed."""

    def __init__(self, *words):
        self.master, child = pty.openpty()
        self.process = subprocess.Popen(
            [*COMMAND, *words], stdin=child, stdout=child, stderr=child, start_new_session=True,
            env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "xterm"},
        )  # fmt: skip
        os.close(child)
        self.shown = ""
        self.decoder = codecs.getincrementaldecoder("utf-8")()
        self.told = 0  # how much of it was waited for

    def type(self, line):
        os.write(self.master, line.encode())

    def interrupt(self):
        """Press Ctrl-C, and again where nothing came of it, as a person would.

        One that comes in the instant before a line is waited for is heard only with the next line.
        """
        for _ in range(TIMES_PRESSED):
            self.process.send_signal(signal.SIGINT)
            if select.select([self.master], [], [], PRESSED_AGAIN_S)[0]:
                return
        pytest.fail("Ctrl-C was not heard")

    def until(self, words, *, within=SLOW_S):
        """Wait until these words are shown, after those waited for last; what came up to them."""
        start, end = self.told, time.monotonic() + within
        while words not in self.shown[start:] and time.monotonic() < end:
            if select.select([self.master], [], [], 0.2)[0]:
                try:
                    self.shown += ESCAPES.sub("", self.decoder.decode(os.read(self.master, 65536)))
                except OSError:  # the other end is closed
                    break
        assert words in self.shown[start:], self.shown
        self.told = self.shown.index(words, start) + len(words)
        return self.shown[start : self.told]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        os.close(self.master)


def test_the_legend_is_said_once_at_a_terminal_and_not_to_who_wants_quiet(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TALK, "utf-8")
    legend = "0.90 is right nine times in ten"

    shown = {}
    for words in (("read",), ("follow",), ("follow", "--quiet")):
        with Terminal(*words, str(tmp_path)) as terminal:
            shown[words] = terminal.until("Which order is it?") + terminal.until("b ──")
            assert terminal.process.wait(timeout=SLOW_S) == 0

    counts = [" ".join(one.split()).count(legend) for one in shown.values()]
    assert counts == [1, 1, 0]
    assert "Risk:" in shown["follow",]
    assert "Risk:" not in shown["read",]
    assert legend not in heard("follow", str(tmp_path)).stdout


def test_somebody_who_types_both_sides_can_correct_themself():
    with Terminal("follow", "-", "--quiet") as terminal:
        terminal.until("customer ›")
        terminal.type("<\n")
        terminal.until("Nothing was said yet.")
        terminal.type("Three weeks and no answer, this is ridiculous!\n")
        terminal.until("agent ›")
        terminal.type("c:\n")  # it is still the customer
        terminal.until("customer ›")
        terminal.type("a: Calm down.\n")
        assert "calm_down" in terminal.until("customer ›")
        terminal.type("<\n")
        assert "Turn 2 is taken back." in terminal.until("agent ›")
        terminal.type("\n")
        terminal.until("agent ›")
        terminal.type("agnt: One moment.\n")
        assert 'unknown speaker "agnt"' in terminal.until("agent ›")
        terminal.type("I'm sorry. What happened on Monday?\n")
        after = terminal.until("customer ›")
        assert "✗ calm" not in after
        assert "✓ calm" in after

        terminal.interrupt()

        assert "2 turns · peak" in terminal.until("1 card")
        assert terminal.process.wait(timeout=SLOW_S) == 130


@pytest.mark.parametrize("command", [["read"], ["follow"], ["handoff"], ["handoff", "--markdown"]])
def test_what_was_said_cannot_steer_the_terminal(command, tmp_path):
    said = tmp_path / "said.txt"
    said.write_text(
        "Customer: third time \x1b[2J I call \x1b]0;x\x07 about \u202eit, useless!\nAgent: hi\n",
        "utf-8",
    )

    done = heard(*command, str(said))

    assert done.returncode == 0
    assert "third time \u241b[2J I call \u241b]0;x" in done.stdout
    assert not set(done.stdout) & set("\x1b\x07\u202e")

"""The command line as its users meet it: JSON shapes, exit codes, one sentence for bad input."""

import json
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from called import heard
from waiting import SLOW_S, eventually

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "heard" / "samples"
CALL = SAMPLES / "third-call.txt"


def objects(done: subprocess.CompletedProcess[str]) -> list[dict]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_read_prints_one_object_a_turn_in_the_promised_shape() -> None:
    done = heard("read", "--json", str(CALL))

    turns = objects(done)
    assert done.returncode == 0
    assert [turn["turn"] for turn in turns] == [1, 2, 3, 4, 5, 6, 7]
    for turn in turns:
        assert list(turn)[:6] == ["conversation", "turn", "speaker", "heat", "emotion", "signals"]
        assert (turn["heat"] is None) == (turn["speaker"] != "customer")
        for one in turn["signals"]:
            assert list(one) == ["name", "sure", "start", "end"]


def test_follow_adds_where_it_is_going_and_what_to_do() -> None:
    done = heard("follow", "--json", str(CALL))

    turns = objects(done)
    for turn in turns:
        assert {"mood", "phase", "step", "risk", "advice"} <= set(turn)
    cards = [turn["advice"] for turn in turns if turn["advice"]]
    assert cards
    assert {"play", "do", "say", "avoid", "why", "quote"} <= set(cards[0])


def test_follow_tells_what_lies_under_it_in_the_customers_words() -> None:
    said = (
        "customer: On Monday they told me the deposit was back. It isn't, and nobody answers me!\n"
        "agent: Hello.\n"
        "customer: Let me speak to your manager, please.\n"
    )

    first, _, last = objects(heard("follow", "--json", "-", stdin=said))

    keys = ["early_signs", "stakes", "control_lost", "concern", "facts", "escalation"]
    keys += ["promises", "promises_overdue"]
    assert list(first)[-8:] == keys
    assert first["facts"][0]["quote"] == "On Monday they told me the deposit was back."
    assert first["facts"][0]["turn"] == last["facts"][0]["turn"] == 1
    asked = [one for one in last["escalation"] if one["criterion"] == "supervisor_asked"]
    assert "manager" in asked[0]["quote"]


def test_what_is_in_another_language_is_said_to_be_unread_and_left_out(tmp_path: Path) -> None:
    german = (
        "customer: Seit drei Wochen warte ich auf mein Paket, und niemand meldet sich bei mir!\n"
        "agent: Das tut mir leid, ich frage sofort im Lager nach Ihrer Sendung.\n"
    )
    (tmp_path / "de.txt").write_text(german, "utf-8")
    (tmp_path / "en.txt").write_text(CALL.read_text("utf-8"), "utf-8")

    reviewed = heard("review", "--json", str(tmp_path))
    read = heard("read", str(tmp_path / "de.txt"))
    followed = heard("follow", str(tmp_path / "de.txt"))

    card, *_, last = objects(reviewed)
    assert (card["outcome"], card["counts_as"]) == (None, "not scored")
    assert card["not_scored"] == "It is in a language Heard does not read."
    assert last["cohort"]["not_scored"] == 1
    assert "1 of 2 conversations is in a language Heard does not read" in reviewed.stderr
    assert read.stdout.count("not read: another language") == 2
    assert "not read: another language" in followed.stdout
    assert "calm" not in followed.stdout


def test_follow_reads_the_same_as_read() -> None:
    read = objects(heard("read", "--json", str(CALL)))
    followed = objects(heard("follow", "--json", str(CALL)))

    assert [{key: turn[key] for key in read[0]} for turn in followed] == read


def test_check_exits_with_one_when_there_is_something_to_mend() -> None:
    bad = heard("check", "--json", "Please calm down.")
    good = heard("check", "Your refund of 40 euros is done; it's on your card by Friday.")

    assert bad.returncode == 1
    found = json.loads(bad.stdout)
    assert found["issues"][0]["quote"] in "Please calm down."
    assert found["rewrite"]
    assert good.returncode == 0


def test_review_prints_a_card_each_and_the_cohort_last(tmp_path: Path) -> None:
    done = heard("review", "--json", str(SAMPLES / "phone.jsonl"), "--out", str(tmp_path / "out"))

    cards = objects(done)
    assert done.returncode == 0
    assert len(cards) == 13
    for card in cards[:-1]:
        assert list(card)[:10] == [
            "conversation",
            "outcome",
            "broke_at",
            "peak_heat",
            "end_heat",
            "steps",
            "techniques",
            "missteps",
            "promises",
            "evidence",
        ]
    assert list(cards[-1]) == ["cohort"]
    assert (tmp_path / "out" / "index.html").exists()


def test_a_report_inside_the_folder_is_never_reviewed(tmp_path: Path) -> None:
    (tmp_path / "call.txt").write_text(CALL.read_text("utf-8"), "utf-8")
    inside = ("review", "--json", str(tmp_path), "--out", str(tmp_path / "report"))
    beside = ("review", "--json", str(tmp_path), "--out", str(tmp_path))

    runs = [heard(*command) for command in (inside, inside, inside, beside, beside)]

    for done in runs:
        assert done.returncode == 0
        assert objects(done)[-1]["cohort"]["conversations"] == 1
        assert done.stderr.count("\n") == 1
        assert "Heard's own report was left out" in done.stderr


def test_a_report_given_as_conversations_is_named(tmp_path: Path) -> None:
    heard("review", str(CALL), "--out", str(tmp_path / "report"))

    folder = heard("review", str(tmp_path / "report"))
    file = heard("read", str(tmp_path / "report" / "cards.jsonl"))

    assert (folder.returncode, file.returncode) == (2, 2)
    assert "report: nothing but Heard's own report" in folder.stderr
    assert "cards.jsonl: Heard's own report; review the conversations" in file.stderr


def test_review_takes_several_workers_and_says_the_same() -> None:
    one = heard("review", "--json", "--model", "swift", str(SAMPLES))
    two = heard("review", "--json", "--model", "swift", "-j", "2", str(SAMPLES))

    assert one.stdout == two.stdout


def test_review_can_be_interrupted_and_goes_on(tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    lines = (SAMPLES / "chat.jsonl").read_text("utf-8").splitlines()
    with many.open("w", encoding="utf-8") as file:
        for number in range(150):
            record = json.loads(lines[number % len(lines)])
            file.write(json.dumps(record | {"id": f"c{number}"}) + "\n")
    out = tmp_path / "out"
    # A shell's background job, and all it starts, begins with SIGINT ignored.
    listens = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    command = [sys.executable, "-c", f"{listens}; from heard.cli import main; main()"]
    running = subprocess.Popen(
        [*command, "review", "--json", "--model", "swift", str(many), "--out", str(out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    cards = out / "cards.jsonl"
    eventually(lambda: cards.exists() and cards.stat().st_size)

    # nobody takes what it prints yet, so it can't have come to the end
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=SLOW_S)
    finished = len(cards.read_text("utf-8").splitlines())
    again = heard("review", "--model", "swift", "--json", str(many), "--out", str(out))

    assert running.returncode == 130
    assert "the same command goes on from there" in told
    assert 0 < finished < 150
    assert len(objects(again)) == 151


BAD = {
    "empty": (b"", "empty"),
    "binary": (bytes(range(256)) * 20, "not text"),
    "half-a-line": (b'{"id": "c1", "turns": [{"speaker": "cust', "not whole JSON"),
    "unknown-speaker": (
        b'{"id": "c1", "turns": [{"speaker": "custmer", "text": "Hello"}]}',
        'unknown speaker "custmer". Did you mean "customer"?',
    ),
}


@pytest.mark.parametrize("name", sorted(BAD))
@pytest.mark.parametrize("command", ["read", "follow", "review"])
def test_a_bad_file_gets_one_sentence_and_exit_code_two(
    name: str, command: str, tmp_path: Path
) -> None:
    content, sentence = BAD[name]
    path = tmp_path / "day.jsonl"
    path.write_bytes(content)

    done = heard(command, str(path))

    faults = [line for line in done.stderr.splitlines() if line.strip()]
    assert done.returncode == 2
    assert len(faults) == 1
    assert faults[0].startswith("heard: ")
    assert sentence in faults[0]
    assert "Traceback" not in done.stderr


def test_one_broken_file_among_a_hundred_is_named_and_the_rest_reviewed(tmp_path: Path) -> None:
    for number in range(99):
        (tmp_path / f"{number:03}.txt").write_text(
            f"Customer: Where is parcel {number}?\nAgent: On the van, it arrives today.\n", "utf-8"
        )
    (tmp_path / "050b.jsonl").write_text('{"id": "x", "turns": [', "utf-8")

    done = heard("review", "--json", str(tmp_path))

    assert done.returncode == 2
    assert len(objects(done)) == 100
    assert "050b.jsonl" in done.stderr
    assert done.stderr.count("heard:") == 1


def test_a_missing_path_is_named() -> None:
    done = heard("read", "no-such-folder")

    assert done.returncode == 2
    assert "no-such-folder" in done.stderr
    assert "Traceback" not in done.stderr


def test_reading_from_standard_input() -> None:
    done = heard("read", "--json", "-", stdin="Customer: It broke again.\nAgent: Which one?\n")

    assert [turn["speaker"] for turn in objects(done)] == ["customer", "agent"]


def test_an_unclear_role_asks_for_the_agents_name(tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_text("Bo: It broke.\nCy: Which one?\nBo: The big one.\nCy: I see.\n", "utf-8")

    asked = heard("read", str(path))
    answered = heard("read", "--json", "--agent", "Cy", str(path))

    assert asked.returncode == 2
    assert "--agent" in asked.stderr
    assert [turn["speaker"] for turn in objects(answered)] == ["customer", "agent"] * 2


@pytest.mark.parametrize("first", ["Customer", "Sam"])
@pytest.mark.parametrize("agent", ["Nobody", "Jane,Nobody"])
def test_an_agents_name_that_nobody_speaks_under_is_refused(
    first: str, agent: str, tmp_path: Path
) -> None:
    path = tmp_path / "call.txt"
    lines = [f"{first}: It broke.", "Jane: Which one?", f"{first}: The big one.", "Jane: I see."]
    path.write_text("\n".join(lines), "utf-8")

    done = heard("read", str(path), "--agent", agent)

    assert done.returncode == 2
    assert f'no speaker is called "Nobody": those who speak are "{first}" and "Jane"' in done.stderr


def test_an_agents_name_is_refused_where_the_roles_are_clear_too(tmp_path: Path) -> None:
    done = heard("review", str(CALL), "--agent", "Jnae")
    every = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path, name in zip(every, ["Jane", "Tom"], strict=True):
        path.write_text(f"Customer: It broke.\n{name}: Which?\n", "utf-8")
    both = heard("read", "--agent", "Jane, Tom", *map(str, every))

    assert (done.returncode, both.returncode) == (2, 0)
    assert 'those who speak are "Customer" and "Agent"' in done.stderr


def test_a_conversation_of_ten_thousand_turns_and_right_to_left_text_are_followed() -> None:
    turns = [
        {"speaker": "customer" if number % 2 == 0 else "agent", "text": "שלום, מה קורה?"}
        for number in range(10_000)
    ]

    done = heard("read", "--json", "-", stdin=json.dumps({"id": "long", "turns": turns}))

    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 10_000


def test_playbook_new_check_and_show_work_together(tmp_path: Path) -> None:
    ours = tmp_path / "ours.toml"

    made = heard("playbook", "new", str(ours), "--name", "Acme Rail")
    checked = heard("playbook", "check", str(ours))
    shown = heard("playbook", "show", str(ours))

    assert (made.returncode, checked.returncode, shown.returncode) == (0, 0, 0)
    assert "own-the-repeat" in shown.stdout


def test_playbook_check_names_file_and_line(tmp_path: Path) -> None:
    ours = tmp_path / "ours.toml"
    heard("playbook", "new", str(ours), "--name", "Acme Rail")
    ours.write_text(
        ours.read_text("utf-8") + '\n[[play]]\nname = "x-y"\nwhen = "repeat_contct"\n', "utf-8"
    )

    done = heard("playbook", "check", str(ours))

    assert done.returncode == 2
    assert 'Did you mean "repeat_contact"?' in done.stderr
    assert f"{ours}:" in done.stderr


@pytest.mark.parametrize("suffix", ["html", "md"])
def test_guide_is_written_in_both_formats(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"guide.{suffix}"

    done = heard("guide", "-o", str(path))

    assert done.returncode == 0
    assert "own-the-repeat" in path.read_text("utf-8") or "already" in path.read_text("utf-8")


def _small_files_only() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_a_disk_that_is_full_is_one_sentence_and_exit_code_two(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from heard.cli import main; main()"]
    done = subprocess.run(
        [*command, "review", str(SAMPLES / "phone.jsonl"), "--out", str(tmp_path / "out")],
        capture_output=True,
        text=True,
        timeout=SLOW_S,
        check=False,
        preexec_fn=_small_files_only,
    )

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "out: cannot hold the report: file too large" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("words", [("read", str(CALL)), ("--version",), ("review", str(CALL))])
def test_output_that_cannot_be_written_is_one_sentence_and_exit_code_two(
    words: tuple[str, ...],
) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", "from heard.cli import main; main()", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=SLOW_S,
            check=False,
        )

    assert done.returncode == 2
    assert done.stderr == "heard: the output cannot be written: no space left on device\n"


def test_a_playbook_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", "utf-8")

    done = heard("playbook", "new", str(tmp_path / "taken" / "ours.toml"))

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "ours.toml: cannot hold a playbook: file exists" in done.stderr


def test_playbook_check_names_the_overlay_and_not_what_it_extends(tmp_path: Path) -> None:
    ours = tmp_path / "our-shop.toml"
    heard("playbook", "new", str(ours))
    titled = heard("playbook", "check", str(ours))
    ours.write_text('extends = "default"\nname = "our-shop"\nversion = 1\n', "utf-8")
    named = heard("playbook", "check", str(ours))

    assert titled.stdout.startswith("The Our Shop playbook: ")
    assert named.stdout.startswith("our-shop: ")


def test_help_names_every_command() -> None:
    done = heard("--help")

    for command in ("read", "follow", "check", "review", "guide", "measure", "playbook"):
        assert command in done.stdout
    assert "..." not in done.stdout.partition("Commands:")[2], "each is told in whole words"


def test_what_counts_as_a_success_is_said_beside_the_rate(tmp_path: Path) -> None:
    said = tmp_path / "hot.txt"
    said.write_text(
        "Customer: This is the third time I'm calling, it's a disgrace!\nAgent: I see.\nCustomer: Fine.\n"
    )

    done = heard("review", str(said))

    assert "success rate" in done.stdout
    assert "solved or with a dated next step" in " ".join(done.stdout.split())

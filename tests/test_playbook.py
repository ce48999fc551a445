from datetime import date
from pathlib import Path

import pytest

from heard.conversation import Channel, History, Speaker, Turn
from heard.errors import PlaybookError
from heard.listen import Reading, Signal, SoFar
from heard.playbook import CONDITIONS, Playbook, check, new, show
from heard.track.moment import Criterion, Evidence, Moment, Promise, StepProgress

TOP = 'extends = "default"\nname = "shop"\nversion = 1\n'
PLAY = """
[[play]]
name = "greet-the-parrot"
rank = 50
when = "thanks"
advice = "Greet the parrot."
say = ["Hello, parrot.", "Good day, {name}."]
avoid = ["Whistling"]
why = "Parrots like to be greeted."
hears = ["Polly says thanks.", "Thanks, squawk."]
ignores = ["The parrot sleeps.", "No parrot here."]
"""
PHRASE = """
[[phrase]]
name = "squawk"
avoid = ["squawk|croak loudly"]
say_instead = ["Good day."]
why = "It is loud."
misstep = "jab"
hears = ["Squawk loudly!", "Croak loudly!"]
ignores = ["Squawk.", "Loudly."]
"""


def heard(*names: str, heat: float | None = 0.5, sure: float = 0.9) -> Reading:
    return Reading(heat, None, tuple(Signal(name, sure, 0, 1) for name in names))


def written(tmp_path: Path, text: str, name: str = "shop.toml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def overlay(tmp_path: Path, text: str) -> Playbook:
    return Playbook.load(written(tmp_path, TOP + text))


def names(plays) -> list[str]:
    return [play.name for play in plays]


# Faults: each with its file, its line, what was given and what is allowed


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (
            PLAY.replace('"thanks"', '"thank_you"'),
            8,
            (
                'play "greet-the-parrot" waits for an unknown signal "thank_you". '
                'Did you mean "thank"?'
            ),
        ),
        (
            PLAY.replace("advice =", "advise ="),
            9,
            'play "greet-the-parrot" has an unknown key "advise". Did you mean "advice"?',
        ),
        (
            PLAY.replace('why = "Parrots like to be greeted."\n', ""),
            5,
            'play "greet-the-parrot" has no "why"; it must give a text.',
        ),
        (
            PLAY.replace("rank = 50", 'rank = "high"'),
            7,
            'play "greet-the-parrot" says rank = "high"; give a whole number.',
        ),
        (
            PLAY.replace("rank = 50", "rank = 100"),
            7,
            'play "greet-the-parrot" says rank = 100; it lies in 1..99.',
        ),
        (
            PLAY.replace("rank = 50", "rank = true"),
            7,
            'play "greet-the-parrot" says rank = true; give a whole number.',
        ),
        (
            PLAY.replace('hears = ["Polly says thanks.", "Thanks, squawk."]', "hears = []"),
            13,
            'play "greet-the-parrot" gives 0 under "hears"; it needs at least 2.',
        ),
        (
            PLAY.replace('["Whistling"]', "[3]"),
            11,
            'play "greet-the-parrot" says avoid = [3]; give a text or a list of them.',
        ),
        (
            PLAY.replace('"Greet the parrot."', '" "'),
            9,
            'play "greet-the-parrot" has an empty text under "advice".',
        ),
        (
            PLAY.replace("{name}", "{nme}"),
            10,
            'play "greet-the-parrot" uses an unknown slot "{nme}" in say. Did you mean "name"?',
        ),
        (
            PLAY.replace('"greet-the-parrot"', '"Greet The Parrot"'),
            6,
            (
                'play "Greet The Parrot" says name = "Greet The Parrot"; '
                'a name is lowercase words joined by "-".'
            ),
        ),
        (
            PLAY.replace('name = "greet-the-parrot"\n', ""),
            5,
            'this play has no "name" to tell it from others.',
        ),
        (
            PLAY.replace('when = "thanks"\n', ""),
            5,
            'play "greet-the-parrot" has no condition, so it would come up after every turn.',
        ),
        (
            PLAY.replace('"thanks"', '["thanks", "jab"]'),
            8,
            (
                'play "greet-the-parrot" waits for signals of the customer and of the company; '
                "make it two plays."
            ),
        ),
        (
            PLAY.replace('"thanks"', '"thanks"\nwithin = 3'),
            9,
            'play "greet-the-parrot" says "within" without "after"; say what came before.',
        ),
        (
            PLAY.replace('"thanks"', '"thanks"\nunless = "abuse"'),
            9,
            (
                'play "greet-the-parrot" names, under unless, a signal of another kind "abuse". '
                "Allowed: acknowledge, apologize,"
            ),
        ),
        (
            PLAY.replace('"thanks"', '"thanks"\nmood = "angry"'),
            9,
            'play "greet-the-parrot" says mood = "angry". Allowed: calm, heated.',
        ),
        (
            PLAY.replace('"thanks"', '"thanks"\nstep = 6'),
            9,
            'play "greet-the-parrot" says step = 6; it lies in 1..5.',
        ),
        (
            PLAY.replace('"thanks"', '"thanks"\non = [{ channel = "fax", say = ["Beep."] }]'),
            9,
            'play "greet-the-parrot" says channel = "fax". Allowed: bot, chat, email, phone, social.',
        ),
        (PLAY + PLAY, 16, 'play "greet-the-parrot" has a name that shop.toml:5 has already.'),
        (
            PLAY.replace("greet-the-parrot", "own-the-repat").replace('why = "Parr', 'wy = "Parr'),
            5,
            (
                'play "own-the-repat" has no "why"; it must give a text. '
                'To change "own-the-repeat", use that name.'
            ),
        ),
        (
            PHRASE.replace("squawk|croak loudly", "# squawk"),
            7,
            'phrase "squawk" says, under avoid, "# squawk", which must begin with a plain word.',
        ),
        (
            PHRASE.replace("squawk|croak loudly", "squawk ..."),
            7,
            'phrase "squawk" says, under avoid, "squawk ...", which may have two "..." at most',
        ),
        (
            PHRASE.replace("squawk|croak loudly", "squawk|i'm"),
            7,
            'which has "squawk|i\'m", and a choice is between single words.',
        ),
        (
            PHRASE.replace('"jab"', '"jabb"'),
            10,
            'phrase "squawk" names, under misstep, an unknown signal "jabb". Did you mean "jab"?',
        ),
        ('\n[[plays]]\nname = "x"\n', 5, 'unknown table "plays". Did you mean "play"?'),
        ('\n[play]\nname = "x"\n', 5, 'the table "play" is written [[play]]'),
        ('\n[[company]]\nname = "x"\n', 5, 'the table "company" is written [company]'),
        (
            '\n[company]\nname = "Shop"\nnick = "S"\n',
            7,
            'company "Shop" has an unknown key "nick". Allowed:',
        ),
        (
            '\n[[skill]]\nname = "juggling"\nremove = true\n',
            5,
            'skill "juggling" cannot be removed: the playbook it extends has no such skill.',
        ),
        (
            '\n[[play]]\nname = "own-the-repeat"\nremove = true\nrank = 3\n',
            8,
            'play "own-the-repeat" is removed, so it cannot change "rank".',
        ),
        (
            '\n[[play]]\nname = "own-the-repeat"\nremove = "yes"\n',
            7,
            'play "own-the-repeat" says remove = "yes"; leave it out, or say true.',
        ),
        (
            '\n[[rung]]\nname = "final"\nremove = true\n',
            1,
            "it has no rung final; it needs all 3",
        ),
        (
            (
                '\n[[example]]\nname = "charged-twice"\n[[example.turn]]\nspeaker = "agent"\n'
                'text = "Hi."\nnote = "n"\n[[example.turn]]\nspeaker = "costumer"\ntext = "x"\n'
                'note = "n"\n'
            ),
            12,
            'example "charged-twice" says speaker = "costumer". Did you mean "customer"?',
        ),
        ("\n[[play]]\nname = greet\n", 6, "is not TOML: "),
        ('\nname = "again"\n', 5, "is not TOML: "),
    ],
)
def test_a_fault_is_named_with_its_file_and_line(tmp_path, text, line, problem):
    path = written(tmp_path, TOP + text)

    faults = check(path)

    assert [str(fault) for fault in faults if problem in str(fault)]
    fault = next(fault for fault in faults if problem in str(fault))
    assert (fault.path, fault.line) == (str(path), line)
    with pytest.raises(PlaybookError):
        Playbook.load(path)


def test_check_finds_all_faults_at_once_in_the_order_of_their_lines(tmp_path):
    text = PLAY.replace("rank = 50", "rank = 0").replace("avoid =", "avoids =") + PHRASE.replace(
        'say_instead = ["Good day."]', "say_instead = []"
    )

    faults = check(written(tmp_path, TOP + text))

    assert [fault.line for fault in faults] == [5, 7, 11, 19]


def test_a_fault_is_found_below_strings_of_several_lines(tmp_path):
    text = '\n[[chapter]]\nname = "listening"\ntext = """\n[[play]]\nname = "x"\nrank = 1\n"""\n'

    (fault,) = check(written(tmp_path, TOP + text + PLAY.replace("rank = 50", "rank = 0")))

    assert fault.line == 15


def test_a_playbook_that_is_not_there_is_named_with_what_there_is(tmp_path):
    (fault,) = check("defualt")

    assert str(fault) == (
        'there is no playbook "defualt": give a .toml file, a folder of them, or a built-in '
        'name. Did you mean "default"?'
    )
    with pytest.raises(PlaybookError, match=r"this one has none"):
        Playbook.load(tmp_path)


def test_bytes_that_are_no_text_are_one_fault(tmp_path):
    path = tmp_path / "shop.toml"
    path.write_bytes(b"\xff\xfe\x00name")

    assert [str(fault) for fault in check(path)] == [f"{path}:1: is not UTF-8 text"]


def test_a_playbook_needs_a_name_and_a_play(tmp_path):
    faults = check(written(tmp_path, '[company]\nname = "Shop"\n'))

    assert [fault.problem for fault in faults] == [
        'it has no "name" and no "version" at its top',
        "it has no [[play]]",
    ]


def test_playbooks_that_extend_each_other_are_a_fault(tmp_path):
    written(tmp_path, 'extends = "b.toml"\nname = "a"\nversion = 1\n' + PLAY, "a.toml")
    written(tmp_path, 'extends = "a.toml"\nname = "b"\nversion = 1\n' + PLAY, "b.toml")

    (fault,) = check(tmp_path / "a.toml")

    assert "extends itself" in fault.problem
    assert fault.line == 1


# Overlays


def test_an_overlay_changes_only_the_keys_it_gives(tmp_path):
    base = Playbook.load().play("own-the-repeat")

    play = overlay(tmp_path, '\n[[play]]\nname = "own-the-repeat"\nrank = 12\n').play(
        "own-the-repeat"
    )

    assert play.rank == 12
    assert (play.say, play.why, play.when) == (base.say, base.why, base.when)


def test_an_overlay_adds_and_removes_entries(tmp_path):
    playbook = overlay(tmp_path, PLAY + '\n[[play]]\nname = "take-the-thanks"\nremove = true\n')

    added = set(names(playbook.plays)) - set(names(Playbook.load().plays))
    removed = set(names(Playbook.load().plays)) - set(names(playbook.plays))
    assert (added, removed) == ({"greet-the-parrot"}, {"take-the-thanks"})


def test_an_overlay_says_who_the_company_is_and_what_it_may_promise(tmp_path):
    playbook = overlay(
        tmp_path,
        '\n[company]\nname = "Fern & Finch"\nmay_end_abusive = false\n'
        '\n[promises]\nallowed = ["a callback"]\nmax_days = 3\n'
        '\n[[policy]]\nname = "returns"\nsays = "Thirty days."\n'
        'say = ["You have until {date}."]\nwhy = "So it can be sold again."\n',
    )

    assert (playbook.company.name, playbook.company.may_end_abusive) == ("Fern & Finch", False)
    assert (playbook.promises.allowed, playbook.promises.max_days) == (("a callback",), 3)
    assert playbook.promises.never == Playbook.load().promises.never
    assert [policy.says for policy in playbook.policies] == ["Thirty days."]
    assert playbook.name == "shop"
    assert playbook.title == ""  # the default's title belongs to the default's name


def test_an_overlay_of_an_overlay_sees_both(tmp_path):
    written(tmp_path, TOP + PLAY, "shop.toml")
    path = written(
        tmp_path,
        'extends = "shop.toml"\nname = "branch"\nversion = 2\n'
        '[[play]]\nname = "greet-the-parrot"\nrank = 7\n',
        "branch.toml",
    )

    playbook = Playbook.load(path)

    assert playbook.play("greet-the-parrot").rank == 7
    assert playbook.play("own-the-repeat")


def test_a_fault_in_a_changed_key_is_named_where_it_was_changed(tmp_path):
    written(tmp_path, TOP + PLAY, "shop.toml")
    path = written(
        tmp_path,
        'extends = "shop.toml"\nname = "branch"\nversion = 2\n'
        '[[play]]\nname = "greet-the-parrot"\nrank = 0\n',
        "branch.toml",
    )

    assert [(fault.path, fault.line) for fault in check(path)] == [(str(path), 6)]


def test_a_playbook_may_be_a_folder_of_files(tmp_path):
    written(tmp_path, TOP, "playbook.toml")
    written(tmp_path, PLAY, "plays.toml")

    assert Playbook.load(tmp_path).play("greet-the-parrot")


def test_a_changed_file_is_read_again(tmp_path):
    path = written(tmp_path, TOP + PLAY)
    assert Playbook.load(path).play("greet-the-parrot").rank == 50

    written(tmp_path, TOP + PLAY.replace("rank = 50", "rank = 7 "))
    path.touch()

    assert Playbook.load(path).play("greet-the-parrot").rank == 7


def test_an_unchanged_playbook_is_read_once():
    assert Playbook.load() is Playbook.load()


# Matching


def test_the_need_decides_which_play_comes_first():
    moment = Moment(turn=4, heat=1.0, peak=1.0, mood="heated", phase=1, boundary_due="named")
    reading = heard("repeat_contact", "abuse", "long_wait", heat=1.0)

    plays = names(Playbook.load().match(reading, moment))

    assert plays[0] == "name-the-limit"
    order = [plays.index(name) for name in ("own-the-repeat", "answer-the-wait")]
    assert order == sorted(order)


def test_of_two_equally_needed_plays_the_surer_signal_comes_first(tmp_path):
    playbook = overlay(
        tmp_path, PLAY + PLAY.replace("greet-the-parrot", "feed-it").replace("thanks", "resolved")
    )
    reading = Reading(0.0, None, (Signal("thanks", 0.6, 0, 1), Signal("resolved", 0.9, 0, 1)))

    plays = names(playbook.match(reading, Moment(turn=0)))

    assert [name for name in plays if name in ("feed-it", "greet-the-parrot")] == [
        "feed-it",
        "greet-the-parrot",
    ]


def test_a_misstep_play_follows_the_companys_turn_and_no_other():
    playbook = Playbook.load()
    moment = Moment(turn=3)

    assert names(playbook.match(heard("flat_no", heat=None), moment)) == ["turn-the-no-around"]
    assert not playbook.match(heard("flat_no", heat=None), moment, speaker=Speaker.CUSTOMER)
    assert not playbook.match(heard("repeat_contact"), moment, speaker=Speaker.AGENT)


EVIDENCE = Evidence(1, 0, 2, "acknowledge")
PROMISE = Promise(1, 0, 2, "call", "agent", "vague")


@pytest.mark.parametrize(
    ("condition", "meets", "misses"),
    [
        ("step = 3", {"next_step": 3}, {"next_step": 2}),
        ("broken = 2", {"steps": (StepProgress(2, "broken"),)}, {"steps": (StepProgress(2),)}),
        ("phase = 1", {"phase": 1}, {"phase": 2}),
        ("phase_1_skipped = true", {"phase_1_skipped": True}, {}),
        ("phase_1_turns = 3", {"phase_1_turns": 4}, {"phase_1_turns": 2}),
        ('mood = "heated"', {"mood": "heated"}, {}),
        ('trend = "rising"', {"trend": "rising"}, {}),
        ("heat = 3", {"heat": 0.75}, {"heat": 0.5}),
        ("peak = 2", {"peak": 0.5}, {"peak": 0.25}),
        ("early_signs = true", {"early_signs": ("shorter replies",)}, {}),
        ("stakes = true", {"stakes": True}, {}),
        ("chronic = true", {"chronic": True}, {}),
        ("control_lost = true", {"control_lost": True}, {}),
        (
            'escalation = ["solutions_failed"]',
            {"escalation": (Criterion("solutions_failed", EVIDENCE),)},
            {"escalation": (Criterion("abuse_continues", EVIDENCE),)},
        ),
        ('boundary = "final"', {"boundary_due": "final"}, {"boundary_due": "named"}),
        ("failed_tries = 2", {"failed_tries": 2}, {"failed_tries": 1}),
        ("resolved = false", {"resolved": False}, {"resolved": True}),
        ('promise = "vague"', {"promises": (PROMISE,)}, {}),
        (
            'unless = "acknowledge"',
            {},
            {"steps": (StepProgress(2, "done", (EVIDENCE,)),)},
        ),
        (
            'after = "acknowledge"\nwithin = 2',
            {"steps": (StepProgress(2, "done", (EVIDENCE,)),), "turn": 3},
            {"steps": (StepProgress(2, "done", (EVIDENCE,)),), "turn": 4},
        ),
    ],
)
def test_a_condition_decides_whether_the_play_comes_up(tmp_path, condition, meets, misses):
    playbook = overlay(tmp_path, PLAY.replace('when = "thanks"', condition))

    def comes_up(changes: dict) -> bool:
        moment = Moment(**({"turn": 3} | changes))
        return "greet-the-parrot" in names(playbook.match(heard(), moment))

    assert comes_up(meets)
    assert not comes_up(misses)


def test_channel_and_history_are_conditions_too(tmp_path):
    playbook = overlay(
        tmp_path,
        PLAY.replace('"thanks"', '"thanks"\nchannel = "email"\nhistory = "overdue_promises"'),
    )

    def comes_up(channel: Channel, history: History | None) -> bool:
        plays = playbook.match(heard("thanks"), Moment(0), channel=channel, history=history)
        return "greet-the-parrot" in names(plays)

    owed = History(overdue_promises=1)
    assert comes_up(Channel.EMAIL, owed)
    assert not comes_up(Channel.PHONE, owed)
    assert not comes_up(Channel.EMAIL, History(earlier_contacts=2))
    assert not comes_up(Channel.EMAIL, None)


def test_what_was_heard_before_counts_for_after_and_unless(tmp_path):
    playbook = overlay(
        tmp_path, PLAY.replace('"thanks"', '"thanks"\nafter = "abuse"\nwithin = 2\nunless = "jab"')
    )
    insult = (Turn(Speaker.CUSTOMER, "You idiot."), heard("abuse"))
    joke = (Turn(Speaker.AGENT, "Ha."), heard("jab", heat=None))
    calm = (Turn(Speaker.AGENT, "I see."), heard(heat=None))

    def comes_up(*said) -> bool:
        before = SoFar()
        for turn, reading in said:
            before = before.add(turn, reading)
        plays = playbook.match(heard("thanks"), Moment(len(said)), before=before)
        return "greet-the-parrot" in names(plays)

    assert comes_up(insult, calm)
    assert not comes_up(insult, joke)
    assert not comes_up(insult, calm, calm)
    assert not comes_up(calm, calm)


def test_the_default_plays_use_nearly_every_condition():
    used = {key for play in Playbook.load().plays for key in play.conditions}

    assert set(CONDITIONS) - used == {"channel", "heat"}


def test_a_play_has_other_words_on_another_channel():
    play = Playbook.load().play("own-the-repeat")

    assert play.lines(Channel.EMAIL) != play.say
    assert play.lines(Channel.PHONE) == play.lines() == play.say


def test_known_slots_are_filled_and_others_left():
    line = "{name}, {company} owes you {fact}."

    assert Playbook.load().fill(line, {"name": "Ada"}) == "Ada, our company owes you {fact}."


# Show and new


def test_show_lists_plays_by_need_and_one_in_full():
    playbook = Playbook.load()

    text = show(playbook)
    assert (
        text.index("put-safety-first")
        < text.index("own-the-repeat")
        < text.index("take-the-thanks")
    )
    assert "when repeat_contact" in text
    assert playbook.play("own-the-repeat").why in show(playbook, play="own-the-repeat")
    with pytest.raises(PlaybookError, match=r'Did you mean "own-the-repeat"\?'):
        show(playbook, play="own-the-repaet")


def test_to_dict_holds_plain_values(tmp_path):
    playbook = overlay(tmp_path, PLAY)

    values = playbook.to_dict()

    assert values["name"] == "shop"
    assert {"greet-the-parrot"} <= {play["name"] for play in values["plays"]}
    assert not [key for key in values if key.startswith("_")]


@pytest.mark.parametrize("name", ["Fern & Finch", 'Le "Bon" Goût\\', "{x}", "", None])
def test_a_new_playbook_passes_check(tmp_path, name):
    path = new(tmp_path / "shops" / "our-shop.toml", name)

    assert check(path) == ()
    assert (
        Playbook.load(path).play("own-the-repeat").say != Playbook.load().play("own-the-repeat").say
    )


def test_new_does_not_write_over_a_file(tmp_path):
    path = written(tmp_path, "mine")

    with pytest.raises(PlaybookError, match="there is a file already"):
        new(path, "Shop")
    assert path.read_text() == "mine"
    with pytest.raises(PlaybookError, match=r"end the path in \"\.toml\""):
        new(tmp_path / "shop.yaml", "Shop")


def test_a_history_may_say_since_when_they_are_a_customer():
    playbook = Playbook.load()
    history = History(overdue_promises=1, customer_since=date(2019, 5, 1))

    plays = playbook.match(heard(), Moment(0, next_step=1), history=history)

    assert names(plays)[0] == "open-with-what-we-owe"

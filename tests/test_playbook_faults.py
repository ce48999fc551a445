"""Faults in a playbook: each named with its file and line, and what is allowed."""

import pytest
from playbook_files import PHRASE, PLAY, TOP, written

from heard.errors import PlaybookError
from heard.playbook import Playbook, check


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


def test_a_fault_in_a_changed_key_is_named_where_it_was_changed(tmp_path):
    written(tmp_path, TOP + PLAY, "shop.toml")
    path = written(
        tmp_path,
        'extends = "shop.toml"\nname = "branch"\nversion = 2\n'
        '[[play]]\nname = "greet-the-parrot"\nrank = 0\n',
        "branch.toml",
    )

    assert [(fault.path, fault.line) for fault in check(path)] == [(str(path), 6)]

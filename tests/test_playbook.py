from datetime import date

import pytest
from playbook_files import PLAY, TOP, heard, names, overlay, written

from heard.conversation import History
from heard.errors import PlaybookError
from heard.playbook import Playbook, check, new, show
from heard.track.moment import Moment


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

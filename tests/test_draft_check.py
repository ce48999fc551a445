"""The draft check flags what hurts, names it for what it is, and its rewrite loses nothing."""

import io
import json
import sys
import time

import pytest

from heard.cli.checking import check_reply
from heard.cli.guarding import guard_reply
from heard.cli.live import follow_live
from heard.coach import Checked, Coach, check
from heard.coach.draft.clauses import spans
from heard.coach.draft.find.part import is_part
from heard.coach.draft.wire import checked_json
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import SoFar, load_listener
from heard.listen.grams import letter_hashes, word_hash
from heard.playbook import Playbook

PLAYBOOK, LISTENER = Playbook.load(), load_listener()
UPSET = (
    "This is ridiculous! I was charged twice, 40 euros each, and nobody answers. I want both"
    " charges back now!!"
)


def after(*lines: str) -> Coach:
    """A coach who heard these lines; "A:" in front is the agent."""
    heard = Coach.of(Conversation(id="", turns=()), playbook=PLAYBOOK, listener=LISTENER)
    for line in lines:
        speaker = Speaker.AGENT if line.startswith("A:") else Speaker.CUSTOMER
        heard.listen(Turn(speaker, line.removeprefix("A:")))
    return heard


def checked(draft: str, *lines: str) -> Checked:
    return check(draft, after=after(*(lines or (UPSET,))))


def rewrite(draft: str, *lines: str) -> str:
    return checked(draft, *lines).rewrite


def names(draft: str, *lines: str) -> set[str]:
    return {issue.name for issue in checked(draft, *lines).issues}


# What comes in


@pytest.mark.parametrize("text", ["Please calm \udcff down.", "It's \ud800 fine.", "\udcff"])
def test_halves_of_characters_stop_nothing(text):
    assert checked_json(check(text))["looked_at"] == len(text)
    assert LISTENER.read(Turn(Speaker.AGENT, text), SoFar()) is not None
    assert isinstance(word_hash("\udcff"), int)
    assert letter_hashes("a\udcffb")


@pytest.mark.parametrize("enter", [check_reply, guard_reply])
@pytest.mark.parametrize("piped", [True, False])
def test_a_reply_that_is_no_utf_8_is_checked_all_the_same(enter, piped, monkeypatch, capsys):
    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Please calm down, Ren\xe9."), "utf-8")
    )

    reply = "-" if piped else "Please calm down, Ren\udce9."
    code = enter(reply, after=None, agent=None, playbook="default", as_json=True)

    assert code == 1
    assert json.loads(capsys.readouterr().out)


def test_live_input_that_is_no_utf_8_is_followed(monkeypatch, capsys):
    lines = b'c: My \xe9tag\xe8re is broken\n? Calm \xff down\n{"speaker": "agent", "text": "a \\ud800 b"}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines), "utf-8"))

    follow_live(channel=None, playbook=PLAYBOOK, as_json=True)

    assert len(capsys.readouterr().out.splitlines()) == 3


def test_what_is_not_looked_at_begins_with_a_sentence_of_its_own():
    begins = "The rooms with a view are on floors seven and eight. " * 98
    draft = f"Please calm down. {begins}The rest goes on here."

    checked = check(draft)

    assert checked.looked_at < len(draft)
    assert checked.rewrite.endswith(draft[checked.looked_at :])
    assert draft[: checked.looked_at].endswith((".", "!"))
    assert "here." in checked.rewrite
    assert "eightThe" not in checked.rewrite


def test_a_draft_of_half_a_million_characters_takes_no_longer_than_a_long_letter():
    coach = after(UPSET)

    def took(times: int) -> float:
        began = time.thread_time()
        check("We'll get back to you soon, Ana. " * times, after=coach)
        return time.thread_time() - began

    letter = min(took(160) for _ in range(3))  # 5,000 characters and some

    assert min(took(17_000) for _ in range(3)) < 3 * letter
    found = check("We'll get back to you soon, Ana. " * 17_000, after=coach)
    assert 4960 < found.looked_at <= 5000
    assert len(found.rewrite) > 500_000


# What a rewrite keeps


@pytest.mark.parametrize(
    ("draft", "mended"),
    [
        (
            "Anna, I'm sorry you feel that way.",
            "Anna, I'm sorry that you were charged twice, 40 euros each, and nobody answers.",
        ),
        (
            "I have passed your wish on, but you need to calm down.",
            "I have passed your wish on. I'm here to help. Let's take this one step at a time.",
        ),
        (
            "You can't send it back after 30 days, that's our policy.",
            "You can't send it back after 30 days. Here's what I can do: [option].",
        ),
        (
            "I'm not allowed to do that, but I'll refund both charges within 90 days.",
            "I can't do that. You'll hear from me by [day or time] about where it stands.",
        ),
        (
            "You must have misread it, it's 20 % off the second pair.",
            "it's 20 % off the second pair.",
        ),
        ("Sorry if that was unclear, Ben.", "Sorry that was unclear, Ben."),
        ("I'm truly sorry, and I apologize if you felt ignored.", "I'm truly sorry."),
        (
            "The system won't let me change orders after 30 days.",
            "I can't change orders after 30 days. What I can offer is [option].",
        ),
        (
            "You should have rung us by 5 March on 0800 555 111.",
            "[still to say: by 5 March on 0800 555 111]",
        ),
        (
            "They will answer as soon as they're back, Ana.",
            "They will answer by [day or time], Ana.",
        ),
        ("You'll soon see it in your account.", "You'll see it in your account by [day or time]."),
        ("I'll get back to you as soon as I know.", "I'll get back to you by [day or time]."),
        ("Check the cable, but calm down first.", "Check the cable. I'm here to help."),
    ],
)
def test_a_rewrite_changes_the_clause_and_keeps_the_rest(draft, mended):
    assert mended.lower() in rewrite(draft).lower()


def test_bad_words_give_way_and_nothing_is_said_twice():
    text = rewrite("I'm sorry you feel that way. I'm sorry if that upset you. That's our policy.")

    assert "feel that way" not in text
    assert "policy" not in text
    assert text.lower().count("sorry") == 1


@pytest.mark.parametrize(
    "draft",
    [
        "She'll be on the mend soon.",
        "I hope to hear from you soon!",
        "We understand your concern is settled.",
        "I'm sorry, but it takes ten days.",
        "As I already said, it takes ten days.",
        "Let me know if you do not find them.",
    ],
)
def test_a_safe_draft_stays_to_the_letter(draft):
    found = checked(draft, "Hello, my order is late.")

    assert found.safe
    assert found.rewrite == draft


def test_pointing_elsewhere_becomes_their_choice_and_the_number_stays():
    text = rewrite("Hello Eva, please call our billing team on 0800 555 111.")

    assert "I'll start that for you here" in text
    assert "If you'd rather do it yourself, please call our billing team on 0800 555 111." in text


def test_a_missing_first_word_goes_after_the_greeting_and_the_thanks():
    text = rewrite(
        "Hi, Tarek! Thanks for writing. Please try the steps here: https://shop.example/a"
    )

    assert text.startswith("Hi, Tarek! Thanks for writing. I can see why")


# What is flagged, and what is not


@pytest.mark.parametrize(
    ("draft", "part"),
    [
        ("We looked at your case, and the depot says that (1/2)", True),
        ("2/2 they can bring it on Friday. ^KL", True),
        ("and then they will bring it >>", True),
        ("The 2/3 inch pipe is on its way to you.", False),
        ("We're here 24/7.", False),
        ("Please send the form here: <url> *MK", False),
    ],
)
def test_part_of_a_reply_is_known_by_its_number_or_its_loose_end(draft, part):
    assert is_part(draft, SoFar()) is part


@pytest.mark.parametrize(
    "draft", ["2/2 Please send us your order number.", "(1/2) Please send us your order number."]
)
def test_part_of_a_reply_is_not_blamed_for_what_the_other_part_may_say(draft):
    assert "fix_first" in names("Please send us your order number.")
    assert "fix_first" not in names(draft)


def test_a_link_is_no_deflection_where_a_link_was_asked_for_or_the_agent_acts():
    sends_away = "Please contact our repair team here: https://shop.example/repairs"
    broken = "My kettle is dead again, this is the third one, I'm furious!"

    assert "deflect" in names(sends_away, broken)
    assert "deflect" not in names(sends_away, "I'm furious! How do I contact the repair team?")
    assert "deflect" not in names(f"I've raised a repair for you. {sends_away}", broken)


def test_an_explanation_alone_is_no_fix_before_the_feeling():
    draft = "The platform was taken by another train, so yours had to wait outside the station."

    assert "fix_first" not in names(draft, "Late AGAIN and I missed my connection, pathetic!")


def test_no_reason_speaks_of_grief_to_whoever_told_of_none():
    (flat_no, *_) = checked(
        "Unfortunately we are fully booked, so there is nothing I can do."
    ).issues

    assert flat_no.name == "flat_no"
    assert "grief" not in flat_no.why


def test_an_apology_with_an_if_is_named_a_weak_apology():
    (issue,) = checked("I apologize if you felt ignored.", "Nobody called me back.").issues

    assert (issue.name, issue.kind) == ("weak_apology", "weak apology")
    assert issue.sure is None


@pytest.mark.parametrize(
    "draft",
    [
        "I guarantee you'll get a full refund today.",
        "We'll fully compensate you.",
        "I promise it will arrive tomorrow without fail.",
        "You'll get all your money back.",
        "The driver will definitely be there at nine.",
    ],
)
def test_a_promise_of_what_others_decide_is_not_allowed(draft):
    (issue,) = (one for one in checked(draft).issues if one.name == "promise_not_allowed")

    assert issue.kind == "promise not allowed"
    assert issue.why
    sent = rewrite(draft).replace("[day or time]", "Friday").replace("[team]", "billing")
    assert names(sent) <= {"fix_first", "slot_unfilled"}


@pytest.mark.parametrize(
    "draft",
    [
        "I promise I'll ring you by noon on Friday.",
        "I've checked it, and billing has approved it: you'll get a full refund by Friday.",
        "I can't guarantee a day for it.",
        "The guarantee covers two years.",
    ],
)
def test_what_is_granted_or_one_s_own_to_do_may_be_promised(draft):
    assert "promise_not_allowed" not in names(draft)


def test_a_playbook_that_allows_refunds_lets_them_be_promised(tmp_path):
    path = tmp_path / "shop.toml"
    path.write_text(
        'extends = "default"\nname = "shop"\nversion = 1\n[promises]\nallowed = ["a full refund"]\n'
    )
    draft = "You'll get a full refund on your card."

    assert not check(draft).safe
    assert check(draft, playbook=Playbook.load(path)).safe


def test_asking_for_what_was_just_given_is_flagged_and_said_back():
    told = ("Where is my order?", "A:May I have your order number?", "A-77821, I just told you!")
    found = checked("What's your order number?", *told)

    (issue,) = (one for one in found.issues if one.name == "ask_again")
    assert "A-77821" in issue.why
    assert found.rewrite == "I have your order number here: A-77821."


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        ("What's your order number?", "My order never came."),
        ("What's your account number?", "My order A-77821 never came."),
        ("Could you give me the other order number?", "My order A-77821 never came."),
        ("Is your order number A-77821?", "My order A-77821 never came."),
        ("I have your order number here.", "My order A-77821 never came."),
    ],
)
def test_asking_for_what_nobody_gave_is_no_asking_again(draft, line):
    assert "ask_again" not in names(draft, line)


@pytest.mark.parametrize(
    "draft",
    ["Sure, sweetheart, whatever you say.", "Okay, if you say so.", "Listen, honey, it's late."],
)
def test_a_belittling_word_is_flagged(draft):
    assert "jab" in names(draft, "My bill is wrong.")


@pytest.mark.parametrize(
    ("draft", "open_question"),
    [
        ("Thank you for writing to us. I'm sorry for the trouble.", True),
        ("Thank you for writing to us. You can keep it, yes.", False),
        ("Thank you for your patience. I'll check that with the shop.", False),
        ("Thank you. The lamp is yours either way.", False),
        ("Thank you for writing. Which one do you mean?", False),
    ],
)
def test_a_plain_question_that_only_courtesies_meet_is_left_open(draft, open_question):
    asked = "Hello, may I keep the green lamp when I return the table?"

    assert ("question_unanswered" in names(draft, asked)) is open_question


def test_one_question_for_two_things_keeps_the_one_that_is_open():
    text = rewrite(
        "Could you confirm your order number and which shoe it is?", "Order A-77821 came broken."
    )

    assert text == "I have your order number here: A-77821. Could you tell me which shoe it is?"


@pytest.mark.parametrize("draft", ["We'll find you a seat.", "I can find you by your postcode."])
def test_looking_somebody_up_is_no_threat(draft):
    assert "threat" not in names(draft, "Is there a seat left?")
    assert "threat" in names("I know where you live, and we'll find you.", "Is there a seat left?")


def test_running_our_own_side_down_gives_way_and_the_news_stays():
    text = rewrite(
        "I asked storage: a copy from Thursday exists. Honestly, our team is a shambles."
    )

    assert "a copy from Thursday exists" in text
    assert "shambles" not in text


def test_a_misstep_without_other_words_never_leaves_an_empty_rewrite():
    assert rewrite(
        "Well, perhaps it was the goat \U0001f602", "You suspended my soap shop!"
    ).strip()


def test_a_shortened_word_ends_no_sentence():
    assert len(spans("See art. 12 of the terms, Mr. Tate. It's short.")) == 2


def test_what_is_missing_is_not_said_where_the_mended_words_say_it():
    text = rewrite("You should have read the label before you washed it.")

    assert text.lower().count("sorry") == 1


@pytest.mark.parametrize(
    "draft",
    [
        "Shut up.",
        "Oh, shut up already.",
        "Sorry, but that's a you problem.",
        "Figure it out yourself.",
        "You're so smart.",
        "oh great, another genius",
    ],
)
def test_plain_rudeness_is_flagged_however_angry_the_customer_is(draft):
    angry = ("customer: You are idiots! I'm furious, nobody helps me!!", "agent: I see.")

    assert "jab" in names(draft)
    assert "jab" in names(draft, *angry, "customer: FIX IT, you useless clowns!")


@pytest.mark.parametrize(
    "draft",
    [
        "The alarm should shut up once you press the button.",
        "You can figure it out yourself with our guide, or I can do it for you today.",
        "I can't calm down the alarm remotely, but I can send an engineer at 3 pm.",
        "Once things calm down here, I'll call you at 5 pm.",
    ],
)
def test_the_same_words_about_a_thing_are_no_rudeness(draft):
    assert not {"jab", "calm_down"} & names(draft)


def test_an_order_to_calm_down_is_flagged_whatever_stands_around_it():
    assert "calm_down" in names("I can't help you until you calm down.")
    assert "calm_down" in names("Calm down a bit, please.")

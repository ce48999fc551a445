"""Hard input for the draft check and the guardrail: a stated answer, no fault, and a bounded time."""

import time

import pytest

from heard.cli.checking import check_reply
from heard.coach import Checked, check
from heard.coach.draft.wire import checked_json
from heard.coach.guardrail import Ruling, guard
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import load_listener
from heard.playbook import Playbook

PLAYBOOK, LISTENER = Playbook.load(), load_listener()
CALM = "Hello, I'm Ana Ruiz. I'd like to change the address on my order."
RUDE = "Your driver is a fucking idiot and a liar. He told me to calm down and left it in the rain!"
FRENCH = (
    "Bonjour, nous vous contacterons bientôt au sujet de votre remboursement, merci de votre"
    " patience et de votre fidélité."
)


def talk(line: str) -> Conversation:
    return Conversation("", (Turn(Speaker.CUSTOMER, line),))


def checked(draft: str, line: str = CALM) -> Checked:
    return check(draft, after=talk(line), playbook=PLAYBOOK, listener=LISTENER)


def ruled(draft: str, line: str = CALM) -> Ruling:
    return guard(talk(line), draft, playbook=PLAYBOOK, listener=LISTENER)


def names(draft: str, line: str = CALM) -> set[str]:
    return {issue.name for issue in checked(draft, line).issues}


@pytest.mark.parametrize("draft", ["", "  \n\t", "😀😡👍", "?!", "❤️"])
def test_a_draft_without_a_word_has_no_faults_and_a_bot_may_not_send_it(draft):
    assert checked(draft).issues == ()

    ruling = ruled(draft)
    assert (ruling.decision, ruling.finding.rule, ruling.may_go) == ("revise", "draft:empty", False)


@pytest.mark.parametrize(
    "draft",
    [
        "We will get back to you soon, Ana. " * 2500,
        "soon and " * 10_000,
        "a" * 100_000,
        "I'm sorry, " * 20_000,
        '"' * 50_000,
        "[" * 50_000,
        "@a " * 30_000,
        "{name} " * 20_000,
        "you moron, " * 20_000,
        "if you keep on, get a life, darling, " * 4000,
    ],
)
def test_a_draft_of_any_length_is_ruled_on_in_bounded_time(draft):
    ruled("Warm up.")

    began = time.thread_time()
    ruling = ruled(draft)

    assert time.thread_time() - began < 3
    assert not ruling.may_go


def test_a_long_single_sentence_takes_no_longer_than_its_length():
    from heard.coach.draft.find.vagueness import ours

    began = time.thread_time()
    for at in range(0, 4500, 9):
        ours("soon and " * 560, at, at + 4)

    assert time.thread_time() - began < 0.4


def test_a_draft_in_another_language_is_not_called_safe(capsys):
    found = checked(FRENCH)
    ruling = ruled(FRENCH)

    assert (found.issues, found.safe, found.unread) == ((), False, "unsupported language")
    assert found.rewrite == FRENCH
    assert checked_json(found)["unread"] == "unsupported language"
    assert (ruling.decision, ruling.finding.rule) == ("revise", "draft:unread")
    assert check_reply(FRENCH, after=None, agent=None, playbook="default", as_json=False) == 1
    told = capsys.readouterr().out
    assert "another language" in told
    assert "Safe to send" not in told
    assert "unread" not in checked_json(checked("Gracias, Ana!"))


def test_control_characters_are_blanks_of_the_same_length_and_never_printed():
    draft = "Please calm\x07 down\x1b[31m now\x1b[0m.\u202e Ana\u200b."
    found = checked(draft)

    assert len(found.draft) == len(draft)
    assert not set("\x07\x1b\u202e\u200b") & set(found.draft + found.rewrite)
    (issue,) = (one for one in found.issues if one.name == "calm_down")
    assert found.draft[issue.start : issue.end].lower().split()[:2] == ["calm", "down"]
    assert "still to say" not in found.rewrite
    assert "\x1b" not in ruled("All is well\x1b[2J, it leaves at 9 today.").say


@pytest.mark.parametrize(
    "draft",
    [
        'You wrote: "Your driver is a fucking idiot and a liar." I hear how bad this was, and I\'m calling the depot now.',
        "> He told me to calm down and left it in the rain\nThat should not have happened. I'm calling the depot now.",
        "He shouldn't have told you to calm down. I'm calling the depot now.",
    ],
)
def test_what_a_draft_quotes_of_the_customer_is_no_fault_of_its_own(draft):
    assert not names(draft, RUDE) & {"abuse", "profanity", "calm_down", "over_agree", "jab"}


def test_an_insult_in_quotation_marks_that_nobody_said_stays_one():
    assert "abuse" in names('You are what we call "a fucking idiot and a liar".', CALM)
    assert "calm_down" in names("I told you to calm down.", RUDE)


@pytest.mark.parametrize(
    "draft",
    [
        "Hi {name}, your new address is in.",
        "Dear [CUSTOMER NAME], your new address is in.",
        "Your order {{order.id}} now has the new address.",
        "Your order <ORDER_ID> now has the new address.",
        "The new address is in. You'll hear from me by [day or time].",
        "The new address is in. [still to say: 5 March]",
        "The new address is in. Regards, [insert your name here]",
    ],
)
def test_a_slot_that_nobody_filled_is_held_back(draft):
    (issue,) = (one for one in checked(draft).issues if one.name == "slot_unfilled")

    assert issue.kind == "not filled in"
    assert draft[issue.start : issue.end] in issue.why
    assert ruled(draft).finding.rule == "misstep:slot_unfilled"


@pytest.mark.parametrize(
    "draft",
    [
        "It says [sic] on the label, and the new address is in.",
        "The new address is in (see [1]).",
        "Write to <ana@x.example>, the new address is in.",
        "Your card <card> has the refund, and the new address is in.",
    ],
)
def test_brackets_of_another_kind_are_no_slots(draft):
    assert "slot_unfilled" not in names(draft)


def test_the_name_that_the_customer_gave_goes_into_its_slot():
    named = Conversation("", (Turn(Speaker.CUSTOMER, CALM, name="Ana Ruiz"),))
    found = check("Hi {name}, it's in.", after=named, playbook=PLAYBOOK, listener=LISTENER)

    assert found.rewrite == "Hi Ana, it's in."


def test_of_two_promises_only_the_vague_one_is_flagged_and_mended():
    draft = "I'll send the refund by Friday, and we'll get back to you about the fee as soon as possible."
    found = checked(draft, "I was charged twice, 40 euros each. Nobody answers, this is awful!")

    assert [one.name for one in found.issues] == ["vague_promise"]
    assert found.rewrite == draft.replace("as soon as possible", "by [day or time]")


def test_capitals_change_nothing_in_what_is_found():
    assert {"calm_down"} <= names("PLEASE CALM DOWN. THE NEW ADDRESS IS IN.", RUDE)
    assert checked("THE NEW ADDRESS IS IN, AND IT SHIPS TODAY.").safe


def test_a_supervisors_draft_is_held_to_the_same():
    good = "This is Mara, the supervisor. I've read all of it. The address is changed, and it ships today."
    bad = "I am the manager here. There is nothing more to discuss."

    assert checked(good).safe
    assert "flat_no" in names(bad, RUDE)


def test_a_link_is_not_spelled_with_a_capital():
    upset = (
        "This is ridiculous! I was charged twice, 40 euros each, and nobody answers. I asked you to"
        " refund me and got nothing!"
    )

    draft = "https://x.example/steps shows how to reset it."
    assert checked(draft, upset).rewrite.endswith(f". {draft}")

"""A rude draft: what is against the customer goes, what it tells them stays, and nothing is made up."""

import json

import pytest

from heard.cli.checking import check_reply
from heard.coach import Checked, Coach, check
from heard.coach.draft.mend.without_rudeness import purged, worth_keeping
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import load_listener
from heard.listen.rules.rudeness import rude
from heard.playbook import Playbook

PLAYBOOK, LISTENER = Playbook.load(), load_listener()
PARCEL = "Hi, when will my parcel with order 4471 arrive? It was due last Tuesday."
GYM = "I was charged twice for my gym membership in October, 39 euros each! I've written three times and nobody answers."


def checked(draft: str, *lines: str) -> Checked:
    coach = Coach.of(Conversation(id="", turns=()), playbook=PLAYBOOK, listener=LISTENER)
    for line in lines or (PARCEL,):
        speaker = Speaker.AGENT if line.startswith("A:") else Speaker.CUSTOMER
        coach.listen(Turn(speaker, line.removeprefix("A:")))
    return check(draft, after=coach)


@pytest.mark.parametrize(
    ("draft", "kept"),
    [
        ("It arrives on Friday, you moron.", "It arrives on Friday."),
        ("Are you stupid? I told you it arrives on Friday.", "It arrives on Friday."),
        ("Stop whining, it's a parcel. It comes tomorrow.", "It comes tomorrow."),
        ("Read your emails before you waste my time. It comes on 27 November.", "It comes on 27 November."),
        ("Listen sweetie, it's in Leeds and it'll be delivered on Friday.", "It's in Leeds and it'll be delivered on Friday."),
        ("You people are all the same. The driver comes at 4 pm on Friday.", "The driver comes at 4 pm on Friday."),
        ("Good grief, fine. I'll bring it to you on Friday, happy now?", "I'll bring it to you on Friday."),
        ("It's only a parcel. It arrives on Friday.", "It arrives on Friday."),
        ("Hey genius, check the tracking page.", "Check the tracking page."),
        ("Obviously you need to be at home on Friday.", "You need to be at home on Friday."),
        ("Your little parcel left Leeds at 9 today.", "Your parcel left Leeds at 9 today."),
        ("If you keep this up I'll cancel your order. It arrives on Friday.", "It arrives on Friday."),
    ],
)  # fmt: skip
def test_the_rudeness_goes_and_what_it_tells_them_stays(draft, kept):
    found = checked(draft)

    assert not found.safe
    assert not found.is_new
    assert found.rewrite == kept


@pytest.mark.parametrize(
    "draft",
    [
        "You'll get it when you get it, darling.",
        "It comes when it comes.",
        "Do I look like a postman?",
        "Get a life. It's a parcel, hon.",
        "Keep bothering us and we'll close your account.",
        "Not my problem, love. Ask the courier.",
        "Wow, someone can't read a calendar.",
        "Parcels take as long as they take.",
        "Patience is a virtue!",
        "Oh sure, because our drivers just love to lose things.",
        "Wow, three whole weeks, how will you survive?",
        "You'll have to be patient like everyone else.",
        "Wait your turn, there are other customers with bigger problems.",
        "You can leave if you want, the door is open.",
        "See if we care.",
        "My manager will tell you the same thing.",
        "I've told you three times now.",
    ],
)
def test_where_nothing_is_worth_keeping_a_new_reply_takes_up_their_question(draft):
    found = checked(draft)

    assert found.is_new
    assert found.rewrite == (
        "You asked: “When will my parcel with order 4471 arrive?” I'm checking that now,"
        " and you'll have the answer by [day or time]."
    )


def test_a_new_reply_opens_with_what_happened_to_an_upset_customer():
    found = checked("Cry about it.", GYM)

    assert found.is_new
    assert "you've written three times and nobody answers" in found.rewrite
    assert found.rewrite.endswith(
        "What happens next is [next step], and you'll hear from me by [day or time]."
    )


def test_a_new_reply_keeps_the_handle_the_greeting_and_the_signature():
    text = checked("@4411 Hi Ana, get a life. ^JT").rewrite

    assert text.startswith("@4411 Hi Ana, You asked")
    assert text.endswith(" ^JT")


@pytest.mark.parametrize(
    "draft",
    [
        "If you keep insulting our staff, I'll end this chat.",
        "If you carry on like this we will close the call.",
    ],
)
def test_a_limit_is_a_threat_before_there_was_abuse_and_none_after_it(draft):
    abuse = "You fucking idiots, go to hell, all of you."

    assert "threat" in {one.name for one in checked(draft).issues}
    assert "threat" not in {one.name for one in checked(draft, abuse).issues}


@pytest.mark.parametrize(
    "draft",
    [
        "If you continue to have trouble, we'll cancel the order and refund you.",
        "We don't care which card you use.",
        "Thanks, Karen",
        "Can you read the number on the label for me?",
        "I'd love to help, and the mate of this part is in stock.",
        "You'll get an email when it ships.",
        "Please check your email before you call the courier.",
    ],
)
def test_the_same_words_meant_well_are_no_rudeness(draft):
    assert list(rude(draft)) == []


def test_a_familiar_word_is_polish_to_a_calm_customer_and_goes_for_an_upset_one():
    draft = "It'll be there on Friday, mate."

    assert [one.name for one in checked(draft).polish] == ["jab"]
    assert checked(draft).safe
    assert checked(draft, GYM).rewrite.endswith("It'll be there on Friday.")


def test_a_fact_in_the_rude_words_is_left_to_the_agent_unless_it_is_the_customers():
    assert "0800 555 111" in purged("Use your brain and call 0800 555 111, you moron.", [(0, 46)])
    assert (
        purged("Order 4471, really, moron? It's in Leeds.", [(0, 26)], said=PARCEL)
        == "It's in Leeds."
    )


@pytest.mark.parametrize(
    ("draft", "kept"),
    [
        ("It was lost too late. Next.", "It was lost too late."),
        ("Patience is a virtue! It's coming. ^JT", "It's coming. ^JT"),
    ],
)
def test_what_is_not_rude_stays_however_short(draft, kept):
    assert kept in checked(draft).rewrite


def test_a_denial_is_worth_keeping_and_their_own_words_are_not():
    assert worth_keeping("Nobody charged you twice.", GYM)
    assert not worth_keeping("It's 39 euros.", GYM)


def test_json_and_text_say_that_the_reply_is_new(capsys):
    for as_json in (True, False):
        code = check_reply(
            "Get a life.", after=None, agent=None, playbook="default", as_json=as_json
        )
        told = capsys.readouterr().out

        assert code == 1
        if as_json:
            assert json.loads(told)["rewrite_is_new"] is True
        else:
            assert "a new reply" in told


def test_the_reason_says_what_this_rudeness_does():
    drafts = ("Shut up.", "Figure it out yourself.", "Learn to read.", "I don't care.")
    reasons = [
        next(one.why for one in checked(draft).issues if one.name == "jab") for draft in drafts
    ]

    assert len(set(reasons)) == len(drafts)
    assert "be quiet" in reasons[0]


# Dares and threats, which nothing excuses


# What goes on against them beside what was rude


@pytest.mark.parametrize(
    "draft",
    [
        "Well, you obviously didn't cancel properly, did you?",
        "Calm down love, nobody's going to die.",
        "Calm down dear, everybody else managed.",
        "Oh please, you never sent the form.",
        "Seriously? You typed the wrong address, didn't you?",
        "Relax darling, nobody stole your money.",
        "Don't be silly, you just pressed the wrong button.",
        "Whatever, you were late yourself.",
        "You moron, you should have read the email.",
        "Oh please. You forgot to cancel.",
        "Grow up, it's not the end of the world.",
    ],
)
def test_an_accusation_that_is_left_of_something_rude_is_not_kept(draft):
    found = checked(draft)

    assert found.is_new
    assert not any(one.instead and one.instead in draft for one in found.issues)


@pytest.mark.parametrize(
    ("draft", "kept"),
    [
        ("Oh please, nobody is in the depot before 9.", "Nobody is in the depot before 9."),
        ("Oh please, you were charged twice.", "You were charged twice."),
        ("Whatever. You ordered it on 3 May.", "You ordered it on 3 May."),
        ("Grow up, you need to send us the receipt.", "You need to send us the receipt."),
        ("Oh please, you never sent the form. It's due on 3 May.", "It's due on 3 May."),
        ("Get a life. We've cancelled it for you.", "We've cancelled it for you."),
        ("You moron, you can collect it tomorrow.", "You can collect it tomorrow."),
        ("Whatever. Your parcel was moved to Leeds.", "Your parcel was moved to Leeds."),
        ("Hey genius, you asked for the blue one.", "You asked for the blue one."),
        ("Grow up, everything is on the tracking page.", "Everything is on the tracking page."),
    ],
)
def test_news_beside_something_rude_is_kept(draft, kept):
    assert checked(draft).rewrite.startswith(kept)


# Put-downs, and sarcasm taken at its word

COLD_HOUSE = ("My mother is 84 and has had no hot water for five days!",)


@pytest.mark.parametrize(
    "draft",
    [
        "Honestly your mum will be fine, old people lived without hot water for centuries.",
        "Our grandparents got by without internet.",
        "Nobody has ever died of a cold shower.",
        "It won't kill you to wait.",
        "You'll survive.",
        "Ok but you're just being difficult, aren't you?",
        "You're being unreasonable.",
        "Ok, boomer.",
        "Relax, grandpa.",
        "We don't do that, bye.",
    ],
)
def test_a_put_down_is_a_jab_and_nothing_of_it_stays(draft):
    found = checked(draft, *COLD_HOUSE)

    assert "jab" in {one.name for one in found.issues}
    assert found.is_new or found.rewrite.startswith("We don't do that.")


def test_a_no_and_a_goodbye_is_a_door_shut():
    (issue,) = (one for one in checked("Prams are out of stock. Bye.").issues if one.name == "jab")

    assert "turns its back" in issue.why


@pytest.mark.parametrize(
    "draft",
    [
        "You're difficult to hear, could you repeat that?",
        "I hope your mum will be fine.",
        "Your mother will be fine once the heating is on, and I'll call her at 4.",
        "Your data will survive.",
        "They were without power too.",
        "People managed to log in without the app.",
        "The filter won't hurt you if you touch it.",
        "Your parcel comes on Friday. Bye!",
        "No problem, it's done. Bye.",
        "I'm sorry, that's out of stock. Bye.",
    ],
)
def test_what_only_looks_like_a_put_down_is_left_alone(draft):
    assert list(rude(draft)) == []


SARCASM = ("Oh great, another update that broke everything. Love it.",)


@pytest.mark.parametrize(
    "draft",
    [
        "LOL glad you love it! 😂",
        "Thank you so much, we're thrilled you love the update!",
        "So happy to hear that!",
        "Thanks for the kind words!",
        "Aww, that made our day!",
        "We’re delighted you're enjoying it.",
        "You're very welcome! 😊",
        "Glad it made you smile, we love hearing that.",
    ],
)
def test_sarcasm_is_not_taken_at_its_word(draft):
    found = checked(draft, *SARCASM)

    (issue,) = (one for one in found.issues if one.name == "cold")
    assert "meant the opposite" in issue.why
    assert found.rewrite == "I can see that this went wrong. What happens next is [next step]."
    assert "cold" not in {
        one.name for one in checked(draft, "I love the new update, thank you!").issues
    }


@pytest.mark.parametrize(
    "draft",
    [
        "I'm glad you told us. What broke first?",
        "I'd be happy to help: which phone do you use?",
        "Thank you for telling us. We roll it back by Friday.",
        "You're welcome to go back to the old version until Friday.",
        "I'm not happy to hear that it broke everything, and I'm sorry.",
        "We're happy to take it back: which version had you?",
    ],
)
def test_a_reply_to_sarcasm_may_be_glad_to_help(draft):
    assert "cold" not in {one.name for one in checked(draft, *SARCASM).issues}


@pytest.mark.parametrize(
    "draft", ["Chill love, no one is hurt.", "Calm down please, it is just a late parcel."]
)
def test_what_makes_it_small_goes_with_the_order_to_calm_down(draft):
    found = checked(draft, "My name is Ana Ruiz.")

    assert found.rewrite == "I'm here to help. Let's take this one step at a time."


def test_news_after_an_order_to_calm_down_is_kept():
    found = checked("Calm down, the parcel is in Leeds and arrives on Friday.")

    assert found.rewrite.endswith("The parcel is in Leeds and arrives on Friday.")

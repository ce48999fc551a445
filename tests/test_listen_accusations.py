"""Accusations and deaf thanks, as a review hears them: the same words that the draft check holds back."""

import pytest

from heard.conversation import Conversation, Speaker, Turn
from heard.listen import FIRM, load_listener, read_all
from heard.listen.reading import Reading, SoFar
from heard.listen.rules.accusations import accusation, accusing
from heard.listen.rules.contradictions import contradicting
from heard.listen.rules.greetings import only_greets
from heard.listen.rules.loss import passes_over
from heard.listen.rules.tone_deaf import tone_deaf
from heard.listen.rules.upset import is_upset

LISTENER = load_listener()
SHRUNK = "This jumper shrank to nothing after ONE wash. 45 euros down the drain, I'm furious."
BURNED = (
    "@BrightNest the lamp I bought from you melted last night, on my desk. Do you test anything??"
)


def reply_to(said: str, reply: str) -> Reading:
    talk = Conversation("", (Turn(Speaker.CUSTOMER, said), Turn(Speaker.AGENT, reply)))
    return read_all(talk, LISTENER)[1]


def felt(said: str, heat: float, emotion: str) -> SoFar:
    return SoFar().add(Turn(Speaker.CUSTOMER, said), Reading(heat, emotion))


@pytest.mark.parametrize(
    "reply",
    [
        "You should have called us earlier.",
        "If you had read the email, you would know.",
        "It says so on the label.",
        "The mail we sent you clearly says that it ends in June.",
        "Next time, maybe don't wait six days.",
        "Please call us sooner next time.",
        "You ordered quite late, to be fair.",
        "Well, that's your own responsibility.",
        "Maybe you didn't hear the bell.",
        "You must be using more water than you think.",
    ],
)
def test_a_review_hears_as_blame_what_a_draft_may_not_say(reply):
    assert reply_to(SHRUNK, reply).sure("blame") >= FIRM


@pytest.mark.parametrize(
    "sentence",
    [
        "It does say so in the mail we sent you.",
        "That's all written on the box.",
        "As stated when you ordered, it takes ten days.",
        "As it says on the care label, wool must not be washed at 40.",
        "In future, please don't leave it to the last day.",
        "Don't wait so long next time.",
        "You called far too late.",
        "Perhaps you were in the shower.",
        "You must have been using the wrong plug.",
        "That is down to you.",
    ],
)
def test_some_words_accuse_whoever_is_upset_and_nobody_else(sentence):
    assert accusation(sentence, upset=True)
    assert accusation(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "It says so on the label, but in print that nobody can read.",
        "It's in the mail I've just sent you.",
        "The label gives 30 degrees, which we should have told you.",
        "Next time, don't hesitate to ask for me.",
        "Next time we'll call you first.",
        "You waited far too long for an answer.",
        "I'm sorry you were told so late.",
        "It's not your responsibility to chase us.",
        "You must be exhausted.",
        "Maybe you didn't get our mail.",
        "The choice is up to you.",
        "You called three times, and the last one was late in the evening.",
        "As you said in the mail you sent, it broke on day one.",
        "It says on the card that you're in row 7.",
    ],
)
def test_what_is_owned_told_or_felt_for_accuses_nobody_however_upset(sentence):
    assert accusation(sentence, upset=True) is None


def test_an_accusation_is_found_in_its_sentence_however_much_stands_around_it():
    text = "Thanks for the photo. It's 4.30 now. You never told us. I'm on it."

    assert text[slice(*accusing(text, SoFar()))] == "You never told"


@pytest.mark.parametrize(
    ("emotion", "heat", "upset"),
    [("angry", 0.1, True), ("neutral", 0.3, True), ("neutral", 0.1, False), ("pleased", 0, False)],
)
def test_who_feels_anger_or_shows_heat_is_upset(emotion, heat, upset):
    assert is_upset(felt("It broke.", heat, emotion)) is upset


def test_who_was_upset_and_thanks_now_is_so_no_longer():
    angry = felt("It broke.", 0.7, "angry")
    thanked = angry.add(Turn(Speaker.AGENT, "A new one is on its way."), Reading()).add(
        Turn(Speaker.CUSTOMER, "Great, thank you."), Reading(0.0, "pleased")
    )

    assert is_upset(angry)
    assert not is_upset(thanked)


@pytest.mark.parametrize(
    "reply",
    [
        "Thanks for the shoutout! DM us your order number.",
        "We're so glad you like our lamps 💡",
        "Thanks for sharing! We love hearing from our customers.",
        "Thank you for choosing BrightNest! We hope to see you again soon!",
        "Thanks for your feedback!",
    ],
)
def test_thanks_and_delight_that_fit_no_complaint_are_stock_wording(reply):
    heard = reply_to(BURNED, reply)

    assert heard.sure("scripted") >= FIRM


def test_thanks_for_a_complaint_as_if_it_were_praise_count_as_no_thanks():
    assert reply_to(BURNED, "Thanks for the shoutout!").sure("thank") < FIRM
    assert reply_to(BURNED, "Thank you for telling us about it.").sure("thank") >= FIRM


@pytest.mark.parametrize(
    ("said", "emotion", "reply"),
    [
        (
            "I love the blue one, but it came a week late.",
            "frustrated",
            "Glad you love the blue one!",
        ),
        ("It came on Monday and it shines.", "pleased", "Thanks for the love!"),
        ("It came broken.", "angry", "I'm glad you told us, and I'm sending a new one today."),
        ("It came broken.", "angry", "Thanks for your feedback! A new one leaves the depot today."),
        ("It came broken.", "angry", "I'm sorry it did. I hope to welcome you again soon."),
    ],
)
def test_thanks_with_something_to_thank_for_or_a_fix_beside_them_are_fine(said, emotion, reply):
    assert tone_deaf(reply, felt(said, 0.0 if emotion == "pleased" else 0.5, emotion)) == ()


def test_how_a_phone_is_answered_thanks_nobody():
    asked = felt("Hello, is this the boiler line?", 0.0, "neutral")
    answered = asked.add(Turn(Speaker.AGENT, "It is."), Reading())

    assert only_greets("Good morning, thanks for calling WarmWell, this is Joe.", asked)
    assert only_greets("Thank you for contacting WarmWell.", SoFar())
    assert not only_greets("Thank you for contacting us about the boiler.", asked)
    assert not only_greets("Thanks for calling back, this is Joe.", answered)
    assert not only_greets("Thanks for calling, and thank you for the photos.", SoFar())


def test_a_greeting_on_the_phone_is_no_technique_in_a_review():
    said = "My boiler has been off since Sunday, and nobody came."

    assert reply_to(said, "Thanks for calling WarmWell, this is Joe.").sure("thank") < FIRM
    assert reply_to(said, "Thanks for telling me, this is Joe.").sure("thank") >= FIRM


DIED = "Hello, my father passed away on the 3rd. Please close his account 5512."


def test_a_reply_that_passes_over_a_death_is_the_fix_before_the_feeling_however_calmly_it_was_told():
    heard = reply_to(DIED, "Please fill in form D-12 and send us a copy of the certificate.")

    assert heard.sure("fix_first") >= FIRM


@pytest.mark.parametrize(
    ("said", "reply"),
    [
        (DIED, "I'm very sorry about your father. I've closed the account, you'll have a letter."),
        ("My late father's drill broke. Please send a new one.", "I'll send a new one today."),
        ("My phone died on Monday. Please close the contract.", "Please fill in form D-12."),
    ],
)
def test_a_word_of_condolence_and_a_thing_that_died_leave_nothing_passed_over(said, reply):
    assert passes_over(reply, felt(said, 0.0, "neutral")) is None


def test_after_a_first_word_of_condolence_a_later_reply_may_be_businesslike():
    told = felt(DIED, 0.0, "neutral").add(
        Turn(Speaker.AGENT, "I'm very sorry for your loss."), Reading()
    )
    asked = told.add(
        Turn(Speaker.CUSTOMER, "Thank you. What do you need?"), Reading(0.0, "neutral")
    )

    assert passes_over("Please send me the certificate.", asked) is None


LAUGHED = "Your engineer drilled through my water pipe and laughed at me! The carpet is soaked, I'm furious."


@pytest.mark.parametrize(
    "reply",
    [
        "Nobody is lying to you.",
        "He would never say that.",
        "Our engineer wouldn't laugh at a customer.",
        "The system doesn't make mistakes.",
        "He can't have drilled through it, the plan shows no pipe there.",
        "Are you sure he did that?",
        "She said nothing of the sort.",
    ],
)
def test_a_flat_denial_argues_with_whoever_is_upset_and_with_nobody_else(reply):
    assert reply_to(LAUGHED, reply).sure("argue") >= FIRM
    assert contradicting(reply, felt("Is the plan on paper?", 0.0, "neutral")) is None


@pytest.mark.parametrize(
    "reply",
    [
        "I'm sorry, he shouldn't have laughed, and it would never be said on my watch again.",
        "The plan shows no pipe there, and I want to know why.",
        "It would take two days to dry.",
        "We can't have that, so I'm sending somebody today.",
        "Are you sure you want the old carpet back?",
        "If our meter can't be wrong, something else is, and I'm looking for it.",
        "You can't have had an easy week.",
    ],
)
def test_what_is_seen_here_said_beside_their_account_contradicts_nobody(reply):
    assert contradicting(reply, felt(LAUGHED, 0.7, "angry")) is None

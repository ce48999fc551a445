"""What a draft check flags is borne out by words and by what was said before: each flag has its near miss here."""

import pytest

from heard.coach import check
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import load_listener
from heard.playbook import Playbook

PLAYBOOK, LISTENER = Playbook.load(), load_listener()
SPEAKERS = {"C": Speaker.CUSTOMER, "A": Speaker.AGENT}


def checked(draft: str, *before: str):
    turns = tuple(Turn(SPEAKERS[line[0]], line[3:]) for line in before)
    talk = Conversation("", turns)
    return check(draft, after=talk, playbook=PLAYBOOK, listener=LISTENER)


def names(found) -> list[str]:
    return [one.name for one in found.issues]


NO_GAS = (
    "C: No, the boiler isn't lit, the fitter who left an hour ago said there was no point "
    "while the gas is off."
)
LANDED = "C: We landed an hour ago, no gate agents, we're trapped inside. Get your act together."
WIFE = "C: My late wife's phone is still being charged. I sent the death certificate in March."
LOCKED_IN = "C: MY KID IS LOCKED IN YOUR RENTAL CAR"
POINTS = (
    "C: my points say 0?? had 4k",
    "A: Points end after a year.",
    "C: used the card on tuesday",
)


@pytest.mark.parametrize(
    ("before", "draft"),
    [
        ([NO_GAS], "I do show that the fitter who was with you asked for the gas to be turned on."),
        (["C: It says 240 now. You saved my evening, perfect"], "he never needs to know 😉"),
        (["C: the box says family size. my daughter giggled"], "Ha! A family of one very hungry mouse 😉"),
        (["C: 'chew proof'. it lasted until tuesday. the dog is proud"], "Haha oh dear. We're sorry! Refund or a new one in the steel core?"),
        (["C: Will you ever have the regional channels on it?"], "Not yet, but we're on it. We'll let our team know you can't wait!"),
        (["C: The manager's callback never came. Again."], "We're sorry about that! Could you send us your order number so we can check in with the team?"),
        (["C: the page says it comes with a case"], "Does it? Could you send a screenshot? I'll check with the team."),
        (["C: any chance of moving my appointment? they swapped my shift"], "should be fine. i've wednesday at ten past eight, or there's friday at three"),
        (["C: M6 x 40 brings up garden chairs in your search"], "Oops, sorry. Type M6x40 with no spaces, the fix comes next week."),
        (["C: where are the docs for it"], "The old feed is being [DECOMMISSIONED](https://example.org/why). The new one is under Settings."),
        (["C: is it 30 or 31 days for returns man"], "Our policy states 30 days, and it starts the day after delivery, so you've till the 9th."),
        (["C: the seats we booked had people in them"], "1/3 Sorry to hear that. We've had reports of some trains being full and standing tonight due to many people travelling"),
        (["C: You lot left me sitting on the platform"], "You should have heard it from us first. The 9:40 is running, platform 3."),
        (POINTS, "Ah, sorry, then that's wrong. I've asked for them to be put back, 48 hrs."),
        (["C: she's been on a trolley since last night. the next one to walk past her, i pick him up by the collar"], "a whole night on a trolley, and you standing guard. sister amara's walking to her now, two minutes. i'll stay till you see her"),
        (["C: Where's my parcel? It was due on Monday and I'm really fed up now"], "I'm sorry you've been waiting since Monday. What's your order number?"),
    ],
)  # fmt: skip
def test_what_only_sounds_like_a_misstep_is_not_flagged(before, draft):
    found = checked(draft, *before)

    assert names(found) == []


@pytest.mark.parametrize(
    ("before", "draft", "name"),
    [
        (["C: The fitter never came and I waited all day!"], "Our records show that the fitter was with you at ten.", "argue"),
        (["C: I waited all day, and you laughed at me on the phone!"], "Maybe bring a book next time 😉", "jab"),
        (["C: nobody has answered my emails for two weeks, I'm done with you"], "Ok.", "cold"),
        (["C: nothing works since the update. i've rung you twice"], "There is nothing we can do about that.", "flat_no"),
        (["C: My parcel is three weeks late, this is ridiculous!"], "We'll look into it.", "vague_promise"),
        (["C: Am I still in time to return it? I was in hospital, please!"], "Our policy says 30 days.", "policy_wall"),
        (["C: my wool coat shrank, I'm so upset"], "You should have read the label.", "blame"),
        (["C: good morning, is the pool open"], "Use Google.", "jab"),
    ],
)  # fmt: skip
def test_what_is_a_misstep_still_is(before, draft, name):
    assert name in names(checked(draft, *before))


def test_who_takes_over_may_check_who_they_speak_to():
    gave = "C: My reference number is 55120-77, I can't log in since Monday."
    asks = "To verify you, could you confirm your reference number and date of birth?"

    assert "ask_again" in names(checked("Could you confirm your reference number?", gave))
    assert names(checked(asks, gave, "A: I'll pass you over to our accounts team.")) == []


def test_a_paper_that_was_sent_is_not_asked_for_again_without_a_word_of_regret():
    plain = checked("Please send the death certificate again.", WIFE)
    other = checked("Please send the number of the contract.", WIFE)

    assert "ask_again" in names(plain)
    assert plain.rewrite.endswith("and you'll hear from me by [day or time].")
    assert "send the death certificate" not in plain.rewrite
    assert "ask_again" not in names(other)


def test_asking_again_with_regret_is_a_matter_of_polish():
    said = "C: This bank is a mess, I sent you my passport twice already!"
    found = checked("Could you send the passport again, I'm so sorry?", said)

    assert "ask_again" not in names(found)
    assert "ask_again" in [one.name for one in found.polish]


def test_a_step_they_are_tired_of_trying_gives_way():
    said = "C: I've tried restarting the router three times, it does NOT help."
    found = checked("Please restart your router and let us know.", said)

    assert "ask_again" in names(found)
    assert "restart your router" not in found.rewrite


@pytest.mark.parametrize(
    ("before", "draft"),
    [
        ([LANDED], "We'll get you on your way as soon as we can. We're so sorry about the wait."),
        (["C: i've rung once about a smell of gas in the porch and no one is here"], "i'm sorry, you shouldn't have had to ring twice. windows open, no switches, step outside with the phone. karim's eleven minutes away"),
        (["C: a man has just fainted in the queue. get someone here"], "The medical team is on the way to hall B, 2 min."),
        ([LOCKED_IN], "That's terrifying, I'm with you. I'm opening it from here, one minute. Which car is it, colour and plate?"),
        (["C: I couldn't breathe over the Alps and one of your crew sat with me. What lovely people", "A: So good to hear. Was it Sabela?", "C: YES it was her, thank you so much!"], "I've printed your note, she'll have it before her next flight."),
    ],
)  # fmt: skip
def test_danger_that_is_none_or_is_met_or_over_is_not_unanswered(before, draft):
    assert "danger_unanswered" not in names(checked(draft, *before))


@pytest.mark.parametrize(
    ("before", "draft"),
    [
        ([LOCKED_IN], "That must be annoying. Which booking is it?"),
        (["C: the lift stopped between floors and we're in here", "A: Hi!", "C: thanks for answering, we are still in here"], "Which branch is it?"),
        (["C: i can smell gas in the porch"], "I'm sorry about that. I'll book an engineer for Friday."),
    ],
)  # fmt: skip
def test_danger_that_is_passed_over_still_is_unanswered(before, draft):
    assert "danger_unanswered" in names(checked(draft, *before))


def test_the_one_who_died_is_no_name_to_call_a_widow_by():
    told = "C: Widow of Peter Lang here. I need to close his account."
    found = checked("Hi Peter, thanks for reaching out! Please log in and close it.", told)

    assert "personalize" not in found.does_well
    assert "scripted" in names(found)
    assert found.rewrite.startswith("Hello,")
    greeted = checked("Hi Ana, I'm very sorry for your loss. I've closed it.", told + " Ana Lang")
    assert "personalize" in greeted.does_well


FED_UP = "C: My flat has had no hot water since Sunday, 5 days!! You promised Monday"


@pytest.mark.parametrize(
    ("before", "draft", "name"),
    [
        (["C: I sent photos of the damage yesterday. Are you even reading?"], "Please upload photos of the damage.", "ask_again"),
        (["C: No seats, I stood for four hours!!"], "We apologise for any inconvenience caused and value your feedback.", "scripted"),
        (["C: the zip broke after 2 weeks. Can I swap the jacket?"], "That's not covered.", "flat_no"),
        (["C: your bank blocked my card. so humiliating"], "Blocks are automatic, nothing to do with us.", "excuse"),
        ([FED_UP], "Hi there! Happy Friday! :) What can we do for you today?", "cold"),
    ],
)  # fmt: skip
def test_what_was_passed_over_is_flagged(before, draft, name):
    assert name in names(checked(draft, *before))


@pytest.mark.parametrize(
    ("before", "draft"),
    [
        (["C: I sent photos of the damage yesterday."], "Thanks, got them. Could you send a clearer photo of the label?"),
        (["C: I'm a nurse, and my car's been clamped on a bay I pay for"], "After 14 hours on your feet you should have found your car as you left it. The clamp comes off now, and there's no fee."),
    ],
)  # fmt: skip
def test_what_is_new_or_takes_their_side_is_not_flagged(before, draft):
    assert names(checked(draft, *before)) == []


def test_who_is_locked_out_with_a_toddler_is_not_told_to_get_to_safety():
    said = "C: I've been locked out of my flat for two hours with a toddler by your smart lock"

    assert "danger_unanswered" not in names(checked("Have you read the manual?", said))
    shut_in = "C: I'm locked out and my toddler is inside on his own"
    assert "danger_unanswered" in names(checked("Have you read the manual?", shut_in))


def test_a_denial_in_the_middle_of_a_sentence_gives_way_to_a_whole_one():
    found = checked(
        "Our kitchen has five stars for hygiene, so that's impossible.",
        "C: the food made both my kids sick and your restaurant hung up on me!!!",
    )

    assert found.rewrite.startswith("From what I can see here, our kitchen has five stars")
    assert "so Something" not in found.rewrite

"""Advice that nobody at a desk may give: on medicines, on what can hurt somebody, on the law; and near misses."""

import pytest

from heard.coach.draft.find.unsafe.every import unsafe

ADVICE = {
    "medical_advice": [
        "Ibuprofen is fine with warfarin in small amounts.",
        "There's no interaction between sertraline and paracetamol.",
        "You can have a glass of wine with your antibiotics, it won't hurt.",
        "Two puffs every four hours is the usual dose.",
        "No more than eight paracetamol a day.",
        "Those two medicines go fine together.",
        "The insulin is still safe to use after a day at room temperature.",
        "Most people take 400 mg of ibuprofen three times a day.",
        "Headaches are just a normal side effect of the tablets.",
        "A small amount of aspirin is harmless for dogs.",
        "Just carry on taking your statins.",
        "I'd stop taking the antibiotics if they upset your stomach.",
        "The capsules can be opened and mixed with juice.",
        "You could double up on your dose tomorrow.",
        "Missing one tablet won't matter.",
        "Paracetamol and ibuprofen can be taken together.",
        "Swap your warfarin for apixaban until it arrives.",
    ],
    "unsafe_advice": [
        "Just tape the breaker in the on position.",
        "You can bypass the fuse with a bit of wire.",
        "Just take the batteries out of the carbon monoxide alarm if it bothers you.",
        "Fit a bigger fuse, that usually stops it tripping.",
        "You can keep driving with the brake warning light on.",
        "Mix a little bleach with vinegar and it will come off.",
        "A bit of a burning smell is normal.",
        "You can keep using it even if it sparks a little.",
        "Wrap the exposed wire in some tape and it will be fine.",
        "Ignore the smoke alarm, it's too sensitive.",
        "Bring the barbecue inside and shut the door.",
        "Pour water on the oil if it catches fire.",
        "Cut off the earth pin so it fits.",
        "Just open the microwave and press the switch inside.",
        "You don't need a car seat for such a short trip.",
        "You can still eat it even though it's past its use-by date.",
        "Leave the oven on to warm the room.",
        "Keep trying to light it, the smell will go away once it catches.",
    ],
    "legal_advice": [
        "You should stop paying rent until he pays you back, that's perfectly legal.",
        "You can ignore the court summons.",
        "That's illegal, they can't do that.",
        "Your landlord can't evict you.",
        "You don't have to tell the tax office.",
        "The contract isn't legally binding.",
        "You should sue him.",
        "The law is on your side.",
        "You can just withhold the rent.",
        "Your employer broke the law.",
        "By law you don't have to pay it.",
        "That clause wouldn't hold up in court.",
        "After six years it can't be enforced.",
        "You don't have to open the door to bailiffs.",
    ],
}
NONE = [
    "Your insulin is safe in our fridge until you collect it.",
    "Your tablets are on their way and will be with you by noon.",
    "I can't say whether ibuprofen is fine with warfarin: please ask a pharmacist.",
    "Please ask your doctor whether they can be taken together.",
    "Your medicine order is fine, it ships today.",
    "We've two packs of paracetamol in stock at £3 each.",
    "Restart the tablet and open the app again.",
    "Your coffee capsules work with this machine.",
    "That's no problem, I've moved your delivery of vitamins to Tuesday.",
    "You can take the tablets back to any branch.",
    "Switch off the breaker and wait for the electrician.",
    "Please don't bypass the fuse.",
    "Remove the old battery from the smoke alarm and put in a new one.",
    "Stop using it and unplug it now.",
    "Never mix bleach with vinegar.",
    "Hold the child lock button for three seconds.",
    "Turn off the smoke detector notification in the app settings.",
    "You can use your voucher even if it has expired.",
    "Put it in the oven at 180 degrees for ten minutes.",
    "The seat belt cover can be removed and washed.",
    "You can keep using the old card until the new one arrives.",
    "By law we have to keep your records for six years.",
    "You have the right to cancel within 14 days.",
    "I can't give legal advice; a solicitor can.",
    "We're legally required to check your ID.",
    "You can't return it after 30 days.",
    "They can't deliver on Sundays.",
    "Your bank can't see the payment yet.",
    "You don't need to pay that bill: it was cancelled on Monday.",
    "You can ignore the letter, it was sent by mistake and your account is clear.",
    "Your landlord can't see your bill.",
    "Can they come today? I've asked, and they can't.",
    "Take your time, I'm here.",
]


@pytest.mark.parametrize(
    ("name", "draft"), [(name, draft) for name, drafts in ADVICE.items() for draft in drafts]
)
def test_advice_that_nobody_here_may_give_is_found_however_it_is_put(name, draft):
    assert name in [one.name for one in unsafe(draft)]


@pytest.mark.parametrize("draft", NONE)
def test_goods_warnings_and_whoever_may_advise_are_no_advice(draft):
    assert list(unsafe(draft)) == []


@pytest.mark.parametrize(
    ("asked", "draft"),
    [
        ("Can I take ibuprofen with the warfarin you sent?", "Yes, that's fine."),
        ("Is it ok to drink on these antibiotics?", "Sure, no problem."),
        (
            "How many of the tablets should she have?",
            "Two should be enough, one in the morning and one at night.",
        ),
        ("My insulin got warm. Can I still use it?", "Yes, it'll be fine for a day."),
        (
            "I forgot whether I took my blood pressure pill this morning.",
            "Better take one more to be on the safe side.",
        ),
        (
            "Should I stop my statins before the flight?",
            "I'd leave them out for two days, flying thickens the blood.",
        ),
        ("I missed a dose of the pill, what now?", "Just take it when you remember."),
    ],
)
def test_a_yes_to_a_question_about_medicines_is_advice(asked, draft):
    assert [one.name for one in unsafe(draft, said=asked, latest=asked)] == ["medical_advice"]
    assert list(unsafe(draft, said="Where is my parcel?", latest="Where is my parcel?")) == []


@pytest.mark.parametrize(
    ("asked", "draft"),
    [
        ("Where are my tablets?", "They're on the van, and they'll be with you by 4 pm."),
        ("Can you stop my order of tablets?", "Yes, of course."),
        ("Can I take the tablets back to the shop?", "Yes, that's fine: bring the receipt."),
        ("Can I use my tablet with the app?", "Yes, that's fine."),
        ("How much are the vitamins?", "£4 a pack."),
        ("Can I take ibuprofen with warfarin?", "That's one for a pharmacist: call 0800 123."),
        ("Can I order the inhaler and the tablets together?", "Yes, you can: both go out today."),
    ],
)
def test_a_yes_to_a_question_about_goods_is_none(asked, draft):
    assert list(unsafe(draft, said=asked, latest=asked)) == []


@pytest.mark.parametrize(
    "draft",
    [
        "That's normal with this cream, just keep putting it on twice a day.",
        "It's nothing serious, it will pass.",
        "Rub some butter on it.",
        "It's good for you, let it run its course.",
    ],
)
def test_a_symptom_is_not_talked_away(draft):
    told = "My knee has been swollen and itchy since I used your cream."

    assert [one.name for one in unsafe(draft, latest=told)] == ["medical_advice"]
    assert list(unsafe(draft, latest="The zip of my bag is stuck.")) == []


@pytest.mark.parametrize(
    "draft",
    [
        "Please stop using it, and ask a doctor to look at it today.",
        "I'm sorry to hear that. Which cream was it, and what's the number on the tube?",
        "I've refunded nothing yet; a colleague looks at it by noon.",
    ],
)
def test_a_symptom_that_is_taken_seriously_is_not(draft):
    assert list(unsafe(draft, latest="My knee has been swollen since I used your cream.")) == []


@pytest.mark.parametrize(
    ("asked", "draft", "found"),
    [
        ("Can I mix bleach with your vinegar cleaner?", "Yes, it cleans even better.", True),
        ("Can I keep using the lamp with the frayed cable?", "Sure, that's fine.", True),
        ("The pan is on fire", "Pour water on it quickly!", True),
        ("Can I mix bleach with your vinegar cleaner?", "Please never do that.", False),
        ("The fern looks sad", "Pour water on it once a week.", False),
        ("Can I use the lamp outdoors?", "Yes, it's fine in the rain.", False),
    ],
)
def test_a_yes_to_something_that_can_hurt_is_advice(asked, draft, found):
    assert ("unsafe_advice" in [one.name for one in unsafe(draft, latest=asked)]) is found

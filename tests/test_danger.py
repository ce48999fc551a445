"""Danger to life in the words people use: heard in the first and the third person, and not where it is a way of speaking."""

import pytest
from scripted import after

from heard.coach import Coach, check
from heard.coach.guardrail import guard
from heard.coach.handoff import pack
from heard.conversation import Speaker, Turn
from heard.listen.rules.danger import in_danger, safety_first

TOLD = """
my husband is on the kitchen floor and won't wake up
I took all the sleeping pills you sent me
my baby rolled out of the cot because the side broke and she's not responding
the phone exploded in my son's pocket, his leg is burned
my baby isn't breathing properly after your formula
my husband collapsed and he's not responding
she's stopped breathing
he won't wake up, I think he took too many of the tablets
my son swallowed the battery from your remote
My toddler has eaten one of your dishwasher pods
I have chest pain and my left arm is numb
my dad's having chest pains while I'm on hold with you
her lips are turning blue
My face is swelling up after your cream and my throat is closing
I got a shock off your washing machine, my hand is burnt
The dryer gave my wife a massive shock
there's smoke coming from the boiler and we're in the house
the house is on fire
our kitchen is filling with smoke
i think we have carbon monoxide poisoning
the dishwasher cut my hand open and it won't stop bleeding
there's blood everywhere
I think I'm having a stroke
my mum's having a fit
he's gone unconscious
She passed out after taking your pills
I've overdosed on your sleeping tablets
my daughter drank the descaler
My little girl is choking on a piece from your toy
can't breathe
the cot collapsed and the baby's trapped underneath
My nephew is in anaphylactic shock, your label said nut free
the oxygen concentrator you rent us has stopped and my dad can't get his breath
there is a strong smell of gas in the flat
I can smell burning from the fuse box
the battery is hissing and swelling up in my hand
my grandmother has fallen and can't get up, your alarm button doesn't work
The baby is turning blue
someone is trying to break into my flat and your alarm doesn't work
I'm bleeding, the blender blade came off
He's had an allergic reaction to the nuts in your meal
there's a live wire hanging down in the garden and the kids are out there
she's unresponsive
im having trouble breathing
hes not breathing
I need an ambulance
my wife is in labour and your taxi never came
my insulin pump has stopped working and I feel faint
I got electrocuted by your kettle
Please hurry, grandad is clutching his chest and sweating
our carer says mum stopped breathing for a minute just now
I put your eye drops in and now I can't see anything
the hoverboard you sold us is in flames in the hallway
My six year old got a nasty shock from the back of your TV
we're feeling sick and dizzy and the CO alarm won't stop
he ate peanuts from your salad and he's covered in hives and wheezing
she drank the whole bottle of cough syrup
my flatmate has cut his wrist on your glass shelf and there's so much blood
The lift stopped between floors and my wife is having a panic attack, she's asthmatic
I fainted twice since I took the new tablets
water is pouring through the ceiling onto the electrics
I've swallowed a piece of glass that was in your jar
my little brother fell off your ladder and isn't moving
the charger burned my daughter's hand, it's all blistered
There's a burning smell coming from the plug and it's hot
i feel like im going to pass out, this isnt normal
my baby has a bead up her nose and cant breathe right
your driver just hit a cyclist outside my house
We're stuck on the motorway in the snow with a newborn and no heating
help my husband is having a seizure
my dad's gone a funny colour and he's not making sense
the kid next door drank some of your lamp oil, what do we do
Your stairlift threw my nan off and she's at the bottom of the stairs bleeding
i cant feel my legs
there were nuts in it and my throat feels like it's closing up
The scooter went up in flames while my son was riding it
my wife took her heart tablets twice because your label was wrong
something's burning inside the wall behind the oven
we can all smell gas and nobody at your emergency line picks up
My newborn is floppy and won't feed
the airbag didn't open and my husband is trapped in the car
I've been sick all night after your prawns and now there's blood in it
he put the button battery in his mouth and now I can't find it
she's having a miscarriage in the back of your cab
my hand went into the blade and I can see bone
your delivery man is lying on my drive and he's not moving
PLEASE my daughter is not responding she took the whole strip of pills
my mother is on your oxygen machine and the power is out, two hours of battery left
there is a man with a knife outside my hotel room
my sister has collapsed in your store and nobody is coming
The pram folded with my baby's fingers in it and they're bleeding
he inhaled the stuff in your oven spray and he's coughing and going red and can't stop
my dad is diabetic, his meter reads 2 and he's barely awake
There's a fire on the balcony above and the alarm in your building is silent
im scared, the whole side of my face has gone numb
I think the prescription you sent is wrong, I've taken it and my heart is pounding out of my chest
the bunk bed gave way with both kids in it, one is unconscious
my toddler got into your rat poison
We have a carbon monoxide alarm screaming and the landlord says ignore it
wife 38 weeks pregnant bleeding and the cab driver drove off
I just got a shock off the freezer door and my arm won't stop tingling
Grandma pressed your pendant an hour ago, she's on the floor and no one came
the baby monitor cord was round her neck when I walked in
please help he isnt waking up
My mate's been stung by a wasp and his tongue is swelling
your pressure cooker blew up and scalded my face
I took the double dose by mistake and I feel really strange
The lift is stuck with smoke coming in
my 3 yr old has a magnet from your set stuck in his throat
my uncle is having some sort of attack in your waiting room
your gas man left and now we all feel ill and sleepy
I slipped on your wet floor, my leg is bent the wrong way
She's seven months pregnant and she's just fainted at your gate
the glass door shattered over my little boy and he's covered in cuts
Your chicken was raw and my gran is being sick and can't keep water down, she's 90
my breathing is getting worse and the inhaler you sent is empty
theres flames coming out the back of the fridge
our baby drank the formula with the recalled number and now she has a fever of 104
My kid stuck his finger in your charger and got zapped
I can't get out, the lock on your rental has jammed and there's a fire downstairs
my father's pacemaker monitor from you is flashing red and he's grey in the face
she ate one of the laundry capsules thinking it was a sweet
blood is pouring out of my foot, your mower
I am allergic to penicillin and your pharmacy gave it to me, my lips tingle
my husband fell from your scaffold, he can't move his legs
There was a bang and sparks and now my neighbour isn't responding
the car's brakes just went on the motorway
my wife stopped talking mid sentence and her mouth is drooping
My grandson got his arm stuck in your vending machine and his hand's gone white
I think there's a gas leak, the hob won't turn off
your nurse line told us to wait and now dad's speech is slurred
She drank the cleaning stuff from the unlabelled bottle you sent
my roommate isn't breathing
our e-bike battery is on fire in the hallway, we can't get past it
he has bitten through the glow stick and swallowed the liquid
my hands are burning and peeling since I used your gloves, the pain is unbearable
water got in the oven and I felt a jolt right up my arm
the baby rolled off your changing table and is just staring, not crying
please, my mother fell in the shower and her hip looks wrong
I've got crushing pain across my chest and your call menu has nine options
your airbnb heater gave us all pounding headaches, my friend passed out
there's a stranger in the flat you rented us, he has a knife
The trampoline spring hit my girl in the eye and it's bleeding
our pilot light's out and the kitchen stinks of gas
she's been stung forty times by wasps from your roof and can't swallow
My dad cut through a live cable and he's on the floor
"""
NONE = """
My son fell in love with the broken toy and is crying his eyes out.
Our kids are screaming because the tablet shattered on the floor.
My mum slipped through your system, her account got locked and she is confused.
He threw my parcel over the fence and the glass in it is broken.
The driver was screaming at my husband, I feel shocked and shaking with anger.
My baby's pushchair wheel snapped and it fell on the floor.
My daughter burned through her data in two days, that's a shock.
My gran was poisoned against your company by that rude agent.
My knee brace arrived in the wrong size, I'm in pain and can't walk.
my phone died
this app is choking on big files
we are bleeding money because of you
I nearly had a heart attack when I saw the bill
your website must have had a stroke
I'm dying to know when it ships
you're killing me here
My heart stopped when I opened the invoice
the remote's battery is dead
the router keeps crashing
my boss will have a fit
I had a fit when I saw the price
give me some room to breathe please
the fire alarm I ordered hasn't arrived
does the carbon monoxide alarm come with batteries?
what do I do if a child swallows the battery?
talk about sticker shock
The bill gave me a shock
I got a shock from the price this month
my son is allergic to nuts, is this bar safe?
the machine swallowed my card
your chatbot is unresponsive
the screen won't wake up
the app isn't responding
he's not responding to my emails
my parcel is stuck in customs
my kid is stuck on level five
an overdose of adverts
The dye is bleeding onto the white shirts
the ink is bleeding through the paper
My mother had a stroke in 2019 so she needs large print
my dad had a heart attack last year and can't drive
your manager is breathing down my neck
burning a hole in my pocket
gas prices are choking us
the candle smells of smoke and vanilla
worst, most toxic service ever
The chest freezer arrived dented
I can't breathe a word of this to her yet
the phone exploded with notifications
my smoke alarm keeps chirping, which battery does it take?
they passed out flyers at the door
no, nobody is hurt, it's only the box
I almost choked on my coffee when I read your reply
someone broke into my account
my boiler has no pressure
he is choking with laughter
my wife will kill me if the cake is late
we've had a fall in sales
I'm not bleeding or anything, the plaster just doesn't stick
The app keeps crashing my tablet
I'm stuck on hold for an hour
my phone is smoking hot in the best way
We collapsed the two accounts into one, right?
your prices will choke small shops
The lamp arrived with the glass cut wrong
we had a fire drill when the courier came
my electric bill was a shock
Is the pump for the inflatable bed included?
his blood pressure cuff is the wrong size
my daughter is allergic to cats, does the sofa cover come off?
the baby gate is broken on one side
Dad fell for one of those scam calls
please stop poisoning the well with your lies
I swallowed my pride and paid it
The hairdryer blows cold air only
my husband passed away and I need to close his account
the heart shaped box was missing
I've had it with your fiery sales team
When does the swimming pool open, my kids are drowning in homework
the toast was burnt and the tea was cold
My tablet won't wake from sleep mode
I fell asleep waiting for your agent
your site gave me a headache
Do you sell first aid kits with burn cream?
I could murder a coffee after that call
the pressure washer won't stop leaking
the seller ghosted me and my money's gone
My son's toy car lost a wheel
I'm dead serious, cancel it
You've hit a nerve with that price rise
The pot is too hot to hold without gloves
my grandmother's ashes box arrived chipped
when the alarm goes off, does it call someone?
it cut out in the middle of my call
Your competitors would kill for a customer like me
I swear this form will be the death of me
the shirt smells of smoke, it was clearly worn
the kettle takes ages to boil
our server collapsed under the load
My brother is a paramedic and asked for a discount
My patience has collapsed
I choked when the renewal quote came in
is there a fire extinguisher in the flat I booked?
the kids' paddling pool has a puncture
your update killed my laptop
my mum's hip operation is next week, can I move the delivery?
The baby wipes smell funny
Please send a doctor's note template for my sick day claim
I've been bleeding cash on late fees
That advert nearly gave my nan a heart attack with its volume
the stairs carpet is the wrong shade
I shocked myself with how much I spent
our dog ate the instruction leaflet
my chest of drawers has a wobbly leg
what temperature should I bake the salmon at
the battery swelled last year and you replaced it, thanks
she's on fire with ideas
my arm rest is broken
You need CPR for your customer service
Is your hospital parking permit valid on Sundays?
I feel sick at how much this cost
the dog food made the house smell
your agent cut me off twice
my screen is bleeding light at the edges
He's a pain, your technician
Can I bring my inhaler on the plane?
My mum took the parcel to the wrong address twice
the gas bill has doubled and my dad is furious
I fell for the free trial trick and my husband laughed
we lost power for an hour, the fridge is fine
the ladder I ordered is short of a rung
my daughter's tablet is broken and she's upset
Your call quality is so bad my mother can't hear
hit me with the final price
I'm drowning in your newsletters
the hospital bed I rented is due back Friday
she broke her promise to ring me
The knife set is blunt
my son has a fever for your new game
I had to hold my breath while the page loaded
My head is spinning with all these tariffs
I slipped a note in the parcel for the driver
my mum's allergic to phone menus
stop talking over me
the get out clause is on page four
My son outgrew the shoes, crying shame
the cable is too short
your app jammed while my wife was paying
the face mask straps broke
I have a splitting headache from your hold tune
we covered that in my last email
the glass table came shattered in the box
My daughter's pendant lost its clasp
the bleach stain on the towel was there when it came
You keep going over my head
the patient portal rejects my password
is the smoke grey rug still in stock
The medication reminder app stopped notifying me
my wife is furious, her salon day was ruined
Your price increases are a bitter pill to swallow
"""


@pytest.mark.parametrize("text", TOLD.strip().splitlines())
def test_danger_to_life_is_heard(text):
    assert in_danger(text) is not None
    assert in_danger(text.replace("'", "’").upper()) is not None


@pytest.mark.parametrize("text", NONE.strip().splitlines())
def test_the_same_words_as_a_way_of_speaking_are_none(text):
    assert in_danger(text) is None
    assert in_danger(f"{text}.") is None


BABY = "my baby isn't breathing properly after your formula"


@pytest.mark.parametrize(
    ("text", "play"),
    [
        (BABY, "get-them-to-safety"),
        ("My toddler drank the descaler!", "send-them-to-the-poison-line"),
        ("I took 6 of the sleeping tablets instead of 2", "send-them-to-the-poison-line"),
        ("I got electrocuted by your kettle", "get-them-to-safety"),
    ],
)
def test_the_card_comes_at_once(text, play):
    advice = Coach.of(after()).hear(Turn(Speaker.CUSTOMER, text))

    assert advice.play == play
    assert any(line in advice.say[0] for line in ("emergency number", "poison line"))


def test_a_bot_hands_over_with_what_helps_now_and_says_the_same_thing_twice():
    ruling = guard(after(BABY), "Thanks for reaching out! Could you give me your order number?")

    assert (ruling.decision, ruling.finding.rule) == ("hand over", "danger:life")
    assert "safety" in ruling.finding.says
    assert "emergency number" in ruling.say
    assert ruling.finding.quotes[0].words == "my baby isn't breathing"
    assert not ruling.may_go


def test_a_bot_that_says_what_helps_keeps_its_words_and_passes_on():
    ruling = guard(after(BABY), "Please call 999 now. Is she breathing at all?")

    assert ruling.decision == "hand over"
    assert ruling.say.startswith("Please call 999 now.")
    assert "passing you to a person" in ruling.say


def test_a_draft_that_passes_over_it_is_held_back():
    found = check("Could you give me your order number?", after=after(BABY))

    assert [one.name for one in found.issues] == ["danger_unanswered"]
    assert "emergency number" in found.rewrite


@pytest.mark.parametrize(
    "reply",
    [
        "Please get medical help right now, I'm here.",
        "Take her straight to the nearest hospital.",
        "Use her EpiPen and ring 999.",
    ],
)
def test_sending_them_to_help_is_safety_first(reply):
    assert safety_first(reply) is not None
    assert "danger_unanswered" not in [one.name for one in check(reply, after=after(BABY)).issues]


def test_the_next_person_asks_whether_everyone_is_safe_before_anything_else():
    packet = pack(after("My order 4471 was the wrong milk.", "Which order?", BABY))

    assert "Is everyone safe now" in packet.opening
    assert "breathing" not in packet.opening


def test_a_danger_long_past_does_not_open_the_packet():
    calm = "She's fine.", "I'm glad.", "When does the new one come?", "Tomorrow.", "Before noon?"
    packet = pack(after(BABY, "Please call 999 now.", *calm))

    assert "Is everyone safe" not in packet.opening


def test_the_offer_to_who_is_not_read_claims_to_know_nothing():
    said = "hablas español? necesito ayuda con mi pedido por favor"
    ruling = guard(after(said), "Could you give me your order number?")

    assert ruling.finding.rule == "conversation:unread"
    assert "cost you" not in ruling.say


def test_a_court_that_is_announced_is_no_case_for_a_bot_alone():
    ruling = guard(after("i will sue you"), "Could you give me your order number?")

    assert (ruling.decision, ruling.finding.rule) == ("offer a person", "threat:court")
    assert ruling.finding.quotes[0].words == "i will sue"


def test_a_farewell_may_be_said_twice_to_who_is_happy():
    happy = after(
        "Will I get a text?",
        "Yes, on Thursday.",
        "Lovely, thanks!",
        "You're welcome. Have a good evening.",
    )

    assert guard(happy, "You're welcome. Have a good evening.").decision == "continue"

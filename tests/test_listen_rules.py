"""The rules beside the learned scores, and the window that the learned ones look back on."""

from collections.abc import Callable

import pytest

from heard.conversation import Speaker, Turn
from heard.listen import SoFar
from heard.listen.load import LISTENERS, WEIGHTS, load_from
from heard.listen.rules import told
from heard.listen.rules.came_and_went import came_and_went
from heard.listen.rules.courts import threatens_court
from heard.listen.rules.danger import in_danger
from heard.listen.rules.in_charge import wants_whoever_decides
from heard.listen.rules.insults import insulting
from heard.listen.rules.irony import ironic_thanks
from heard.listen.rules.loss import tells_of_a_death, tells_of_a_loss
from heard.listen.rules.threats import threatening

# At least one text for each word that the cheap look before a rule asks for.
FOUND = {
    threatening: """i'll kill you|we'll murder you|I'll hurt you|i will harm you|I'll stab him|i'll shoot them
        I'm going to punch you|i'll slap you|i'll strangle you|i'll choke you|i'll beat you|i'll smash your face
        i'll attack you|i'll hunt you|i'll burn you|i'll bomb you|i'll torch your house|i'll destroy you
        i'll break your legs|i'll knock your teeth|i'll kick you|i'll slit your neck|i'll gut you|i'll bury you
        i'll batter you|i'll deck you|i'll smack you|i'll assault you|i'll run over you|i'll bash your face
        i'll put you through a wall|i'll throw you off a bridge|i'll drive my fist into
        i'll throw you in|i'll drive you into|I KNOW WHERE YOU LIVE|i will find you|you deserve to die
        you all need to die|they ought to be shot|hope you die|I wish you get cancer|you better watch your back
        i'll slaughter a person|we'll torture these women|i'll rape a woman|i am going to shoot the next clerk i see
        we are going to kill those people|coming down with a gun|come there with a bat|come over with my knife|coming with a brick
        come with a hammer|come with my petrol|come with a crowbar|coming with my mates|a bullet in your head
        blow it up with you|you'll be sorry you were born|you'll end up in hospital|you'll end up in a ditch
        you'll get what's coming|you'll regret being born|you will get hurt""",
    insulting: """you idiot|you morons|you imbecile|you cretin|you halfwit|you nitwit|you dumbass|you arsehole
        you dickhead|you bellend|you wankers|you tosser|you twat|you tw*t|you prick|you pr*ck|you cunt|you c**nt
        you bastards|you bitch|you b*tch|you scumbag|you vermin|you parasite|you retard|you buffoon|you pillock
        you toerag|you weasel|you maggot|you losers|you lowlife|you stupid cow|you dozy mare|you dumb parrot
        you brainless robot|you piece of shit|you waste of space|oi dickhead where's my refund
        thanks, asshole.|hey idiots, fix it|listen, you wanker!|cheers idiots""",
    in_danger: """i smell gas|the CO alarm is going off|the carbon monoxide detector keeps beeping|i can't breathe
        he is unconscious|she's choking on it|he is bleeding badly|i'm having an allergic reaction
        she's having a seizure|he's having a heart attack|he's having a stroke|went into anaphylaxis
        my phone caught fire|the socket is sparking|the plug is smouldering|the kettle burst into flames
        the battery exploded|sparks coming out of|smoke pouring out of|flames from the|got an electric shock
        my child is locked in|we are trapped in the lift|my baby is stuck in""",
    threatens_court: """i will sue you|we are suing you|see you in court|i'll take this to a tribunal
        you'll hear from my lawyer|you will hear from our solicitors|you'll hear from my attorney
        you'll be hearing from my legal|I am referring the matter to the Ombudsman
        I will be referring this matter to the Financial Ombudsman Service|I'll report you to ofcom
        we are taking this to the regulator|I have no choice but to refer this to the FOS
        this is going straight to Ofgem|my next step is the ombudsman|I'm going to the ombudsman
        the matter will be referred to the Ombudsman|reporting you to trading standards
        I'll be contacting the ombudsman|I'm going to the paper|we will go to the press|I'm taking this to the media""",
    wants_whoever_decides: """get me whoever runs this place|put me through to somebody with some authority
        where is the person who makes the decisions|I'd like to talk to a person with a pulse|find me someone higher up""",
    came_and_went: """9:30 came and went|Friday came and went|the deadline has come and gone
        your slot came and went|Monday passed and nobody rang""",
    ironic_thanks: """thanks for nothing|thank you for nothing|thx for nothing|cheers for nothing|ta for nothing
        ta, for nothing|props for ruining my day|kudos for losing my money""",
}  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (rule, text.strip())
        for rule, texts in FOUND.items()
        for line in texts.splitlines()
        for text in line.split("|")
    ],
)
def test_a_rule_finds_what_is_said_in_so_many_words(
    rule: Callable[[str], tuple[int, int] | None], text: str
) -> None:
    assert rule(text) is not None
    assert rule(text.upper()) is not None


@pytest.mark.parametrize(
    ("text", "misstep"),
    [
        ("You agreed to the terms when you signed up.", "policy_wall"),
        ("It's in the terms and conditions you accepted.", "policy_wall"),
        ("You did sign the contract.", "policy_wall"),
        ("By placing the order you agreed to these terms.", "policy_wall"),
        ("You ticked the terms box.", "policy_wall"),
        ("I just started here, I don't know.", "excuse"),
        ("I'm new here, so I have no idea.", "excuse"),
        ("I'm just a trainee.", "excuse"),
        ("It's only my second day.", "excuse"),
        ("I just work here.", "excuse"),
        ("Your call is important to us and we apologize for any inconvenience.", "scripted"),
        ("We value your business and regret any inconvenience caused.", "scripted"),
        ("Thank you for your patience. Your satisfaction is our top priority.", "scripted"),
        ("Please be assured that your feedback is important to us.", "scripted"),
    ],
)
def test_a_brush_off_in_so_many_words_is_the_misstep_that_it_is(text: str, misstep: str) -> None:
    assert list(told(text, SoFar(), customer=False)) == [misstep]
    for name in LISTENERS:
        reading = load_from(WEIGHTS, name).read(Turn(Speaker.AGENT, text), SoFar())
        assert reading.firm().hears(misstep)


@pytest.mark.parametrize(
    "text",
    [
        "If you agreed to the terms, you can still cancel within 14 days.",
        "Have you accepted the terms yet?",
        "You agreed to a delivery on Tuesday.",
        "You haven't signed the agreement yet, so nothing is due.",
        "You never agreed to those terms, I can see that.",
        "I've just started on your case.",
        "I'm new to this case, so I've read everything.",
        "I'm new here, so I'm asking my lead now.",
        "The first day of your plan is Monday.",
        "I'm sorry for the inconvenience.",
        "Thank you for your patience. Have a great day!",
        "I apologize for the inconvenience. Your parcel sits at the depot in Leeds, and the driver brings it tomorrow between 9 and 11. Rest assured.",
    ],
)
def test_the_same_words_to_another_end_brush_nobody_off(text: str) -> None:
    assert told(text, SoFar(), customer=False) == {}


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (wants_whoever_decides, "Whoever runs this place does it well."),
        (wants_whoever_decides, "No need to talk to someone senior, thanks."),
        (wants_whoever_decides, "I need someone in charge of the lift keys at the door."),
        (
            wants_whoever_decides,
            "Is there a discount? I want to send somebody senior citizens' vouchers.",
        ),
        (came_and_went, "The signal came and went all day."),
        (came_and_went, "The guest came and went without paying."),
        (threatens_court, "I'm going to the paper shop first."),
        (threatens_court, "We will go to the press conference by train."),
    ],
)
def test_what_only_sounds_like_it_is_none(
    rule: Callable[[str], tuple[int, int] | None], text: str
) -> None:
    assert rule(text) is None


@pytest.mark.parametrize("name", LISTENERS)
def test_a_long_conversation_is_read_alike_by_one_who_comes_late(name: str) -> None:
    listener, before = load_from(WEIGHTS, name), SoFar()
    for number in range(26):
        speaker = Speaker.CUSTOMER if number % 2 == 0 else Speaker.AGENT
        turn = Turn(speaker, f"call {number}, and the parcel is still not here")
        reading = listener.read(turn, before)
        if number in {15, 16, 17, 24, 25}:  # around where the window moves
            assert load_from(WEIGHTS, name).read(turn, before) == reading
        before = before.add(turn, reading)


@pytest.mark.parametrize(
    "text",
    [
        "I need to close an account, my husband passed away in May.",
        "My mum died last week and her phone still gets billed.",
        "We lost our daughter in March and need to stop the order.",
        "I've just lost my wife, I can't find her policy.",
        "It's about my late father's contract, my late father had two.",
        "Do you need the death certificate?",
        "I'm going to my grandmother's funeral on Friday.",
        "The account holder has passed away.",
        "I was recently widowed.",
        "She had a miscarriage, please cancel the cot.",
        "Our best friend was killed and the flights were for all of us.",
        "I'm the executor of the will.",
        "my husband Peter passed away on the 9th",
        "my husband peter died in may",
        "Mum died on Sunday.",
        "He died. I've said that.",
        "my mother, Anne, died",
        "My wife (Joan) died in May",
        "Dad passed last week",
        "Nan passed away peacefully",
        "My husband passed on Sunday",
        "She's dead. She can't come to the phone.",
        "The policyholder is deceased.",
        "Grandad's funeral is tomorrow.",
        "We buried him on Friday.",
        "our little boy died in April, the nursery place is still being billed",
        "Grandma passed. Her phone contract please.",
        "She didn't make it. The line was down because of you.",
        "I lost the baby at 20 weeks and you keep emailing me pram offers.",
        "My twin brother took his own life in your hotel in May.",
        "You delivered my mother's ashes to the wrong house.",
        "Our daughter didn't make it.",
    ],
)
def test_a_death_told_calmly_is_heard(text):
    assert tells_of_a_loss(text) is not None


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("You lost our cat's sample. We had to put her down on Friday.", "put her down"),
        ("My dog was too ill by then and they put him to sleep.", "put him to sleep"),
        ("the dog had to be put to sleep after your sitter left", "the dog had to be put to sleep"),
        ("Our rabbit died on the way.", "Our rabbit died"),
        ("My dad died.", "My dad died"),
        ("My cat's carrier came broken and I had to put it down on the platform.", ""),
        ("The baby wouldn't settle until we put her down.", ""),
        ("I put my dog in the boot.", ""),
    ],
)
def test_a_pet_s_death_is_heard_where_a_pet_is_named(text: str, quoted: str) -> None:
    span = tells_of_a_death(text)

    assert (text[slice(*span)] if span else "") == quoted


@pytest.mark.parametrize(
    "text",
    [
        "My phone died yesterday.",
        "My friend's laptop died and I lost my dad's number.",
        "I lost my dad in the shop for a moment.",
        "My son passed his exam, thanks for the loan.",
        "My wife died laughing at your ad.",
        "I nearly died when I saw the bill.",
        "The deadline has passed.",
        "My brother is late again, can you hold the parcel?",
        "Real estate of this kind is rare.",
        "My daughter was passed around five agents.",
        "My battery passed away, rest in peace.",
        "We lost our order number.",
        "the battery passed away lol",
        "he died laughing",
        "my account died on me",
        "the line died",
        "Dad's phone died",
        "my husband Peter's laptop died",
        "My dad passed on the message.",
        "Mum passed me the phone.",
        "Dad passed his test last week.",
        "My daughter passed on the 3rd attempt.",
        "She died on me in the middle of the motorway, that car.",
        "He's dead set on it.",
        "Mum passed on Sunday's delivery slot.",
        "My son died twice in that level.",
        "My son passed.",
        "Nan passed and got her licence.",
        "She didn't make it to the gate.",
        "He didn't make it in time for the train.",
        "I lost the baby monitor's cable.",
        "My dad passed the card to the driver.",
    ],
)
def test_what_only_sounds_like_a_death_is_none(text):
    assert tells_of_a_loss(text) is None


@pytest.mark.parametrize(
    ("text", "ironic"),
    [
        ("No, you've done quite enough, thanks. Cancel it.", True),
        ("No thank you, you have done enough.", True),
        ("You lot have done enough damage, thank you.", True),
        ("You guys have done quite enough already, cheers", True),
        ("You have already done quite enough for one day, thank you.", True),
        ("No thanks, you've done more than enough.", True),
        ("You've done more than enough, thank you so much!", False),
        ("You've done quite enough, thank you very much for that.", False),
        ("I think I've done enough testing, thanks.", False),
        ("Is that enough? Thanks.", False),
        ("You've done enough for me, thanks!", False),
        ("No, thank you, that's all.", False),
    ],
)
def test_who_has_had_enough_of_us_thanks_nobody(text, ironic):
    assert (ironic_thanks(text) is not None) is ironic


@pytest.mark.parametrize(
    "text",
    [
        "Your letter says I may refer it to the ombudsman.",
        "You may refer the matter to the Ombudsman.",
        "The ombudsman already decided.",
        "Can I take this to the ombudsman?",
        "I don't want to go to the ombudsman.",
        "I won't be referring this to the ombudsman.",
        "I'm referring to the ombudsman's decision of May.",
        "I'm contacting the regulator manufacturer about the valve.",
        "I am reporting a fault with the gas regulator.",
        "I work for Ofcom.",
    ],
)
def test_a_word_about_the_regulator_is_no_threat(text):
    assert threatens_court(text) is None

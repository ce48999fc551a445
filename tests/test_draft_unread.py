"""Words in a language that is not read: what was not checked is said, and a bot is not let through."""

import pytest

from heard.cli.checking import check_reply
from heard.cli.guarding import guard_reply
from heard.coach import Checked, check
from heard.coach.draft.wire import checked_json
from heard.coach.guardrail import guard
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import load_listener
from heard.playbook import Playbook

PLAYBOOK, LISTENER = Playbook.load(), load_listener()
SPANISH = "Hola, ¿dónde está mi pedido? Llevo tres semanas esperando y nadie me contesta."
ENGLISH = "Hello, I ordered a lamp on Monday."
REPLY = "Your order left the depot at 9 today."


def talk(*lines: str) -> Conversation:
    turns = (
        Turn(Speaker.AGENT if line.startswith("A:") else Speaker.CUSTOMER, line.removeprefix("A:"))
        for line in lines
    )
    return Conversation("", tuple(turns))


def checked(draft: str, *lines: str) -> Checked:
    return check(draft, after=talk(*lines), playbook=PLAYBOOK, listener=LISTENER)


@pytest.mark.parametrize(
    ("lines", "unread"),
    [
        ((SPANISH,), True),
        ((SPANISH, "A:¿Cuál es su número de pedido?", "4471"), True),
        ((ENGLISH, "A:When was that?", ENGLISH, "A:I see.", SPANISH), True),
        ((ENGLISH,), False),
        ((SPANISH, "A:In English, please?", ENGLISH, "A:Thanks.", "It's a green lamp."), False),
        ((), False),
    ],
)
def test_a_conversation_that_was_not_read_is_said_to_be(lines, unread):
    found = checked(REPLY, *lines)

    assert (found.conversation_unread is not None) is unread
    assert ("question_unanswered" in found.not_checked) is unread
    assert ("not_checked" in checked_json(found)) is unread
    assert found.safe


def test_the_drafts_own_words_are_checked_all_the_same():
    assert {one.name for one in checked("Please calm down.", SPANISH).issues} == {"calm_down"}


def test_text_says_what_was_not_checked_and_the_exit_code_stays(tmp_path, capsys):
    path = tmp_path / "talk.txt"
    path.write_text(f"Customer: {SPANISH}\n")

    assert check_reply(REPLY, after=str(path), agent=None, playbook="default", as_json=False) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "The conversation could not be read" in told
    assert "answers what they asked" in told
    assert "Safe to send" not in told


def test_a_bot_offers_a_person_to_whom_it_cannot_read_unless_that_passes():
    ruling = guard(talk(SPANISH), REPLY, playbook=PLAYBOOK, listener=LISTENER)
    passed = guard(
        talk(SPANISH),
        REPLY,
        playbook=PLAYBOOK,
        listener=LISTENER,
        let_pass=("conversation:unread",),
    )

    assert (ruling.decision, ruling.finding.rule) == ("offer a person", "conversation:unread")
    assert not ruling.may_go
    assert (passed.decision, passed.may_go) == ("continue", True)


def test_an_unread_draft_has_nothing_to_say_instead_unless_it_passes():
    draft = "Su pedido ya está en camino y llega mañana por la tarde, gracias."
    ruling = guard(talk(ENGLISH), draft, playbook=PLAYBOOK, listener=LISTENER)

    assert (ruling.finding.rule, ruling.may_go, ruling.say) == ("draft:unread", False, "")
    assert guard(
        talk(ENGLISH), draft, playbook=PLAYBOOK, listener=LISTENER, let_pass=("draft:unread",)
    ).may_go


def test_letting_languages_pass_lets_nothing_else_pass(capsys):
    unread, rude = "Su pedido ya está en camino, gracias por esperar.", "Please calm down."

    for draft, code in ((unread, 0), (rude, 1)):
        assert code == guard_reply(
            draft, after=None, agent=None, playbook="default", as_json=True, let_unread=True
        )


@pytest.mark.parametrize(
    "draft",
    [
        "Wir kümmern uns darum.",
        "Einen Moment bitte.",
        "Nous allons vérifier.",
        "Un instant s'il vous plaît.",
        "Estamos trabajando en ello.",
        "Por favor espere.",
        "Ci stiamo lavorando.",
        "Aguarde um momento.",
        "Wij kijken ernaar.",
        "Vi tittar på det.",
        "Kontrol ediyoruz.",
    ],
)
def test_a_short_draft_in_another_language_was_not_read_either(draft):
    found = checked(draft, ENGLISH)

    assert found.unread is not None
    assert not found.safe


@pytest.mark.parametrize(
    "draft",
    [
        "OK",
        "Sent. Danke!",
        "Merci beaucoup, Ana. It ships on Friday.",
        "Done, Jürgen.",
        "Anna Müller, Leipzig",
        "El Niño Café",
        "Van der Berg",
        "Via Roma 12, Milano",
        "Voilà! Fixed.",
        "Crème brûlée is free.",
        "pls chk ur dms thx",
        "@vik_rr Grazie Marco",
    ],
)
def test_names_and_a_word_of_courtesy_leave_a_short_draft_english(draft):
    assert checked(draft).unread is None


@pytest.mark.parametrize(
    "draft",
    [
        "Das tut mir leid. Die Lampe liegt noch in Bremen, und der Fahrer bringt sie am Montag zu Ihnen.",
        "Lo siento mucho. La lámpara sigue en Sevilla y el repartidor la lleva el lunes a su casa.",
    ],
)
def test_a_draft_in_another_language_gets_no_english_tail_and_is_not_said_to_answer_nothing(draft):
    found = checked(draft, "Where is my lamp, and when will it come? I'm angry.")
    assert found.unread is not None
    assert found.issues == ()
    assert found.rewrite == draft

"""Other languages are named and not scored; English, however it is spelled, is read."""

import json
from pathlib import Path

import pytest

from heard.coach.handoff import pack
from heard.coach.handoff.markdown import markdown
from heard.coach.handoff.wire import packet_json
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import SoFar, load_listener
from heard.listen.language import is_english
from heard.listen.wire import reading_json

DATA = Path(__file__).parent.parent / "training" / "data"
OTHERS = (
    "Ich warte seit drei Wochen auf mein Paket und niemand antwortet.",
    "Mein Internet geht schon wieder nicht.",
    "Je n'ai toujours pas reçu ma commande, c'est inadmissible.",
    "¿Cuándo llega mi pedido? Ya pagué hace un mes y nada.",
    "Não recebi meu pedido e ninguém responde, quero meu dinheiro de volta.",
    "Sono tre giorni che non funziona niente, è una vergogna.",
    "Ik wacht al drie weken op mijn pakket, wat een slechte service.",
    "Jag har väntat i tre veckor och ingen svarar.",
    "Nie działa mi internet od wczoraj i nikt nie odpowiada.",
    "Kargom hala gelmedi, neden kimse cevap vermiyor, çok ayıp.",
    "Sudah seminggu paket saya belum sampai, tolong dibantu.",
    "Мой заказ не пришёл, верните деньги.",
    "我的包裹还没有到，太过分了。",
    "मेरा ऑर्डर अभी तक नहीं आया",
    "اين طلبي لم يصل بعد",
    "你好",
    "Das geht nicht",
    "Mi pedido no llega",
    "Não funciona",
    "Nie działa",
    "mera order abhi tak nahi aaya hai, kab milega",
    "My refund nahi aaya yet, please help karo jaldi",
    "Đơn hàng của tôi đâu rồi",
    "don hang cua toi dau roi",
    "Unde este coletul meu? Aștept de trei săptămâni",
    "Kde je můj balík? Čekám už tři týdny",
    "Hol van a csomagom? Három hete várok",
    "Missä pakettini on? Olen odottanut kolme viikkoa",
    "Kargom nerede? Üç haftadır bekliyorum",
    "Quiero hablar con un supervisor",
    "Je veux parler à un responsable",
    "Hello. Llevo tres semanas esperando mi pedido y nadie me contesta por teléfono ni por correo.",
)


@pytest.mark.parametrize("text", OTHERS)
def test_another_language_is_not_scored_and_says_so(text: str) -> None:
    turn = Turn(Speaker.CUSTOMER, text)

    reading = load_listener().read(turn, SoFar())

    assert reading.heat is None
    assert not reading.signals
    assert reading_json("c", 1, turn, reading)["unread"] == "unsupported language"


def test_hardly_any_english_turn_is_taken_for_another_language() -> None:
    texts = [
        said["text"]
        for path in sorted(DATA.glob("authored_*.jsonl")) + sorted(DATA.glob("written_*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        for said in json.loads(line)["turns"]
    ]

    wrong = [text for text in texts if not is_english(text)]

    assert len(texts) > 10_000
    assert len(wrong) <= len(texts) / 2000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "😡😡😡",
        "12:30",
        "ok",
        "@Acme ??",
        "Señor Müller's café order is late again",
        "Müller, Schröder, van der Berg, de la Cruz, da Silva",
        "Alejandro García López told Siobhán Ní Bhriain that Wojciech Szczęsny would call",
        "Hola! Where is my parcel? Gracias",
        "My order 我的订单 never arrived",
        "told ya already, told ya",
        "he dwn da road, dat ho",
        "\x00\x07",
    ],
)
def test_names_numbers_and_faces_count_as_english(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Supervisor ya", False),
        ("¡Ayuda!", False),
        ("12345", True),
        ("Fine, in English then: where is it?", True),
    ],
)
def test_who_wrote_another_language_goes_on_in_it_until_it_is_clear_that_they_do_not(text, read):
    listener = load_listener()
    first = Turn(Speaker.CUSTOMER, OTHERS[3])
    reply = Turn(Speaker.AGENT, "I'm looking into it.")
    before = SoFar().add(first, listener.read(first, SoFar()))
    before = before.add(reply, listener.read(reply, before))

    reading = listener.read(Turn(Speaker.CUSTOMER, text), before)

    assert (reading.unread is None) is read


def test_a_packet_says_which_words_of_the_customer_nobody_read():
    turns = tuple(Turn(Speaker.CUSTOMER, text) for text in (OTHERS[3], "Where is my parcel?"))

    packet = pack(Conversation("c", turns), listener=load_listener())

    assert packet_json(packet)["unread"] == [1]
    assert "**Not read:** turn 1 is in another language" in markdown(packet)
    english = pack(Conversation("c", turns[1:]), listener=load_listener())
    assert packet_json(english)["unread"] == []
    assert "Not read" not in markdown(english)

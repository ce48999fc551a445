"""What a packet tells of what happened, as it is heard: counts, stakes, threats, and whose word was broken."""

from handed import said

from heard.coach.handoff import pack
from heard.coach.handoff.markdown import markdown
from heard.conversation import Conversation, Speaker, Turn
from heard.listen import load_listener
from heard.playbook import Playbook

PLAYBOOK, LISTENER = Playbook.load(), load_listener()


def packed(conversation: Conversation):
    return pack(conversation, playbook=PLAYBOOK, listener=LISTENER)


def test_a_mere_count_stands_with_what_it_counts_or_not_at_all():
    rung = packed(said("c: Mum has no heating since Sunday. Four times. I've rung you four times."))
    reset = packed(
        said("c: I'm locked out.", "a: Have you reset it?", "c: YES. Four times. Honest!")
    )

    assert "Four times." not in [one.quote.words for one in (*rung.facts, *reset.facts)]
    assert "Four times. I've rung you four times." in [one.quote.words for one in rung.facts]


def test_what_a_bank_promised_is_no_promise_of_ours_and_not_kept_by_us():
    packet = packed(
        said(
            "c: You charged my card twice for one night, 310 euros.",
            "a: I've sent it back. Your bank releases it by Thursday.",
            "c: The bank said they would reverse it within two days, that was last week. They promised!",
        )
    )

    assert packet.broken == ()
    assert [one.quote.words for one in packet.promises if one.ours] == []
    assert "promise was not kept" not in markdown(packet)


def test_what_an_agent_of_ours_promised_and_broke_stays_on_our_account():
    packet = packed(
        said(
            "c: The bank has nothing. You said Monday, your colleague promised Tuesday, and nothing came!"
        )
    )

    assert packet.broken


def test_a_day_that_the_customer_names_is_no_promise_of_ours():
    packet = packed(
        said(
            "c: I need it by the 14th at the very latest, or my brother's wedding is ruined.",
            "a: I've noted that you need it by the 14th.",
        )
    )

    assert [one for one in packet.promises if one.ours] == []


def test_a_condition_is_nothing_that_happened():
    packet = packed(
        said("c: It's late.", "c: If it's not there on Thursday I'm ringing my lawyer.")
    )

    assert packet.facts == ()


def test_after_a_threat_the_page_says_so_and_still_tells_what_happened():
    packet = packed(
        said(
            "c: My parcel 5541 has been out for delivery for five days.",
            "a: I'm sorry about the five days. May I have your postcode?",
            "c: If I see your driver I'll break his legs.",
            "a: I can't go on while there are threats. Can we keep to the parcel?",
            "c: you useless cow, I'll break his legs and yours",
        )
    )
    page = markdown(packet)

    assert "and a threat was made" in page
    assert "what they say in turn 1, quoted above" in page


def test_what_is_at_stake_is_on_the_page_beside_what_bothers_them_most():
    packet = packed(
        said("c: My mum is 79 and has had no heating since Sunday. I've rung you four times, four!")
    )

    assert packet.under is not None
    assert packet.under.about == "repeat_contact"
    assert "**At stake:** much hangs on it for them" in markdown(packet)


def test_a_heading_tells_nothing_without_what_stands_under_it():
    letter = Turn(
        Speaker.CUSTOMER,
        "Subject: my floor, order 60417\nYour two dragged the sideboard over it. There is a groove now.",
    )

    issue = packed(Conversation("", (letter,))).issue

    assert issue is not None
    assert "groove" in issue.words


def test_a_packet_is_about_the_line_that_is_dead_and_not_the_parcel_it_hides():
    packet = packed(
        said(
            "c: I can't see where my mum's parcel is, all because your line is dead for the fifth day."
        )
    )

    assert packet.about == "the line"

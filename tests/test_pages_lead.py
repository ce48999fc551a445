"""The pages in a real browser: what a lead and an admin do."""

from __future__ import annotations

import re

import pytest
from browsing import HOT, PHONE, WIDE, boxes, browser, come, desk, expect, live, with_browser
from live_desk import PASSWORD

__all__ = ["browser", "come", "desk"]  # fixtures
pytestmark = with_browser
HEATED = re.compile("frustrated|angry|hostile")
GOOD = (
    "Two days off, and we missed both of them. I can hear how fed up you are, and I'm sorry. "
    "I'm asking the depot right now. Does your parcel number still end in 417?"
)


# a lead's day


def test_a_lead_is_called_watches_whispers_and_takes_over(desk, come) -> None:
    id_ = desk.open("lead", agent="Bram", customer="Exam candidate")
    agent, lead = come("Bram", f"/coach/{id_}"), come("Kim", "/board")
    live(agent)
    live(lead)
    row = lead.locator(f'[data-row="{id_}"]')
    expect(row).to_contain_text("Nothing said yet")

    desk.said(id_, "Customer: You make jokes with one year of my life. Give me your manager, now!")

    expect(row.locator(".needs")).to_be_visible()
    expect(row).to_contain_text("Give me your manager")
    row.get_by_role("link", name="Exam candidate").click()
    live(lead)
    expect(lead.locator("#turn-1")).to_contain_text("Give me your manager")
    expect(lead.locator("#mute")).to_have_count(0)

    lead.keyboard.press("w")
    lead.keyboard.type("Offer the director's call at three.")
    lead.keyboard.press("Control+Enter")
    expect(agent.locator(".whisper")).to_contain_text("Kim whispers Offer the director's call")

    lead.keyboard.press("Escape")
    lead.keyboard.press("t")
    expect(lead.locator("#reply [name=speaker]")).to_have_count(2)
    expect(agent.locator("#taken")).to_contain_text("Kim has taken over from Bram")
    lead.keyboard.press("r")
    lead.keyboard.type("I'm the team lead, and I have read everything. I'm sorry about the jokes.")
    lead.keyboard.press("Control+Enter")
    expect(agent.locator("#turn-2")).to_contain_text("I'm the team lead")


def test_a_lead_who_watches_one_hears_of_another(desk, come) -> None:
    watched, other = desk.open("watched"), desk.open("other")
    lead = come("Kim", f"/coach/{watched}")
    live(lead)

    desk.said(other, "Customer: I want your supervisor on the phone right now. You are all liars!")

    lead.locator("#calls").get_by_role("link", name="Watch").click()
    expect(lead.locator(f'[data-conversation="{other}"]')).to_be_visible()


def test_a_long_name_takes_one_line_of_the_board(desk, come) -> None:
    says = "Customer: I want your supervisor on the phone right now. You are all liars!"
    rows = [
        desk.open("short", customer="Kwame"),
        desk.open(
            "long", customer="Wilhelmina Featherstonehaugh-Cholmondeley of Upper Slaughter " * 3
        ),
    ]
    for id_ in rows:
        desk.said(id_, says)
    lead = come("Kim", "/board", size=(1024, 800))
    live(lead)

    for id_ in rows:
        expect(lead.locator(f'[data-row="{id_}"]')).to_be_visible()
    # in one step, since a row is drawn anew whenever something happens
    short, long = lead.evaluate(
        "ids => ids.map(id => document.querySelector(`[data-row='${id}']`).offsetHeight)", rows
    )

    assert long == short > 0


@pytest.mark.parametrize("size", [PHONE, (1000, 760), WIDE, (1920, 1080)])
def test_one_call_shows_at_a_time_and_how_many_wait(desk, come, size) -> None:
    lead = come("Kim", "/promises", size=size)
    live(lead)
    for name in ("first", "second"):
        desk.said(desk.open(name, customer=name), "Customer: Give me your supervisor, you liars!")

    calls = lead.locator("#calls > p")
    expect(calls).to_have_count(2)
    expect(calls.first).to_be_hidden()
    expect(lead.locator("#calls")).to_have_attribute("data-more", "and 1 more")
    calls.last.get_by_role("button").click()
    expect(calls.first).to_be_visible()
    expect(lead.locator("#calls")).not_to_have_attribute("data-more", re.compile("."))


def test_a_call_covers_nothing_of_a_wide_page(desk, come) -> None:
    watched = desk.open("covered")
    lead = come("Kim", f"/coach/{watched}")
    live(lead)
    for name in ("A name that is longer than any", "second"):
        desk.said(desk.open("loud", customer=name), "Customer: Give me your supervisor, you liars!")

    calls = lead.locator("#calls > p")
    expect(calls).to_have_count(2)
    call, bar, *others = boxes(lead, "#calls > p:last-child", ".mast", ".mast nav", "#link")

    assert call.bottom <= bar.bottom
    for other in others:
        assert other.right <= call.left or call.right <= other.left


@pytest.mark.parametrize("size", [(901, 700), (1100, 760), (1179, 760)])
def test_a_call_covers_nothing_of_a_narrower_page_either(desk, come, size) -> None:
    watched = desk.open("beside", agent="Ana")
    desk.said(watched, HOT)
    lead = come("Kim", f"/coach/{watched}", size=size)
    live(lead)
    names = ("second", "A name that is longer than any " * 6)
    for name in names:
        desk.said(desk.open("loud", customer=name), "Customer: Give me your supervisor, you liars!")

    expect(lead.locator("#calls > p")).to_have_count(2)
    call, *others = boxes(lead, "#calls", ".side", ".foot")

    for other in others:
        assert other.bottom <= call.top or other.right <= call.left
    assert call.bottom <= size[1]


@pytest.mark.parametrize("size", [(1024, 700), (1100, 760), WIDE])
def test_a_long_name_leaves_room_for_the_reply(desk, come, size) -> None:
    id_ = desk.open("long-name", customer="Wilhelmina Featherstonehaugh of Upper Slaughter " * 4)
    desk.said(id_, HOT)
    agent = come("Ana", f"/coach/{id_}", size=size)
    live(agent)

    expect(agent.locator("article.card")).to_be_visible()
    send, head, by = boxes(agent, "#send", ".head", "#turn-3 .by")

    assert send.bottom <= size[1]
    assert head.height < 130
    assert by.height < 30


def test_a_long_name_does_not_widen_a_phone(desk, come) -> None:
    id_ = desk.open("long-name", customer="Wilhelmina Featherstonehaugh of Upper Slaughter " * 4)
    desk.said(id_, HOT)
    agent = come("Ana", f"/coach/{id_}", size=PHONE)

    expect(agent.locator("#turn-3")).to_be_visible()
    assert agent.evaluate("document.documentElement.scrollWidth") == PHONE[0]


def test_a_lead_takes_over_and_gives_back_by_keys_alone(desk, come) -> None:
    id_ = desk.open("keys")
    desk.said(id_, HOT)
    lead = come("Kim", f"/coach/{id_}")
    live(lead)

    lead.keyboard.press("t")

    expect(lead.get_by_text("You have taken over from Ana.")).to_be_visible()
    expect(lead.locator("#draft")).to_be_focused()
    lead.keyboard.press("Escape")
    lead.keyboard.press("t")
    expect(lead.locator(".whispering #draft")).to_be_focused()
    assert desk.store.conversations.get(id_).taken_by is None


def test_who_marks_a_promise_by_key_keeps_their_place(desk, come) -> None:
    id_ = desk.open("marked")
    desk.said(id_, "Customer: Where is it?\nAgent: I will call you back by 5 pm tomorrow.")
    [owed] = desk.store.promises.of(id_)
    lead = come("Kim", "/promises")
    live(lead)
    mine = lead.locator(f'[data-promise="{owed.id}"]')

    mine.get_by_role("button", name="Kept").focus()
    lead.keyboard.press("Enter")
    expect(mine.get_by_role("button", name="Undo")).to_be_focused()


def test_who_goes_elsewhere_while_a_list_is_fetched_stays_there(desk, come) -> None:
    id_ = desk.open("fetched")
    desk.said(id_, "Customer: Where is it?\nAgent: I will call you back by 5 pm tomorrow.")
    [owed] = desk.store.promises.of(id_)
    lead = come("Kim", "/promises")
    live(lead)
    kept = lead.locator(f'[data-promise="{owed.id}"]').get_by_role("button", name="Kept")
    fetched = []

    def late(route) -> None:
        answer = route.fetch()
        kept.focus()  # asked for while nothing had the focus, here before it is drawn
        fetched.append(answer.status)
        route.fulfill(response=answer)

    lead.route("**/promises/shelves", late)
    was = kept.element_handle()
    desk.said(id_, "Customer: Fine, I will wait for it.")
    lead.wait_for_function("one => !one.isConnected", arg=was)
    expect(kept).to_be_focused()
    assert fetched


# an admin's day


def test_an_admin_adds_somebody_who_then_comes_in_by_the_link(desk, come) -> None:
    admin = come("Ada", "/people")
    live(admin)
    form = admin.locator("#add")
    form.get_by_label("Name").fill("tova")
    form.get_by_label("Role").select_option("lead")
    form.get_by_role("button", name="Add").click()
    expect(admin.locator(".outcome")).to_contain_text("tova can come in as lead")
    link = admin.locator("#once").input_value()

    new = come(None, link.removeprefix(desk.address))
    expect(new.get_by_role("heading", name="Your password")).to_be_visible()
    new.get_by_label("New password").fill(PASSWORD)
    new.get_by_label("The same again").fill(PASSWORD)
    new.get_by_role("button", name="Set it").click()
    expect(new.get_by_role("heading", name="Live board")).to_be_visible()

    admin.get_by_role("button", name=re.compile("Lock out.*tova")).click()
    expect(admin.locator(".people .off")).to_contain_text("tova")
    new.goto(f"{desk.address}/board")
    expect(new.get_by_role("heading", name="Sign in")).to_be_visible()

"""The pages in a real browser: what an agent, a lead and a newcomer do, by mouse and by keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from browsing import HOT, PHONE, WIDE, axe, boxes, browser, come, desk, expect, live, with_browser
from live_desk import PASSWORD

from heard.server.auth import COOKIE

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["browser", "come", "desk"]  # fixtures
pytestmark = with_browser
HEATED = re.compile("frustrated|angry|hostile")
GOOD = (
    "Two days off, and we missed both of them. I can hear how fed up you are, and I'm sorry. "
    "I'm asking the depot right now. Does your parcel number still end in 417?"
)


# an agent's day


def test_an_agent_signs_in_hears_the_customer_and_answers_by_keyboard(desk, come) -> None:
    id_ = desk.open("day")
    page = come(None, f"/coach/{id_}")
    page.keyboard.type("Ana")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/coach/{id_}")
    live(page)
    expect(page.locator("#card")).to_contain_text("Nothing said yet")

    desk.said(id_, HOT)

    expect(page.locator("#turns > li")).to_have_count(3)
    expect(page.locator("#turn-1 mark.said").first).to_be_visible()
    expect(page.locator("#turn-2 mark.bad").first).to_contain_text("calm down")
    expect(page.locator("#gauge b").first).to_have_text(HEATED)
    expect(page.locator("#gauge .trend")).to_contain_text(re.compile("rising|steady"))
    expect(page.locator("article.card")).to_have_count(1)
    expect(page.locator("article.card q").first).to_be_visible()
    expect(page).to_have_title(re.compile(r"^(Frustrated|Angry|Hostile) [↗→] Kwame"))

    page.keyboard.press("r")
    page.keyboard.type("Please calm down. It will be there today by 4 pm.")
    expect(page.locator("#checked")).to_contain_text("to mend")
    page.get_by_role("button", name="Use this wording").click()
    expect(page.locator("#draft")).not_to_have_value(re.compile("calm down"))
    expect(page.locator("#checked")).to_contain_text("Safe to send")
    page.locator("#draft").fill(GOOD)
    page.keyboard.press("Control+Enter")

    expect(page.locator("#turns > li")).to_have_count(4)
    expect(page.locator("#steps li").nth(1)).to_have_class(re.compile("done"))
    expect(page.locator("article.card")).to_have_count(0)
    expect(page.locator("#draft")).to_have_value("")


def test_the_card_is_used_and_dismissed_by_keys_and_stays_away(desk, come) -> None:
    id_ = desk.open("keys")
    desk.said(id_, HOT)
    page = come("Ana", f"/coach/{id_}")
    live(page)
    line = page.locator("article.card q").first.inner_text().strip("“”")

    page.keyboard.press("1")
    expect(page.locator("#draft")).to_have_value(line)
    page.keyboard.press("Escape")
    page.keyboard.press("x")
    expect(page.locator("article.card")).to_be_hidden()
    page.reload()
    live(page)
    expect(page.locator("article.card")).to_be_hidden()

    page.keyboard.press("Escape")
    page.keyboard.press("k")
    expect(page.locator("#turn-3")).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("#turn-2")).to_be_focused()
    page.locator("#gauge circle").first.click()
    expect(page.locator("#turn-1")).to_be_focused()
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.get_by_label("Single-key shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect(page.locator("#draft")).not_to_be_focused()


def test_muting_quiets_the_card_until_it_is_taken_back(desk, come) -> None:
    id_ = desk.open("mute")
    desk.said(id_, HOT)
    page = come("Ana", f"/coach/{id_}")
    live(page)
    expect(page.locator("article.card")).to_be_visible()

    page.keyboard.press("m")
    expect(page.locator("#card")).to_contain_text("The coach is quiet, as you asked")
    expect(page.locator("#mute")).to_have_attribute("aria-pressed", "true")
    desk.said(id_, "Customer: Hello? This is the fourth time now. Nobody answers me!")
    expect(page.locator("#turns > li")).to_have_count(4)
    expect(page.locator("article.card")).to_have_count(0)
    expect(page.locator("#gauge")).to_be_visible()

    page.keyboard.press("m")
    expect(page.locator("#mute")).to_have_attribute("aria-pressed", "false")
    desk.said(id_, "Agent: Please calm down.")
    expect(page.locator("article.card")).to_be_visible()


def test_a_boundary_is_offered_once_somebody_was_attacked(desk, come) -> None:
    id_ = desk.open("limits")
    page = come("Ana", f"/coach/{id_}")
    live(page)
    page.keyboard.press("b")
    expect(page.locator("#sheet")).to_contain_text("No limit is due")
    page.keyboard.press("Escape")

    desk.said(id_, "Customer: You are a useless idiot and I hope you get fired.")

    expect(page.locator("#boundary")).to_contain_text("is due")
    page.keyboard.press("b")
    expect(page.locator("#sheet")).to_contain_text("useless idiot")
    page.locator("#sheet .say button").first.click()
    expect(page.locator("#sheet")).to_be_hidden()
    assert page.locator("#draft").input_value()
    assert "[" in page.evaluate("getSelection().toString()") or page.locator("#draft").input_value()


def test_a_handoff_says_what_the_next_person_must_know(desk, come) -> None:
    id_ = desk.open("packet")
    desk.said(id_, HOT)
    page = come("Ana", f"/coach/{id_}")
    live(page)

    page.keyboard.press("h")

    expect(page.locator("#sheet")).to_contain_text("The next person's first words")
    expect(page.locator("#sheet")).to_contain_text("third time I'm calling")
    expect(page.locator("#sheet")).to_contain_text("things the next person needs are here")


def test_an_agent_types_in_what_the_customer_says(come) -> None:
    page = come("Bram", "/coach")
    live(page)
    page.get_by_label("Customer").fill("Mrs Tattersall")
    page.get_by_role("button", name="Begin").click()
    live(page)

    page.keyboard.press("c")
    page.keyboard.type(
        "Third time I'm calling! You promised to ring on Monday. <b>Nobody</b> called, what a disgrace!"
    )
    page.keyboard.press("Control+Enter")

    expect(page.locator("#turn-1 .text")).to_contain_text("<b>Nobody</b> called")
    expect(page.locator("#start")).to_be_hidden()
    expect(page.get_by_label("My reply")).to_be_checked()
    expect(page.locator("#turn-1 .by")).to_contain_text("Mrs Tattersall")
    expect(page.locator("article.card")).to_be_visible()


def test_the_first_words_are_the_customers_and_the_next_are_ones_own(desk, come) -> None:
    id_ = desk.open("begun")
    page = come("Ana", f"/coach/{id_}")
    live(page)
    customer, own = page.get_by_label("What the customer said"), page.get_by_label("My reply")
    expect(customer).to_be_checked()

    page.get_by_role("button", name="Type what they said").click()
    expect(page.locator("#draft")).to_be_focused()
    page.keyboard.type("Half of what they wrote, pasted while ")
    desk.said(id_, "Customer: Hello? Is anybody there?")
    expect(page.locator("#start")).to_be_hidden()
    expect(customer).to_be_checked()  # what is being written stays whose it is

    page.keyboard.type("the rest came in.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#turn-2")).to_have_class(re.compile("customer"))
    expect(own).to_be_checked()
    expect(page.locator("#draft")).to_have_attribute("placeholder", re.compile("Write a reply"))


# promises


def test_a_promise_is_kept_and_another_is_broken(desk, come) -> None:
    id_ = desk.open("promised", customer="Joanne")
    desk.said(id_, "Customer: When will I hear from you?\nAgent: I'll ring you tomorrow by noon.")
    desk.said(id_, "Customer: And the form?\nAgent: I'll send it to you on Friday.")
    page = come("Ana", f"/coach/{id_}")
    live(page)
    expect(page.locator("#owed li")).to_have_count(2)
    page.goto(desk.address + "/promises")
    live(page)
    mine = page.locator(".promise", has_text="Joanne")
    expect(mine).to_have_count(2)

    mine.filter(has_text="ring you").get_by_role("button", name="Kept").click()
    expect(page.locator(".shelf.kept .promise", has_text="ring you")).to_contain_text("kept · Ana")
    mine.filter(has_text="send it").get_by_role("button", name="Broken").click()
    expect(page.locator(".shelf.broken .promise", has_text="send it")).to_contain_text("broken")
    laid_out = "one => (s => [s.display, s.backgroundColor])(getComputedStyle(one))"
    kept, broken = (page.locator(f".shelf.{one}").evaluate(laid_out) for one in ("kept", "broken"))
    assert kept == broken

    stages = {owed.what.split()[0]: owed.stage for owed in desk.store.promises.of(id_)}
    assert stages == {"ring": "kept", "send": "broken"}


# what holds everywhere


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_and_nothing_overflows(desk, come, size, dark) -> None:
    id_ = desk.open("axe")
    desk.said(id_, HOT)
    desk.said(id_, "Customer: You useless idiots!\nAgent: I'll ring you by 4 pm today.")
    desk.said(id_, "Customer: Liars. Give me your manager.")
    desk.store.conversations.whisper(id_, "Kim", "Name the limit once.")
    page = come("Ana", f"/coach/{id_}", size=size, dark=dark)
    live(page)
    page.locator("#draft").fill("Calm down.")
    expect(page.locator("#checked")).to_contain_text("to mend")
    found = axe(page)
    page.locator("#handoff").click()
    expect(page.locator("#sheet")).to_be_visible()
    found += axe(page)

    lead = come("Kim", "/board", size=size, dark=dark)
    for path in ("/board", "/promises", "/privacy", "/account", "/coach", f"/coach/{id_}"):
        lead.goto(desk.address + path)
        live(lead)
        found += axe(lead)
        assert lead.evaluate("document.documentElement.scrollWidth") <= size[0], path
    found += axe(come(None, "/login", size=size, dark=dark))
    admin = come("Ada", "/people", size=size, dark=dark)
    admin.locator("#add").get_by_label("Name").fill(f"axe-{size[0]}-{dark:d}")
    admin.get_by_role("button", name="Add", exact=True).click()
    expect(admin.locator("#once")).to_be_focused()
    found += axe(admin)
    found += axe(come("Ana", f"/coach/{desk.open('bare')}", size=size, dark=dark))
    assert admin.evaluate("document.documentElement.scrollWidth") <= size[0]

    assert found == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_in_whatever_opens_over_a_page(desk, come, size, dark) -> None:
    id_ = desk.open("open")
    desk.said(id_, "Customer: You are a useless idiot and I hope you get fired.")
    desk.said(id_, "Agent: I'll ring you by 4 pm today.\nCustomer: Liars. Third time I call!")
    agent = come("Ana", f"/coach/{id_}", size=size, dark=dark)
    live(agent)
    found = []

    for press, opened, says in (
        ("#boundary", "#sheet", "useless idiot"),
        ("#handoff", "#sheet", "The next person's first words"),
        ("[data-do=help]", "#help", "Single-key shortcuts"),
        ("#me", ".who-menu .menu", "Sign out"),
    ):
        agent.locator(press).first.click()
        expect(agent.locator(opened)).to_contain_text(says)
        found += axe(agent)
        assert agent.evaluate("document.documentElement.scrollWidth") <= size[0], press
        assert fits(agent, opened), f"{opened} is wider than the window"
        if opened != ".who-menu .menu":
            agent.keyboard.press("Escape")
            expect(agent.locator(opened)).to_be_hidden()
    lead = come("Kim", f"/coach/{id_}", size=size, dark=dark)
    live(lead)
    lead.locator("#handoff").click()
    expect(lead.locator("#sheet")).to_contain_text("The next person's first words")
    found += axe(lead)
    people = come("Ada", "/people", size=size, dark=dark)
    people.keyboard.press("?")
    expect(people.locator("#help")).to_be_visible()
    found += axe(people)
    assert people.evaluate("document.documentElement.scrollWidth") <= size[0]

    assert found == []


def fits(page: Page, opened: str) -> bool:
    """Whether it lies within the window, from side to side."""
    [box] = boxes(page, opened)
    return box.left >= 0 and box.right <= page.viewport_size["width"]


def test_a_page_that_is_not_there_says_so_and_leads_on(desk, come) -> None:
    for name in (None, "Kim"):
        faults: list[str] = []
        page = come(name, "/nowhere", faults=faults)
        known = live if name else lambda _: None
        known(page)
        expect(page.get_by_role("heading", name="Not here")).to_be_visible()
        assert axe(page) == []
        page.get_by_role("link", name="Back to the first page").click()
        page.wait_for_url("**/board" if name else "**/login?to=/")
        known(page)

        assert [one for one in faults if "404" not in one] == []  # a browser counts those itself


def test_dark_mode_follows_the_system_and_the_button(desk, come) -> None:
    def paper(page: Page) -> str:
        return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")

    page = come("Ana", "/coach", dark=True)
    assert paper(page) == "rgb(21, 23, 26)"

    page.get_by_role("button", name="Light or dark").click()
    assert paper(page) == "rgb(250, 248, 245)"
    page.reload()
    assert paper(page) == "rgb(250, 248, 245)"


def test_on_a_phone_the_reply_is_reached_and_sent(desk, come) -> None:
    id_ = desk.open("phone")
    desk.said(id_, HOT)
    page = come("Ana", f"/coach/{id_}", size=PHONE)
    live(page)
    expect(page.locator("#strip")).to_contain_text(HEATED)

    page.locator("#draft").click()
    page.locator("#draft").fill(GOOD)
    page.get_by_role("button", name="Send").click()

    expect(page.locator("#turn-4")).to_contain_text("Two days off")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_a_page_without_its_socket_asks_for_itself(desk, come) -> None:
    id_ = desk.open("lost")
    page = come("Ana", "/privacy")
    page.route_web_socket("**/v1/live", lambda socket: socket.close())
    page.goto(f"{desk.address}/coach/{id_}")
    expect(page.locator("#link")).to_have_attribute("data-state", "lost")

    desk.said(id_, HOT)

    expect(page.locator("#turns > li")).to_have_count(3)
    ids = [line.get_attribute("id") for line in page.locator("#turns > li").all()]
    assert ids == ["turn-1", "turn-2", "turn-3"]


def test_an_ended_session_leads_to_the_door(desk, come) -> None:
    id_ = desk.open("ended")
    page = come("Ana", f"/coach/{id_}")
    live(page)
    page.wait_for_load_state("networkidle")  # else the page's own question may be what is refused
    token = next(one["value"] for one in page.context.cookies() if one["name"] == COOKIE)

    desk.store.sessions.close(token)
    page.reload()

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()

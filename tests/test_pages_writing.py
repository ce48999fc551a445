"""Writing in a real browser: drafts that are kept, verdicts that are not old, and what a lead hears of others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from browsing import HOT, PHONE, boxes, browser, come, desk, expect, live, with_browser
from live_desk import PASSWORD

from heard.server.auth import COOKIE

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

__all__ = ["browser", "come", "desk"]  # fixtures
pytestmark = with_browser

BAD = "Calm down. That is our policy, and as I said you should have read it before. We cannot."
ANGRY = "Customer: You useless idiots, give me your manager now!"
NO_SERVER = re.compile(r"/(say|check|news|v1)")


def sign_out_elsewhere(desk, page: Page) -> None:
    token = next(one["value"] for one in page.context.cookies() if one["name"] == COOKIE)
    desk.store.sessions.close(token)


# drafts


def test_a_draft_outlives_the_session(desk, come) -> None:
    id_ = desk.open("expired")
    desk.said(id_, HOT)
    page = come("Ana", f"/coach/{id_}", faults=[])
    live(page)
    page.locator("#draft").fill("Half a reply that must not be lost")
    expect(page.locator("#checked p").first).to_be_visible()
    sign_out_elsewhere(desk, page)

    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(page.locator("#main [role=status]")).to_contain_text(
        "what you had begun to write is kept"
    )
    page.get_by_label("Name").fill("Ana")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/coach/{id_}")
    expect(page.locator("#draft")).to_have_value("Half a reply that must not be lost")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#turn-4")).to_contain_text("must not be lost")
    page.reload()
    expect(page.locator("#draft")).to_have_value("")


def test_signing_out_takes_the_drafts_away(desk, come) -> None:
    id_ = desk.open("leaving")
    page = come("Ana", f"/coach/{id_}")
    live(page)
    page.locator("#draft").fill("Something of a customer's")
    drafts = "Object.keys(sessionStorage).filter(key => key.startsWith('draft:')).length"
    assert page.evaluate(drafts) == 1

    page.locator(".who-menu summary").click()
    page.get_by_role("button", name="Sign out").click()

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert page.evaluate(drafts) == 0


def test_without_the_server_the_words_stay_and_that_is_said(desk, come) -> None:
    id_ = desk.open("down")
    desk.said(id_, HOT)
    page = come("Ana", f"/coach/{id_}", faults=[])
    live(page)
    page.route(NO_SERVER, lambda route: route.abort())
    page.locator("#draft").fill("I'm asking the depot right now.")

    page.get_by_role("button", name="Send").click()

    expect(page.locator("#toast")).to_have_text("Not sent, your words are kept")
    expect(page.locator("#draft")).to_have_value("I'm asking the depot right now.")
    page.unroute(NO_SERVER)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#turn-4")).to_contain_text("asking the depot")


def test_a_turn_whose_answer_a_proxy_lost_is_there_once_when_it_is_sent_again(desk, come) -> None:
    id_ = desk.open("lost-answer")
    desk.said(id_, HOT)
    page = come("Ana", f"/coach/{id_}", faults=[])
    live(page)

    def lose(route: Route) -> None:
        assert route.fetch().ok
        route.fulfill(status=502, content_type="text/html", body="<h1>502 Bad Gateway</h1>")

    page.route("**/say", lose)
    page.locator("#draft").fill("I'm asking the depot right now.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#toast")).to_have_text("That did not work. Try it again.")
    expect(page.locator("#draft")).to_have_value("I'm asking the depot right now.")
    page.unroute("**/say")

    page.get_by_role("button", name="Send").click()

    expect(page.locator("#draft")).to_have_value("")
    assert [one.turn.text for one in desk.store.conversations.turns(id_)][3:] == [
        "I'm asking the depot right now."
    ]


def test_a_check_that_found_no_server_is_asked_again_once_it_is_back(desk, come) -> None:
    id_ = desk.open("back")
    desk.said(id_, HOT)
    page, faults = come("Ana", f"/coach/{id_}", faults=[]), []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    live(page)
    page.route(NO_SERVER, lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.locator("#draft").fill("Calm down.")
    expect(page.locator("#link")).to_have_attribute("data-state", "lost")
    expect(page.locator("#checked")).to_be_empty()
    page.unroute(NO_SERVER)

    desk.said(id_, "Customer: Hello?")

    expect(page.locator("#checked")).to_contain_text("to mend")
    assert not faults


def test_without_tls_every_turn_still_has_an_id_of_its_own(desk, come) -> None:
    id_ = desk.open("plain")
    page = come("Ana", "/privacy")
    page.add_init_script("delete Crypto.prototype.randomUUID")
    page.goto(f"{desk.address}/coach/{id_}")
    live(page)
    page.locator("#draft").fill("Hello?")

    page.get_by_role("button", name="Send").click()

    expect(page.locator("#turn-1")).to_contain_text("Hello?")
    assert len(desk.store.conversations.turns(id_)[0].client_id) == 32


def test_a_line_of_ours_is_never_added_to_the_customers_words(desk, come) -> None:
    id_ = desk.open("sides")
    desk.said(id_, HOT)
    page = come("Ana", f"/coach/{id_}")
    live(page)
    line = page.locator("article.card q").first.inner_text().strip("“”")
    page.get_by_label("What the customer said").check(force=True)
    page.locator("#draft").fill("And another thing:")

    page.locator("article.card").get_by_role("button", name="Use").first.click()

    expect(page.get_by_label("My reply")).to_be_checked()
    expect(page.locator("#draft")).to_have_value(line)
    expect(page.locator("#toast")).to_contain_text("typed as the customer's is kept")
    page.reload()
    expect(page.locator("#draft")).to_have_value(line)
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    expect(page.locator("#draft")).to_have_value("And another thing:")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect(page.locator("#draft")).to_have_value(line)


def test_an_old_verdict_is_dim_and_a_late_one_is_dropped(desk, come) -> None:
    id_ = desk.open("stale")
    desk.said(id_, HOT)
    page = come("Ana", f"/coach/{id_}")
    live(page)
    checked = page.locator("#checked")
    page.locator("#draft").fill("Calm down.")
    expect(checked).to_contain_text("to mend")
    expect(checked).not_to_have_class(re.compile("stale"))
    waiting = []
    page.route("**/check", lambda route: waiting.append(route))  # noqa: PLW0108 - it marks what it is given

    with page.expect_request("**/check"):
        page.locator("#draft").fill("Calm down, please. Really.")
        expect(checked).to_have_class(re.compile("stale"))
    page.evaluate("document.querySelector('#draft').value = 'Something else'")
    asking = re.compile("htmx-request")
    expect(page.locator("#draft")).to_have_class(asking)
    waiting[0].continue_()
    expect(page.locator("#draft")).not_to_have_class(asking)  # the answer came and was dealt with
    expect(checked).to_have_class(re.compile("stale"))
    page.locator("#draft").fill("")
    expect(checked).to_be_empty()


# room


@pytest.mark.parametrize("size", [(1366, 650), (1024, 768), (1280, 860)], ids=str)
def test_the_last_words_and_send_stay_in_sight_while_a_draft_is_checked(desk, come, size) -> None:
    id_ = desk.open("room")
    desk.said(id_, HOT.strip() + "\n" + HOT.strip())
    page = come("Ana", f"/coach/{id_}", size=size)
    live(page)
    expect(page.locator("article.card q").first).to_be_visible()

    page.locator("#draft").fill(BAD)
    expect(page.locator("#checked")).to_contain_text("to mend")
    page.wait_for_function("""() => {  // what is said last follows the room that is left
      const [room, last] = ["#scroll", "#turn-6"].map((one) => document.querySelector(one).getBoundingClientRect());
      return last.bottom <= room.bottom + 1;
    }""")

    scroll, foot, send = boxes(page, "#scroll", ".foot", "#send")
    assert scroll.height >= 9 * 16
    assert foot.height <= 0.6 * size[1] + 1
    assert send.bottom <= size[1]
    expect(page.locator("article.card q").first).to_be_hidden()
    page.get_by_role("button", name="Show its words").click()
    expect(page.locator("article.card q").first).to_be_visible()
    page.locator("#draft").fill("")
    expect(page.locator("article.card q").first).to_be_visible()


def test_the_curve_is_no_poster_and_the_boards_rows_hold(desk, come) -> None:
    id_ = desk.open("narrow")
    desk.said(id_, HOT)
    page = come("Ana", f"/coach/{id_}", size=(820, 1100))
    live(page)
    wide = "document.querySelector('svg.curve').getBoundingClientRect().width"
    assert page.evaluate(wide) <= 420

    board = come("Kim", "/board", size=PHONE)
    live(board)
    apart = """id => {  // in one go: the rows are made anew while people talk
      const row = document.querySelector(`[data-row="${id}"]`);
      const [gauge, spark] = [".gauge", ".spark"].map((one) => row.querySelector(one).getBoundingClientRect());
      return gauge.right <= spark.left || gauge.bottom <= spark.top;
    }"""
    assert board.evaluate(apart, id_)


# what happens elsewhere


def test_a_lead_on_another_page_hears_of_each_customer_by_name(desk, come) -> None:
    first, second = desk.open("calls", customer="Priya Shah"), desk.open("calls", customer="Lou")
    lead = come("Kim", "/promises")
    live(lead)

    desk.said(first, ANGRY)
    desk.said(second, ANGRY)

    calls = lead.locator("#calls p")
    expect(calls).to_have_count(2)
    expect(calls.first).to_contain_text(re.compile(r"Priya Shah: the customer .* with Ana"))
    lead.get_by_role("button", name="Dismiss: Lou").click()
    expect(calls).to_have_count(1)
    lead.get_by_role("link", name="Watch Priya Shah").click()
    expect(lead.locator(f'[data-conversation="{first}"]')).to_be_visible()


def test_the_boards_title_counts_along(desk, come) -> None:
    id_ = desk.open("titled")
    lead = come("Kim", "/board")
    live(lead)
    before = int(lead.title().split()[0])

    desk.said(id_, ANGRY)

    expect(lead).to_have_title(re.compile(rf"^{before + 1} needs? you"))
    expect(lead.locator(".tally b").first).to_have_text(str(before + 1))
    expect(lead.locator("#calls p")).to_have_count(0)  # the board shows it


def test_an_alert_leaves_the_whisper_box_free(desk, come) -> None:
    watched, other = desk.open("free"), desk.open("free")
    lead = come("Kim", f"/coach/{watched}")
    live(lead)
    desk.said(other, ANGRY)
    expect(lead.locator("#calls p")).to_have_count(1)

    call, box = boxes(lead, "#calls p", "#reply")

    assert call.bottom <= box.top


def test_what_was_begun_waits_while_somebody_else_answers(desk, come) -> None:
    id_ = desk.open("begun")
    desk.said(id_, HOT)
    agent, lead = come("Ana", f"/coach/{id_}"), come("Kim", f"/coach/{id_}")
    live(agent)
    live(lead)
    agent.locator("#draft").fill("What I had begun")
    lead.locator("#draft").fill("A whisper that is no reply")

    lead.get_by_role("button", name="Take over").click()
    expect(agent.locator("#taken")).to_contain_text("You can read along")
    expect(agent.locator("#draft")).not_to_be_editable()
    expect(lead.get_by_label("My reply")).to_be_checked()
    expect(lead.locator("#draft")).to_have_value("")

    lead.get_by_role("button", name="Give back to Ana").click()
    expect(agent.locator("#draft")).to_have_value("What I had begun")
    expect(lead.locator("#draft")).to_have_value("A whisper that is no reply")


def test_a_whisper_stays_in_sight_of_whoever_whispered(desk, come) -> None:
    id_ = desk.open("trace")
    desk.said(id_, HOT)
    lead = come("Kim", f"/coach/{id_}")
    live(lead)
    lead.locator("#draft").fill("Offer the call at three.")

    lead.get_by_role("button", name="Whisper", exact=True).click()

    expect(lead.locator(".whispered")).to_contain_text("You whispered to Ana Offer the call")
    expect(lead.locator("#draft")).to_have_value("")


def test_a_slip_is_undone_where_it_was_made(desk, come) -> None:
    id_ = desk.open("undo")
    desk.said(id_, "Customer: And?\nAgent: I'll ring you tomorrow by noon.")
    page = come("Ana", f"/coach/{id_}")
    live(page)

    page.locator("#owed").get_by_role("button", name="Broken").click()
    page.locator("#owed").get_by_role("button", name="Undo").click()

    expect(page.locator("#owed").get_by_role("button", name="Kept")).to_be_visible()
    assert desk.store.promises.of(id_)[0].marked_by is None


@pytest.mark.parametrize("height", [780, 420], ids=["whole", "above-the-keyboard"])
def test_on_a_phone_the_verdict_and_send_are_in_sight_while_one_types(desk, come, height) -> None:
    id_ = desk.open("phone")
    desk.said(id_, HOT)
    page = come("Ana", f"/coach/{id_}", size=(PHONE[0], height))
    live(page)

    page.locator("#draft").click()
    page.keyboard.type(BAD)
    expect(page.locator("#checked")).to_contain_text("to mend")
    draft, checked, send = boxes(page, "#draft", "#checked .mend", "#send")

    assert 0 <= draft.top < checked.top < checked.bottom <= height
    assert checked.bottom <= send.top < send.bottom <= height
    assert 0 <= send.left < send.right <= PHONE[0]

"""What was begun and can't be sent: it stays in sight, can be copied, and no letter of it becomes a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import HOT, browser, come, desk, expect, live, with_browser

from heard.server.permit import Caller

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["browser", "come", "desk"]  # fixtures
pytestmark = with_browser

HALF = "Half a reply that must"


def writing(desk, come, id_: str, name: str = "Ana") -> Page:
    """Somebody with half a reply in the box, and their hands on the keys."""
    page = come(name, f"/coach/{id_}")
    live(page)
    page.locator("#draft").fill(HALF)
    expect(page.locator("#draft")).to_be_focused()
    return page


def as_lead(name: str) -> Caller:
    return Caller(name, "lead")


def close(desk, id_: str) -> None:
    desk.app.state.desk.close(id_)


def help_opens(page: Page) -> bool:
    """Whether a key is a command now; this one does it at once."""
    page.keyboard.press("?")
    return page.evaluate("document.querySelector('#help').open")


def test_a_draft_stays_where_it_is_when_the_conversation_closes(desk, come) -> None:
    id_ = desk.open("closed")
    desk.said(id_, HOT)
    page = writing(desk, come, id_)

    close(desk, id_)

    draft = page.locator("#draft")
    expect(draft).not_to_be_editable()
    expect(page.locator("#why")).to_have_text(
        "What you had begun can't be sent any more, since this conversation is closed;"
        " you can still copy it."
    )
    expect(page.get_by_role("button", name="Send")).to_be_hidden()
    assert not help_opens(page)
    page.keyboard.press("Control+Enter")
    expect(draft).to_be_focused()
    expect(draft).to_have_value(HALF)
    page.keyboard.press("Escape")
    assert help_opens(page)


def test_a_draft_of_a_closed_conversation_is_there_until_it_is_thrown_away(desk, come) -> None:
    id_ = desk.open("kept")
    desk.said(id_, HOT)
    page = writing(desk, come, id_)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_label("What the customer said").check(force=True)
    page.keyboard.press("Escape")  # nobody is typing: the page comes anew
    close(desk, id_)
    kept = page.locator("#kept textarea")
    expect(kept).to_have_value(HALF)

    page.locator("#kept").get_by_role("button", name="Copy").click()

    expect(page.locator("#toast")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == HALF
    page.locator("#kept").get_by_role("button", name="Discard").click()
    expect(page.locator("#kept")).to_be_hidden()
    page.reload()
    live(page)
    expect(page.locator("#kept")).to_be_hidden()


def test_the_words_of_both_sides_and_a_whisper_are_kept(desk, come) -> None:
    id_ = desk.open("sides")
    desk.said(id_, HOT)
    page = writing(desk, come, id_, "Kim")  # a lead's whisper,
    desk.app.state.desk.take(id_, caller=as_lead("Kim"))
    expect(page.locator("#draft")).not_to_be_editable()
    page.reload()
    expect(page.get_by_label("My reply")).to_be_checked()
    line = page.locator("article.card q").first.inner_text().strip("“”")
    page.get_by_label("What the customer said").check(force=True)
    page.locator("#draft").fill("And another thing")  # and what the customer said,
    page.locator("article.card").get_by_role("button", name="Use").first.click()  # and a reply
    expect(page.locator("#draft")).to_have_value(line)

    close(desk, id_)

    expect(page.locator("#draft")).not_to_be_editable()
    expect(page.locator("#kept textarea")).to_have_count(2)
    page.reload()
    boxes = page.locator("#kept textarea")
    expect(boxes).to_have_count(3)
    assert {one.input_value() for one in boxes.all()} == {line, "And another thing", HALF}


def test_what_an_agent_had_begun_waits_in_the_box_while_a_lead_answers(desk, come) -> None:
    id_ = desk.open("taken")
    desk.said(id_, HOT)
    page = writing(desk, come, id_)

    desk.app.state.desk.take(id_, caller=as_lead("Kim"))

    expect(page.locator("#why")).to_contain_text("can't be sent while Kim answers")
    expect(page.locator("#draft")).to_have_value(HALF)
    assert not help_opens(page)
    desk.app.state.desk.give_back(id_, caller=as_lead("Kim"))
    expect(page.locator("#draft")).to_be_editable()
    expect(page.locator("#draft")).to_have_value(HALF)
    expect(page.locator("#draft")).to_be_focused()
    expect(page.locator("#kept")).to_be_hidden()


def test_a_leads_reply_never_becomes_a_whisper(desk, come) -> None:
    id_ = desk.open("retaken")
    desk.said(id_, HOT)
    desk.app.state.desk.take(id_, caller=as_lead("Kim"))
    page = writing(desk, come, id_, "Kim")

    desk.app.state.desk.take(id_, caller=as_lead("Ada"))

    expect(page.locator("#why")).to_contain_text("can't be sent while Ada answers")
    page.get_by_role("button", name="Whisper instead").click()
    expect(page.locator(".whispering textarea")).to_have_value("")
    expect(page.locator("#kept textarea")).to_have_value(HALF)


@pytest.mark.parametrize("leave", ["click", "Escape"])
def test_letters_for_a_box_that_went_away_are_no_commands(desk, come, leave: str) -> None:
    id_ = desk.open("gone")
    page = writing(desk, come, id_)

    page.evaluate("document.querySelector('#reply').remove()")

    assert not help_opens(page)
    if leave == "click":
        page.locator("#scroll").click()
    else:
        page.keyboard.press(leave)
    assert help_opens(page)


def test_an_empty_box_goes_when_it_is_left_and_not_before(desk, come) -> None:
    id_ = desk.open("empty")
    desk.said(id_, HOT)
    page = writing(desk, come, id_)
    page.locator("#draft").fill("")
    close(desk, id_)
    expect(page.locator("#draft")).not_to_be_editable()

    assert not help_opens(page)
    expect(page.locator("#kept")).to_be_hidden()
    page.keyboard.press("Escape")

    expect(page.locator("#reply")).to_have_count(0)
    assert help_opens(page)

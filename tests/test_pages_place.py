"""Where somebody stands in a page: what is in sight on a phone, and where the keyboard is after each press."""

from __future__ import annotations

import re

from browsing import HOT, PHONE, WIDE, boxes, browser, come, desk, expect, live, with_browser

from heard.server.pages import boards

__all__ = ["browser", "come", "desk"]  # fixtures
pytestmark = with_browser
ANGRY = "Customer: You useless idiots, give me your manager now!"


# on a phone


def test_a_long_conversation_opens_at_its_last_words_on_a_phone(desk, come) -> None:
    id_ = desk.open("scrolled")
    desk.said(id_, "\n".join([HOT.strip()] * 4))
    desk.said(id_, "Customer: Third time! Nobody rang me back, this is a disgrace.")

    page = come("Ana", f"/coach/{id_}", size=PHONE)

    expect(page.locator("#turn-13")).to_be_in_viewport()
    expect(page.locator("#card")).to_be_in_viewport()


def test_what_is_marked_on_a_phone_stays_in_sight(desk, come) -> None:
    id_ = desk.open("marked")
    desk.said(id_, HOT.rstrip() + "\nAgent: I'll ring you tomorrow by noon.")
    page = come("Ana", f"/coach/{id_}", size=PHONE)
    live(page)
    owed = page.locator("#owed li", has_text="ring you")

    owed.get_by_role("button", name="Kept").click()

    expect(owed.get_by_role("button", name="Undo")).to_be_in_viewport()


def test_on_a_phone_the_check_of_a_draft_has_the_whole_width(desk, come) -> None:
    id_ = desk.open("width")
    desk.said(id_, HOT)
    page = come("Ana", f"/coach/{id_}", size=PHONE)
    live(page)
    page.locator("#draft").fill("Calm down. You should have called earlier.")
    expect(page.locator("#checked")).to_contain_text("to mend")

    checked, box = boxes(page, "#checked", ".send")

    assert checked.width > 0.9 * box.width


def test_a_long_name_widens_no_promise(desk, come) -> None:
    id_ = desk.open("wide", customer="x" * 120)
    desk.said(id_, "Customer: And?\nAgent: I'll ring you tomorrow by noon.")
    page = come("Kim", "/promises", size=PHONE)
    live(page)

    card = page.locator(".promise", has_text="x" * 120)  # may be drawn anew at any time

    assert card.evaluate("one => one.getBoundingClientRect().right") <= PHONE[0]


# on the board


def test_a_list_of_many_goes_on_over_the_page(desk, come, monkeypatch) -> None:
    monkeypatch.setattr(boards, "SHOWN", 3)
    for number in range(7):
        desk.open("many", agent="Kim", customer=f"Customer {number}")
    page = come("Kim", "/coach", size=PHONE)
    live(page)
    expect(page.locator("[data-row]")).to_have_count(3)

    page.get_by_role("link", name="Less at risk").click()
    page.wait_for_url("**/coach?page=2")
    live(page)
    before, last = (
        row.get_attribute("data-row")
        for row in (page.locator("[data-row]").first, page.locator("[data-row]").last)
    )
    desk.said(last, HOT)  # whoever is upset moves to the top, the others one down

    sheets = page.get_by_role("navigation", name="Pages of this list")
    expect(sheets).to_contain_text("4–6 of ")
    expect(page.locator("[data-row]").first).not_to_have_attribute("data-row", before)
    expect(page.locator("[data-row]")).to_have_count(3)
    sheets.get_by_role("link", name="More at risk").click()
    expect(page.locator("[data-row]").first).to_contain_text("Customer")


def test_a_reason_takes_no_room_from_a_name(desk, come) -> None:
    id_ = desk.open("named", customer="Father's direct debits")
    desk.said(id_, "Customer: You useless idiots, I want your supervisor. Give me your manager.")
    page = come("Kim", "/board", size=(1024, 760))
    live(page)
    wider = """id => {  // how much wider the name is than its room: a hair is enough for three dots
      const name = document.querySelector(`[data-row="${id}"] a.open`), words = document.createRange();
      words.selectNodeContents(name);
      return words.getBoundingClientRect().width - name.getBoundingClientRect().width;
    }"""

    expect(page.locator(f'[data-row="{id_}"] .whose > .soft')).not_to_be_empty()
    assert page.evaluate(wider, id_) < 0.01


def test_an_agents_long_name_takes_no_room_from_a_customer(desk, come) -> None:
    agent = "wilhelmina.featherstonehaugh-cholmondeley@service.example.org"
    id_ = desk.open("long-agent", agent=agent, customer="Father's direct debits")
    desk.said(id_, "Customer: You useless idiots, I want your supervisor. Give me your manager.")
    for size in (WIDE, PHONE):
        page = come("Kim", "/board", size=size)
        live(page)
        row = f'[data-row="{id_}"]'
        whole, said, name = boxes(page, row, f"{row} .what-said", f"{row} .meta")

        assert said.width > whole.width / 3
        assert name.right <= whole.right
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_a_call_is_read_to_its_end(desk, come) -> None:
    lead = come("Kim", "/promises", size=(1440, 800))
    live(lead)
    for name in ("Father's direct debits", "Trench in the drive"):
        desk.said(desk.open("read", customer=name), ANGRY)

    expect(lead.locator("#calls > p")).to_have_count(2)
    whole = "one => one.scrollHeight <= one.clientHeight && one.scrollWidth <= one.clientWidth"

    assert lead.locator("#calls > p").last.locator("span").first.evaluate(whole)


# where the keyboard is


def test_a_dismissed_card_can_be_had_again(desk, come) -> None:
    id_ = desk.open("again")
    desk.said(id_, HOT)
    page = come("Ana", f"/coach/{id_}", size=PHONE)
    live(page)

    page.get_by_role("button", name="Dismiss this card").click()
    expect(page.locator("article.card")).to_be_hidden()
    expect(page.locator("#recall")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("article.card")).to_be_visible()
    expect(page.locator("article.card [data-do=use]").first).to_be_focused()
    expect(page.locator("#put-away")).to_be_hidden()
    page.reload()
    expect(page.locator("article.card")).to_be_visible()


def test_the_keyboard_is_beside_what_went_away(desk, come) -> None:
    id_ = desk.open("beside")
    desk.said(id_, HOT)
    desk.store.conversations.whisper(id_, "Kim", "Offer the call at three.")
    page = come("Ana", f"/coach/{id_}")
    live(page)

    page.get_by_role("button", name="Dismiss this whisper").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#scroll")).to_be_focused()

    page.keyboard.press("m")
    page.locator("#hear").focus()
    page.keyboard.press("Enter")
    expect(page.locator("article.card")).to_be_visible()
    expect(page.locator("#scroll")).to_be_focused()

    page.locator("#draft").fill("Calm down.")
    page.get_by_role("button", name="Show its words").focus()
    page.keyboard.press("Enter")
    expect(page.locator("article.card [data-do=use]").first).to_be_focused()


def test_a_call_that_is_dismissed_by_key_leads_to_the_next_and_then_to_the_page(desk, come) -> None:
    lead = come("Kim", "/promises")
    live(lead)
    for name in ("first", "second"):
        desk.said(desk.open("calling", customer=name), ANGRY)
    expect(lead.locator("#calls > p")).to_have_count(2)

    lead.get_by_role("button", name="Dismiss: second").focus()
    lead.keyboard.press("Enter")
    expect(lead.get_by_role("button", name="Dismiss: first")).to_be_focused()
    lead.keyboard.press("Enter")
    expect(lead.locator("#main")).to_be_focused()


def test_the_menu_closes_by_escape_and_by_a_click_beside_it(come) -> None:
    page = come("Ana", "/coach")
    live(page)
    menu = page.locator(".who-menu .menu")
    page.locator(".who-menu summary").focus()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()

    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(page.locator(".who-menu summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    page.get_by_role("heading", name="Your conversations").click()
    expect(menu).to_be_hidden()


def test_everything_of_a_conversation_is_reached_by_tab_and_seen_to_be(desk, come) -> None:
    id_ = desk.open("tabs")
    desk.said(id_, HOT.rstrip() + "\nAgent: I'll ring you tomorrow by noon.\n" + ANGRY)
    page = come("Ana", f"/coach/{id_}", dark=True)
    live(page)
    expect(page.locator("article.card")).to_be_visible()
    meant = page.evaluate("""() => [...document.querySelectorAll("a, button, summary, textarea, input, [tabindex='0']")]
        .filter((one) => one.checkVisibility() && one.type !== "hidden" && !(one.type === "radio" && !one.checked)).length""")

    page.locator("body").evaluate("document.activeElement.blur()")
    seen = set()
    for _ in range(2 * meant):
        page.keyboard.press("Tab")
        at = page.evaluate("""() => {
          const one = document.activeElement;
          if (one === document.body) return null;
          const shown = one.matches(".as input") ? one.nextElementSibling : one.matches("#draft") ? one.closest(".reply") : one;
          const style = getComputedStyle(shown);
          const marked = style.outlineStyle !== "none" || style.boxShadow !== "none";
          return [one.outerHTML.slice(0, 160), marked];
        }""")
        if at is None:
            break
        assert at[1], f"no focus to be seen: {at[0]}"
        seen.add(at[0])

    assert len(seen) == meant
    assert any(re.search("data-status=.kept", one) for one in seen)

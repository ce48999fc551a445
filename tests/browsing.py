"""A real browser for the tests of the pages: who comes, what they see, and what axe says of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from live_desk import LiveDesk, live_desk

from heard.server.auth import COOKIE

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
WIDE, PHONE = (1280, 860), (380, 780)
SLOW_MS = 90_000  # a busy machine is slow, not wrong

with_browser = pytest.mark.skipif(
    not CHROMIUM.exists(), reason="Debian's chromium is not installed"
)
expect = playwright.expect
expect.set_options(timeout=SLOW_MS)

HOT = """
    Customer: This is the third time I'm calling about the same parcel. Twice I was told Tuesday.
    Agent: Please calm down. It will arrive soon.
    Customer: Don't tell me to calm down! I took two days off work and nobody even bothered to ring back.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveDesk]:
    with live_desk(tmp_path_factory.mktemp("desk")) as desk:
        yield desk


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Box(NamedTuple):
    """Where something lies in the window, in CSS pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


def boxes(page: Page, *selectors: str) -> list[Box]:
    """Where these lie at one moment: news may draw any of them anew between two questions."""
    measured = page.wait_for_function(
        """(selectors) => {
          const found = selectors.map((one) => document.querySelector(one));
          if (!found.every((one) => one?.isConnected)) return null;
          return found.map((one) => {
            const box = one.getBoundingClientRect();
            return [box.left, box.top, box.right, box.bottom];
          });
        }""",
        arg=list(selectors),
    )
    return [Box(*one) for one in measured.json_value()]


@pytest.fixture
def come(desk: LiveDesk, browser: Browser) -> Iterator[object]:
    """Somebody comes with a browser. Afterwards: no fault in its console, nothing asked elsewhere."""
    faults: list[str] = []
    contexts = []

    def come(name: str | None, path: str, *, size=WIDE, dark: bool = False, faults=faults) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(SLOW_MS)
        if name:
            cookie = {"name": COOKIE, "value": desk.session(name), "url": desk.address}
            context.add_cookies([cookie])
        page = context.new_page()
        page.on("console", lambda said: said.type == "error" and faults.append(said.text))
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("request", lambda one: one.url.startswith(desk.address) or faults.append(one.url))
        page.goto(desk.address + path)
        return page

    yield come
    for context in contexts:
        context.close()
    assert faults == []


def live(page: Page) -> None:
    expect(page.locator("#link")).to_have_attribute("data-state", "live")


def axe(page: Page) -> list[str]:
    """What axe finds against WCAG 2.1 A and AA, as one line each."""
    if "axe" not in page.evaluate("Object.keys(window).join()"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
    found = page.evaluate("rules => axe.run(document, rules)", rules)
    return [
        f"{one['impact']} {one['id']}: {node['html'][:160]} {json.dumps(node['any'][:1])[:300]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]

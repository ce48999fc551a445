"""Looks at `heard demo` in a browser; run in a network namespace that has nothing but itself."""

from __future__ import annotations

import re
import subprocess
import sys

from playwright.sync_api import expect, sync_playwright

HEARD = [sys.executable, "-c", "from heard.cli import main; main()"]
LONG_MS = 120_000


def look() -> None:
    """Walk through the pages of the demo, and say so where all went well."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    expect.set_options(timeout=LONG_MS)
    demo = subprocess.Popen(
        [*HEARD, "demo", "--no-browser", "--port", "0", "--speed", "30"],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert demo.stderr is not None
    faults: list[str] = []
    try:
        said = ""
        while (found := re.search(r"http://\S+", said)) is None:
            said += demo.stderr.readline() or sys.exit(said)
        link = found[0]
        with sync_playwright() as started:
            browser = started.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox"]
            )
            page = browser.new_page()
            page.set_default_timeout(LONG_MS)
            # leaving a page cancels what it was asking for; everything else that fails is a fault
            page.on(
                "requestfailed",
                lambda one: one.failure == "net::ERR_ABORTED" or faults.append(one.url),
            )
            page.on("pageerror", lambda fault: faults.append(str(fault)))
            page.on("request", lambda one: "//127.0.0.1:" in one.url or faults.append(one.url))
            page.goto(link)
            expect(page.locator("#turn-3")).to_be_visible()
            page.get_by_role("link", name="Be the customer").click()
            page.wait_for_url("**/coach/yours")
            # keys do nothing before the page's script has begun and its socket is open
            expect(page.locator("#link")).to_have_attribute("data-state", "live")
            page.keyboard.press("c")
            page.keyboard.type("This is the third time I'm calling. Nobody ever rang back!")
            page.keyboard.press("Control+Enter")
            expect(page.locator("article.card")).to_be_visible()
            page.get_by_role("link", name="See the lead's board").click()
            expect(page.locator("[data-row]").first).to_be_visible()
            page.get_by_role("link", name="See what is owed").click()
            expect(page.locator(".shelf.overdue .promise").first).to_be_visible()
            browser.close()
    finally:
        demo.terminate()
        demo.wait(timeout=60)
    sys.stdout.write(f"faults: {faults}\n")


if __name__ == "__main__":
    look()

# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens pages in Chromium as a reader would and prints, as JSON, what it found.

usage: check_pages.py report|public FILE…    Each FILE gives one object, in order.
"""

import json
import sys
import time
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
# How long anything may take before it counts as a hang; a busy machine doesn't reach it.
PATIENCE_IN_MS = 300_000


def open_page(browser, path, width, height=900):
    """Opens a page and notes all that it says and asks for."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_default_timeout(PATIENCE_IN_MS)
    page.noted = {"messages": [], "requests": []}
    page.on("console", lambda m: page.noted["messages"].append(f"{m.type}: {m.text}"))
    page.on("pageerror", lambda e: page.noted["messages"].append(f"exception: {e}"))
    page.on(
        "request",
        lambda r: None if r.url.startswith(("data:", path.as_uri())) else page.noted["requests"].append(r.url),
    )
    page.goto(path.as_uri())
    return page


def violations(page):
    """What axe-core finds against the success criteria of WCAG 2.2, levels A and AA."""
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}}).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found]


def overflow(page):
    """By how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def charts(page):
    """How many marks each chart draws, by its name."""
    return page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('.plot[data-chart]')].map((plot) => {
          const box = plot.getBoundingClientRect();
          const marks = plot.querySelectorAll('svg g.role-mark > *');
          return [plot.dataset.chart, box.height < 60 || box.width < 100 ? 0 : marks.length];
        }))"""
    )


def reactions(page):
    """Whether each control changes what it should, by mouse and by keyboard alone."""
    result = {}

    def changes(name, read, act):
        before = read()
        act()
        end = time.monotonic() + PATIENCE_IN_MS / 1_000
        while (after := read()) == before and time.monotonic() < end:
            page.wait_for_timeout(20)
        result[name] = after != before

    def text(selector):
        return lambda: page.inner_text(selector)

    def picture(selector):
        return lambda: page.locator(selector).screenshot()

    canvas = picture("#map-canvas")
    changes("measure", text("#legend"), lambda: page.select_option("#map-measure", "crime"))
    changes("strategy", canvas, lambda: page.select_option("#map-measure", "presentHours"))
    changes("unit", canvas, lambda: page.select_option("#map-unit", "wards"))
    page.select_option("#map-measure", "crime")
    page.focus("#map-week")
    changes("week by key", text("#map-week-text"), lambda: page.keyboard.press("ArrowRight"))
    changes("difference", text("#legend"), lambda: page.select_option("#map-against", index=1))
    changes("play", text("#map-week-text"), lambda: page.click("#map-play"))
    page.focus("#show-day")
    changes("day by key", lambda: page.is_visible("#day-controls"), lambda: page.keyboard.press("Enter"))
    changes("time", text("#day-minute-text"), lambda: (page.focus("#day-minute"), page.keyboard.press("End")))
    changes("day drawn", canvas, lambda: page.evaluate(
        "() => { const s = document.getElementById('day-minute'); s.value = '800'; s.dispatchEvent(new Event('input')); }"))
    hours = lambda: page.inner_html("#figure-hours-crime .plot")
    changes("hours", hours, lambda: page.select_option("#hours-place", "0"))
    visible = lambda: page.evaluate("document.querySelector('.cards:not([hidden])').dataset.strategy")
    if page.locator("#cards-strategy option").count() > 1:
        changes("cards", visible, lambda: page.select_option("#cards-strategy", index=1))
    return result


def report(browser, path):
    page = open_page(browser, path, 1280)
    page.wait_for_selector("body[data-charts=drawn]")
    found = {
        "charts": charts(page),
        "emptySections": page.evaluate(
            """() => [...document.querySelectorAll('main > section')].filter((section) =>
              section.getBoundingClientRect().height < 80 || section.innerText.trim().length < 40).map((s) => s.id)"""
        ),
        "violations": violations(page),
        "overflow": overflow(page),
        "attacked": page.evaluate("window.attacked === true"),
        "reactions": reactions(page),
    }
    found["printed"] = len(page.pdf()) > 10_000
    phone = open_page(browser, path, 390, 844)
    phone.wait_for_selector("body[data-charts=drawn]")
    phone.keyboard.press("Tab")
    found["skipsFirst"] = phone.evaluate("document.activeElement.className") == "skip"
    found["phoneOverflow"] = overflow(phone)
    found["phoneViolations"] = violations(phone)
    found["phoneCharts"] = charts(phone)
    for key in ("messages", "requests"):
        found[key] = page.noted[key] + phone.noted[key]
    return found


def public(browser, path):
    page = open_page(browser, path, 1280)
    found = {"violations": violations(page), "overflow": overflow(page), "text": page.inner_text("body")}
    found["attacked"] = page.evaluate("window.attacked === true")
    with page.expect_download() as download:
        page.click("a[download]")
    found["download"] = Path(download.value.path()).read_text()
    phone = open_page(browser, path, 390, 844)
    found["phoneOverflow"] = overflow(phone)
    for key in ("messages", "requests"):
        found[key] = page.noted[key] + phone.noted[key]
    return found


def main():
    check = {"report": report, "public": public}[sys.argv[1]]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        print(json.dumps([check(browser, Path(path)) for path in sys.argv[2:]]))
        browser.close()


if __name__ == "__main__":
    main()

"""Pictures of every page of a published site, for the documents. After a wanted change take them anew:

.venv/bin/python tests/dashboard/screenshots.py data/published/site docs/screenshots
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PAGES = ("index", "series", "map", "events", "disagreements", "sources", "known", "periods", "method", "dictionary")
LOOKS = {"light": (1200, "light"), "dark": (1200, "dark"), "phone": (390, "light")}
HEIGHT = 950
SETTLED = 1500  # milliseconds; charts are drawn well within


def take(site: Path, folder: Path) -> list[Path]:
    """Write `<page>-<look>.png` of the upper part of each page and of the newest event's, and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        for look, (width, scheme) in LOOKS.items():
            page = browser.new_page(viewport={"width": width, "height": HEIGHT}, color_scheme=scheme)
            for name in PAGES:
                page.goto((site / f"{name}.html").resolve().as_uri())
                made.append(_picture(page, folder / f"{name}-{look}.png"))
            page.goto((site / "index.html").resolve().as_uri())
            page.locator("a[href^='events/']").first.click()
            made.append(_picture(page, folder / f"event-{look}.png"))
        browser.close()
    return made


def _picture(page: object, path: Path) -> Path:
    page.wait_for_timeout(SETTLED)  # type: ignore[attr-defined]
    page.screenshot(path=path)  # type: ignore[attr-defined]
    return path


if __name__ == "__main__":
    for file in take(Path(sys.argv[1]), Path(sys.argv[2])):
        print(file)

"""`python -m tests.screenshots`: the pictures in the README, taken from a clinic run for real."""

from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browsers import installed
from tests.running import ROOT, RunningClinic

PICTURES = ROOT / "docs" / "pictures"
TOPIC = "/faq/does-crps-spread/"
# name, address, width, height, colour scheme
PUBLIC = [
    ("home", "/", 1280, 900, "light"),
    ("topic", TOPIC, 1280, 900, "light"),
    ("topic-phone", TOPIC, 390, 844, "light"),
    ("topic-dark", TOPIC, 1280, 900, "dark"),
    ("services", "/services/", 1280, 900, "light"),
]


def main():
    PICTURES.mkdir(parents=True, exist_ok=True)
    with RunningClinic() as clinic, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed())
        for name, address, width, height, scheme in PUBLIC:
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            page.goto(clinic.site + address)
            take(page, name)
        editor(clinic, browser)
        browser.close()


def editor(clinic, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 1100})
    clinic.log_in(page, "writer")
    page.goto(f"{clinic.staff}/admin/topics/?q=spread")
    page.get_by_role("link", name="Does CRPS spread?", exact=True).first.click()
    page.wait_for_selector(".statement-form")
    page.locator(".statement-form").first.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    take(page, "editor")


def take(page, name):
    file = PICTURES / f"{name}.png"
    page.screenshot(path=file)
    with Image.open(file) as picture:
        picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=128).save(file, optimize=True)
    print(
        f"{file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file}  {file.stat().st_size // 1024} kB"
    )


if __name__ == "__main__":
    main()

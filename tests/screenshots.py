"""`python -m tests.screenshots`: the pictures in the README and docs, taken from a clinic run for real."""

import io
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.test_review_screen import SCENE as REWORDED
from tests.browsers import installed
from tests.running import ROOT, RunningClinic

PICTURES = ROOT / "docs" / "pictures"
TOPIC = "/faq/does-crps-spread/"
SERVICES = "/services/"
SERVICE = "/services/first-assessment/"
DESK, PHONE = (1280, 900), (390, 844)
# Text twice as large, as a reader sets it in the browser: the same page in half the room.
LARGE = {"device_scale_factor": 2}
# name, address, (width, height), how the page is seen
PUBLIC = [
    ("home", "/", DESK, {}),
    ("topic", TOPIC, DESK, {}),
    ("topic-phone", TOPIC, PHONE, {}),
    ("topic-dark", TOPIC, DESK, {"color_scheme": "dark"}),
    ("topic-large-text", TOPIC, (640, 450), LARGE),
    ("topic-spanish", "/es/respuestas/se-extiende-el-sdrc/", DESK, {}),
    ("services", SERVICES, DESK, {}),
    ("services-phone", SERVICES, PHONE, {}),
    ("services-dark", SERVICES, DESK, {"color_scheme": "dark"}),
    ("services-large-text", SERVICES, (640, 450), LARGE),
    ("services-spanish", "/es/servicios/", DESK, {}),
]
# A number of the clinic that was changed, and waits to be approved in all places at once.
RECOUNTED = """
from django.conf import settings
from clinic.content.models import KeyFigure
from clinic.people.models import User
figure = KeyFigure.objects.filter(locale__language_code="en").first()
figure.value = "about 850"
figure.save_revision(user=User.objects.get(username="writer"), clean=False)
(settings.VAR_DIR / "recounted.txt").write_text(str(figure.pk))
"""
LEAFLETS = [("topic-leaflet", f"{TOPIC}leaflet/"), ("service-leaflet", f"{SERVICE}leaflet/")]


def main():
    with RunningClinic() as clinic, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=["--disable-gpu"])
        public(clinic.site, browser)
        editor(clinic, browser)
        clinic.manage("shell", "--verbosity=0", "-c", REWORDED)
        clinic.manage("shell", "--verbosity=0", "-c", RECOUNTED)
        review(clinic, browser)
        browser.close()


def public(site, browser):
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, address, (width, height), seen in PUBLIC:
        page = browser.new_page(viewport={"width": width, "height": height}, **seen)
        answer = page.goto(site + address)
        if answer.ok:
            take(page, name)
        else:
            print(f"{name}: {address} answers {answer.status}")
        page.close()
    for name, address in LEAFLETS:
        page = browser.new_page()
        page.goto(site + address)
        sheets(page.pdf(format="Letter", prefer_css_page_size=True), name)
        page.close()


def sheets(pdf, name):
    """Each page of the PDF as a picture of its own."""
    for number, sheet in enumerate(pypdfium2.PdfDocument(pdf), 1):
        picture = io.BytesIO()
        sheet.render(scale=1.25).to_pil().save(picture, "PNG")
        keep(picture, f"{name}-{number}")


def editor(clinic, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 1100})
    clinic.log_in(page, "writer")
    page.goto(f"{clinic.staff}/admin/topics/?q=spread")
    page.get_by_role("link", name="Does CRPS spread?", exact=True).first.click()
    page.wait_for_selector(".statement-form")
    page.locator(".statement-form").first.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    take(page, "editor")


def review(clinic, browser):
    """The screen of a decision, at a desk by account, of a page and of a number on two, and on a phone by link."""
    number, token = (Path(clinic.var) / "waiting.txt").read_text().split()
    figure = (Path(clinic.var) / "recounted.txt").read_text()
    for scheme, name in (("dark", "review-dark"), ("light", "review")):
        desk = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
        clinic.log_in(desk, "reviewer")
        desk.goto(f"{clinic.staff}/admin/checking/{number}/")
        take(desk, name)
    desk.goto(f"{clinic.staff}/admin/shared-texts/content.keyfigure/{figure}/")
    take(desk, "review-shared")
    phone = browser.new_page(viewport={"width": 390, "height": 844})
    phone.goto(f"{clinic.staff}/sign/{token}/#change-1")
    take(phone, "review-phone")


def take(page, name):
    keep(io.BytesIO(page.screenshot()), name)


def keep(picture, name):
    file = PICTURES / f"{name}.png"
    with Image.open(picture) as image:
        image.convert("RGB").convert("P", palette=Image.Palette.ADAPTIVE, colors=96).save(file, optimize=True)
    print(f"{file.relative_to(ROOT)}  {file.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()

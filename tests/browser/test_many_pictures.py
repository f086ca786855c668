"""Many pictures at once: each stands upright and says that it waits for its words, but what is refused."""

import io

from PIL import Image
from playwright.sync_api import expect

TALL, TURN_RIGHT = (40, 80), 6


def photograph():
    """As a phone held upright writes it: lying, with the word that it has to be turned."""
    told, file = Image.Exif(), io.BytesIO()
    told[0x0112] = TURN_RIGHT
    Image.new("RGB", TALL, "teal").save(file, "JPEG", exif=told)
    return {"name": "hand.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def test_each_says_what_became_of_it(at_work):
    tab = at_work("writer")
    tab.goto("/admin/images/multiple/add/")
    tab.set_input_files("#fileupload", [photograph(), {"name": "no.jpg", "mimeType": "image/jpeg", "buffer": b"no"}])
    expect(tab.get_by_text("Not kept yet: say what the picture shows")).to_have_count(2)  # one of them out of sight
    expect(tab.get_by_text("Not kept yet: say what the picture shows").locator("visible=true")).to_have_count(1)
    expect(tab.get_by_text("This is not a picture that can be used here.")).to_be_visible()
    expect(tab.get_by_text("Say what the picture shows. It is kept").locator("visible=true")).to_have_count(0)
    preview = tab.locator("#upload-list canvas").first.bounding_box()
    assert preview["width"] > preview["height"]

"""A folder or zip of saved pages, whoever saved them: every page, link, picture and redirect, and nothing harmful."""

import os
import stat
import struct
import unicodedata
import zipfile

import pytest

from faq.importing.draft import Refused
from faq.importing.outline.links import key_of
from faq.importing.reading.shown_later import addresses_of
from home.site_import.sources import trees
from home.site_import.sources.opening import source_of
from tests.home.site_import.checking import Brought, missing_from
from tests.home.site_import.old_sites import (
    handmade_site,
    wordpress_site,
    write_folder,
    write_httrack,
    write_saved_in_browser,
    write_zip,
)

COPIES = {
    "wget": write_folder,
    "wget on Windows": lambda site, root: write_folder(site, root, windows=True),
    "wget without turning links": lambda site, root: write_folder(site, root, converted=False),
    "HTTrack": write_httrack,
    "zip": lambda site, root: write_zip(write_folder(site, root / "copy"), root / "copy.zip"),
    "zip of one folder": lambda site, root: write_zip(write_folder(site, root / "a" / "old").parent, root / "b.zip"),
}  # fmt: skip


@pytest.mark.parametrize("made", [wordpress_site, handmade_site])
@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
def test_every_sentence_link_picture_and_file_of_a_copied_site_is_there(made, copy, tmp_path):
    site = made()
    brought = Brought(source_of(copy(site, tmp_path)))
    assert missing_from(brought, site) == []
    inside = {old: to for old, to in site.ways.items() if to.startswith(site.base)}
    assert {old: key_of(brought.end_of(old)) for old in inside} == {old: key_of(to) for old, to in inside.items()}


def test_no_page_comes_twice(tmp_path):
    brought = Brought(source_of(write_folder(wordpress_site(), tmp_path)))
    assert len(brought.by_key) == len(brought.pages)
    assert {address for address, page in brought.pages.items() if page.kind_there != "archive"} == set(
        wordpress_site().truths
    )


def test_numbers_of_pages_are_known_from_their_short_links(tmp_path):
    site = wordpress_site()
    for copy in (write_folder, write_httrack):
        brought = Brought(source_of(copy(site, tmp_path / copy.__name__)))
        assert {f"{site.base}/?p=5", f"{site.base}/?page_id=5"} <= set(brought.page(f"{site.base}/about/").also)


def test_lists_of_pages_say_that_they_are_lists(tmp_path):
    site = wordpress_site()
    brought = Brought(source_of(write_folder(site, tmp_path)))
    assert {brought.page(address).kind_there for address in site.lists} == {"archive"}
    post = brought.page(f"{site.base}/2024/02/flu-season/")
    assert (post.kind_there, post.published) == ("post", "2024-02-11")


def test_doors_and_searches_are_left_out_by_a_sentence(tmp_path):
    skipped = Brought(source_of(write_folder(wordpress_site(), tmp_path))).skipped
    assert skipped["https://www.willow-pain.example/wp-login.php"] == "It is a door for members or staff."
    assert skipped["https://www.willow-pain.example/?s=pain"] == "It shows the results of a search."


def test_pages_saved_in_a_browser_know_their_addresses_and_their_pictures(tmp_path):
    site = wordpress_site()
    paths = ["/", "/about/", "/faq/", "/services/nerve-blocks/"]
    brought = Brought(source_of(write_saved_in_browser(site, paths, tmp_path)))
    addresses = [site.base + path for path in paths]
    assert (sorted(brought.pages), missing_from(brought, site, addresses)) == (sorted(addresses), [])
    shown = [image["src"] for image in brought.soup(brought.page(addresses[3])).select("main img")]
    assert [brought.files[src].name for src in shown] == ["nerve-blocks-768x480.jpg"]


@pytest.fixture
def folder(tmp_path):
    """`folder({"about.html": "words"})` writes it down and gives what is found there."""

    def made(files, **more):
        for path, data in files.items():
            file = tmp_path / "site" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data if isinstance(data, bytes) else data.encode())
        return Brought(source_of(tmp_path / "site", **more))

    return made


def page(inside, head=""):
    return f"<html><head><title>A page</title>{head}</head><body>{inside}</body></html>"


def links(brought, address):
    return [a["href"] for a in brought.soup(brought.pages[address]).find_all("a")]


def test_without_any_address_files_are_known_by_their_place(folder):
    brought = folder({"index.html": page("<a href='visit/park.html#where'>Park</a>"), "visit/park.html": page("Cars")})
    assert set(brought.pages) == {"http://folder.invalid/", "http://folder.invalid/visit/park.html"}
    assert links(brought, "http://folder.invalid/") == ["http://folder.invalid/visit/park.html#where"]


def test_an_address_that_is_given_stands_for_the_folder(folder):
    brought = folder(
        {"a/index.html": page("<a href='/a/b.html'>B</a>"), "a/b.html": page("B")}, base_url="https://elm.example"
    )
    assert set(brought.pages) == {"https://elm.example/", "https://elm.example/b.html"}


def test_one_page_that_tells_its_address_tells_that_of_all(folder):
    canonical = "<link rel=canonical href='https://elm.example/visit/park/'>"
    brought = folder(
        {"old/visit/park/index.html": page("Cars", canonical), "old/index.html": page("Home"), "old/x.pdf": b"%PDF-1.4"}
    )
    assert set(brought.pages) == {"https://elm.example/", "https://elm.example/visit/park/"}
    assert set(brought.files) == {"https://elm.example/x.pdf"}


def test_pages_that_all_claim_to_be_the_home_page_stay_pages(folder):
    home = "<link rel=canonical href='https://elm.example/'>"
    files = {
        f"elm.example/{name}/index.html": page(f"Long words about {name} that stand nowhere else.", home)
        for name in ("a", "b")
    }
    brought = folder({"elm.example/index.html": page("Welcome to all who come.", home), **files})
    assert set(brought.pages) == {"https://elm.example/", "https://elm.example/a/", "https://elm.example/b/"}


def test_pages_of_other_sites_that_were_copied_along_are_left_out_and_their_pictures_stay(folder):
    files = {f"www.elm.example/{name}.html": page(f"<img src='../cdn.example/x.jpg'>{name}") for name in ("a", "b")}
    brought = folder(
        {
            **files,
            "cdn.example/x.jpg": b"x",
            "cdn.example/advert.html": page("Buy"),
            "news.elm.example/n.html": page("N"),
        }
    )
    assert set(brought.pages) == {
        "http://www.elm.example/a.html", "http://www.elm.example/b.html", "http://news.elm.example/n.html",
    }  # fmt: skip
    assert set(brought.files) == {"http://cdn.example/x.jpg"}
    assert brought.skipped == {"http://cdn.example/advert.html": "It belongs to another website that was copied along."}


def test_pages_that_only_a_name_behind_a_question_mark_tells_apart_are_pages(folder):
    links_ = "<a href='index.php%3Fpage=parking.html'>Park</a>"
    brought = folder(
        {f"elm.example/index.php?page={name}.html": page(f"{links_} On {name}") for name in ("home", "parking")}
    )
    assert set(brought.by_key) == {"elm.example/?page=home", "elm.example/?page=parking"}
    assert links(brought, "http://elm.example/?page=home") == ["http://elm.example/?page=parking"]


def test_a_copy_for_printing_leads_to_its_page(folder):
    own = "<link rel=canonical href='https://elm.example/scan/'>"
    words = "<h1>Scan</h1><p>Lie still for as long as you can, please.</p>"
    brought = folder({
        "elm.example/scan/index.html": page(f"<nav>Home Services</nav>{words}", own),
        "elm.example/scan/index.html?view=paper.html": page(words, own),
    })  # fmt: skip
    assert set(brought.pages) == {"https://elm.example/scan/"}
    assert brought.ways == {"https://elm.example/scan/?view=paper": "https://elm.example/scan/"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_letters_stay_while_links_are_turned(folder, encoding):
    head = "<meta charset=windows-1252>" if encoding == "cp1252" else ""
    text = page("<p>Zoë’s café – 20 €</p><a href='caf%E9.html'>x</a><a href='café.html'>y</a>", head)
    brought = folder({"a.html": text.encode(encoding), "café.html": page("Coffee")})
    assert "Zoë’s café – 20 €" in brought.soup(brought.pages["http://folder.invalid/a.html"]).text
    assert links(brought, "http://folder.invalid/a.html")[1] == "http://folder.invalid/caf%C3%A9.html"


def test_names_match_whatever_their_capitals_accents_and_signs(folder):
    apart = unicodedata.normalize("NFD", "Über.html")
    written = ("FORMS/Intake%20Form.PDF", "%C3%9Cber.html", "b%20c.html")
    brought = folder({
        "a.html": page("".join(f"<a href='{to}'>x</a>" for to in written)),
        "forms/intake form.pdf": b"%PDF-1.4", apart: page("Over"), "b%20c.html": page("B"),
    })  # fmt: skip
    assert links(brought, "http://folder.invalid/a.html") == [
        "http://folder.invalid/forms/intake%20form.pdf", "http://folder.invalid/%C3%9Cber.html", "http://folder.invalid/b%20c.html",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "body", "leads"),
    [
        ("<META HTTP-EQUIV=Refresh CONTENT='0;URL=b.html'>", "Moved", True),
        ('<meta http-equiv="refresh" content="3; url=\'b.html\'">', "Please wait", True),
        ("<script>window.location.replace('b.html')</script>", "", True),
        ("", "<frameset cols='1,2'><frame src=a2.html name=menu><frame src=b.html name=main></frameset>", True),
        ("<meta http-equiv=refresh content=600>", "News", False),
        ("<meta http-equiv=refresh content='0;url=b.html'>", "A whole page of words. " * 40, False),
        ("<script>if (screen.width < 600) location = 'b.html';</script>", "For large screens", False),
    ],
)
def test_pages_that_only_send_on_are_ways(folder, head, body, leads):
    brought = folder({"a.html": page(body, head), "b.html": page("Here it is")})
    ways = {"http://folder.invalid/a.html": "http://folder.invalid/b.html"} if leads else {}
    assert brought.ways == ways


def test_pictures_that_are_fetched_when_a_reader_comes_near_are_known(folder):
    later = "<img src='data:image/svg+xml,x' data-lazy-src='yard.jpg'><img data-srcset='yard.jpg 300w, gate.jpg 600w'>"
    brought = folder({"a.html": page(later), "yard.jpg": b"x", "gate.jpg": b"y"})
    yard, gate = (f"http://folder.invalid/{name}.jpg" for name in ("yard", "gate"))
    images = brought.soup(brought.pages["http://folder.invalid/a.html"]).find_all("img")
    assert [addresses_of(image)[0] for image in images] == [yard, gate]
    assert images[1]["data-srcset"] == f"{yard} 300w, {gate} 600w"


def test_texts_beside_pages_are_pages_and_notes_for_programs_are_not(folder):
    others = {"robots.txt": "Disallow: /", "x.css": "a{}", "song.mp3": b"ID3", "b.mhtml": "MIME-Version: 1.0"}
    brought = folder({"a.html": page("A"), "leaflet.txt": "Words", **others})
    assert set(brought.pages) == {"http://folder.invalid/a.html", "http://folder.invalid/leaflet.txt"}
    assert brought.skipped["http://folder.invalid/b.mhtml"] == "It is a web archive. Save the page as HTML instead."
    assert set(brought.skipped) == {"http://folder.invalid/song.mp3", "http://folder.invalid/b.mhtml"}


def test_programs_instead_of_pages_are_refused_with_the_way_out(folder):
    with pytest.raises(Refused, match="the programs that make the website's pages.*Save the pages"):
        folder({"index.php": "<?php get_header(); ?><html>", "wp-config.php": "<?php define('DB_PASSWORD','x');"})


@pytest.mark.parametrize("files", [{}, {"notes.xyz": b"\0\1\2"}, {"a.css": b"a{}"}])
def test_a_folder_without_pages_is_refused(tmp_path, folder, files):
    (tmp_path / "site").mkdir()
    with pytest.raises(Refused, match="There are no saved pages"):
        folder(files)


def test_links_out_of_the_folder_and_what_is_no_file_are_not_followed(folder, tmp_path):
    (tmp_path / "secret.html").write_text(page("secret"))
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / "more.html").write_text(page("secret"))
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "door.html").symlink_to(tmp_path / "secret.html")
    (tmp_path / "site" / "hall").symlink_to(tmp_path / "others")
    os.mkfifo(tmp_path / "site" / "pipe.html")
    brought = folder({"a.html": page("<img src='../secret.html'><img src='/etc/passwd'>")})
    assert {path.rpartition("/")[2]: why for path, why in brought.skipped.items()} == {
        "door.html": "It is a link to another file, which is not followed.",
        "hall": "It is a link to another folder, which is not followed.",
        "pipe.html": "It is not a file.",
    }
    assert not any(b"secret<" in page.data for page in brought.pages.values())


@pytest.fixture
def zipped(tmp_path):
    """`zipped(write)` lets `write` fill a zip with a good page in it, and gives what is found."""

    def made(write, after=lambda data: data):
        file = tmp_path / "site.zip"
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("good.html", page("Good"))
            write(archive)
        file.write_bytes(after(file.read_bytes()))
        return Brought(source_of(file))

    return made


def link(name):
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("../out.html", page("x"), "leads out of the zip"),
        ("a/../../out.html", page("x"), "leads out of the zip"),
        ("/etc/cron.d/x.html", page("x"), "leads out of the zip"),
        ("C:\\x.html", page("x"), "leads out of the zip"),
        ("..\\x.html", page("x"), "leads out of the zip"),
        ("d/" * 60 + "x.html", page("x"), "leads out of the zip"),
        (link("door.html"), "/etc/passwd", "link to another file"),
        ("bomb.html", "<html>" + " " * 20_000_000, "packed more tightly"),
        ("good.html", page("Another"), "twice"),
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_harmful_entry_is_left_out_by_a_sentence_and_the_rest_is_read(zipped, name, data, why):
    brought = zipped(lambda archive: archive.writestr(name, data))
    assert [found.rpartition("/")[2] for found in brought.pages] == ["good.html"]
    assert [sentence for sentence in brought.skipped.values() if why in sentence]


def locked(data):
    """The zip with the sign of a password on its second entry."""
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 8] + struct.pack("<H", 1) + data[at + 10 :]


def damaged(data):
    at = data.index(b"second.html") + 20
    return data[:at] + b"\xff" * 20 + data[at + 20 :]


@pytest.mark.parametrize(("after", "why"), [(locked, "locked with a password"), (damaged, "damaged")])
def test_a_locked_or_damaged_entry_is_left_out(zipped, after, why):
    words = "".join(f"<p>Sentence {number}, unlike any other.</p>" for number in range(200))
    brought = zipped(lambda archive: archive.writestr("second.html", page(words)), after)
    assert [found.rpartition("/")[2] for found in brought.pages] == ["good.html"]
    assert why in next(iter(brought.skipped.values()))


def test_a_zip_that_would_fill_the_disk_is_refused(zipped, monkeypatch):
    monkeypatch.setattr(trees, "MOST_UNPACKED", 1_000)
    with pytest.raises(Refused, match="unpacks to more than"):
        zipped(lambda archive: archive.writestr("b.html", os.urandom(2_000).hex()))


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_more_files_than_a_website_has_are_refused(zipped, folder, monkeypatch, kind):
    monkeypatch.setattr(trees, "MOST_FILES", 3)
    many = {f"{number}.html": page("x") for number in range(5)}
    with pytest.raises(Refused, match="more than 3 files"):
        folder(many) if kind == "folder" else zipped(lambda archive: [archive.writestr(*one) for one in many.items()])


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 and no more", b"<html>no zip</html>"])
def test_what_is_no_zip_is_refused(tmp_path, data):
    (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(Refused, match="“x.zip” cannot be opened as a zip"):
        source_of(tmp_path / "x.zip")


def test_what_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refused, match="There is no file or folder “gone”"):
        source_of(tmp_path / "gone")


def test_pages_come_one_at_a_time_and_again(tmp_path):
    source = source_of(write_zip(write_folder(handmade_site(), tmp_path / "copy"), tmp_path / "copy.zip"))
    begun = source.found()
    first = next(begun)
    begun.close()
    assert next(source.found()) == first

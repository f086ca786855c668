"""An export of WordPress: what readers saw, with questions, pictures and old addresses, and nothing that was private."""

import json
import time
import zipfile

import pytest
from bs4 import BeautifulSoup

from faq.importing.draft import Refused
from faq.importing.outline.links import key_of
from home.site_import.sources.opening import source_of
from tests.home.site_import.checking import Brought, missing_from
from tests.home.site_import.exports import HEAD, ITEM, META
from tests.home.site_import.old_sites import wordpress_site, write_export

BASE = "https://elm.example"


@pytest.fixture(scope="module")
def brought(tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    return Brought(
        source_of(write_export(wordpress_site(), folder / "site.xml", folder / "uploads"), media=folder / "uploads")
    )


def test_every_sentence_question_link_picture_and_file_of_the_site_is_there(brought):
    assert missing_from(brought, wordpress_site()) == []


def test_every_page_says_its_title_kind_and_day(brought):
    truths = wordpress_site().truths
    assert {page.address: (page.title, page.kind_there, page.published) for page in brought.pages.values()} == {
        address: (truth.title, truth.kind, truth.published) for address, truth in truths.items()
    }


def test_numbers_and_former_names_lead_to_the_pages(brought):
    site = wordpress_site()
    old = {address: to for address, to in site.ways.items() if to.startswith(site.base) and "index.php" not in address}
    assert {address: key_of(brought.end_of(address)) for address in old} == {
        address: key_of(to) for address, to in old.items()
    }


def test_what_nobody_could_read_is_left_out_and_says_why(brought):
    assert list(brought.skipped.values()) == [
        "It was a draft and never published.",
        "It was private: only staff could read it.",
        "It was in the trash.",
        "It was locked with a password.",
        "It was planned for a later day and not yet published.",
        "It waited for approval and was never published.",
    ]


def test_smaller_sizes_lead_to_the_picture_itself(brought):
    page = brought.pages["https://www.willow-pain.example/about/"]
    assert brought.soup(page).img["src"] == "https://www.willow-pain.example/wp-content/uploads/2022/11/team.jpg"
    assert not any("300x188" in address for address in brought.files)


def test_without_the_media_one_sentence_says_what_is_missing(tmp_path):
    found = Brought(source_of(write_export(wordpress_site(), tmp_path / "site.xml")))
    assert found.skipped["https://www.willow-pain.example/"] == (
        "The export names 16 pictures and files, and no folder of media came with it."
    )
    assert len(found.pages) == 30


def test_a_zip_with_the_export_and_its_media_is_that_export(tmp_path):
    site = wordpress_site()
    write_export(
        site,
        tmp_path / "in" / "wordpress.xml" if (tmp_path / "in").mkdir() else tmp_path / "in" / "w.xml",
        tmp_path / "in" / "wp-content" / "uploads",
    )
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for file in (tmp_path / "in").rglob("*.*"):
            archive.write(file, file.relative_to(tmp_path / "in"))
    assert missing_from(Brought(source_of(tmp_path / "all.zip")), site) == []
    assert missing_from(Brought(source_of(tmp_path / "in")), site) == []


@pytest.fixture
def export(tmp_path):
    """`export("words")` is one page of these words; more items as keywords by their number."""

    def made(content, others="", change=lambda xml: xml, **media):
        xml = HEAD.format(base=BASE) + one(7, content) + others + "</channel></rss>"
        (tmp_path / "e.xml").write_bytes(change(xml.encode()))
        return Brought(source_of(tmp_path / "e.xml", **media))

    return made


def one(number, content, kind="page", status="publish", more="", title="A page", link=""):
    return ITEM.format(title=title, link=link or f"{BASE}/page-{number}/", guid="", content=content, number=number, day="2024-01-02",
                       slug="a", status=status, kind=kind, password="", more=more)  # fmt: skip


def upload(number, file, alt=""):
    more = f"<wp:attachment_url>{BASE}/wp-content/uploads/{file}</wp:attachment_url>" + META.format(
        "_wp_attachment_image_alt", alt
    )
    return one(number, "", "attachment", "inherit", more)


def body(found):
    soup = BeautifulSoup(found.page(f"{BASE}/page-7/").data.decode(), "html.parser").main
    soup.h1.decompose()
    return "".join(line.strip() for line in soup.decode_contents().splitlines())


@pytest.mark.parametrize(
    ("content", "html"),
    [
        ("One.\nStill one.\n\nTwo <b>bold</b>.", "<p>One.<br/>Still one.</p><p>Two <b>bold</b>.</p>"),
        ("<h2>Head</h2>\nText\n<ul>\n<li>a</li>\n<li>b\n\nc</li>\n</ul>", "<h2>Head</h2><p>Text</p><ul><li>a</li><li>b<br/><br/>c</li></ul>"),
        ("<pre>a\n\nb</pre>", "<pre>ab</pre>"),
        ("<div>\n\nOne\n\nTwo</div>", "<div><p>One</p><p>Two</p></div>"),
        ("<!-- wp:paragraph {\"align\":\"left\"} -->\n<p>Words</p>\n<!-- /wp:paragraph -->\n\nTyped\n\nbelow", "<p>Words</p><p>Typed</p><p>below</p>"),
        ("Before<!--more-->After", "<p>Before</p><p>After</p>"),
        ("Take [1] tablet, [see below] and [[gallery]].", "<p>Take [1] tablet, [see below] and [gallery].</p>"),
        ("[vc_row][vc_column width=\"1/2\"][vc_column_text]Words[/vc_column_text][/vc_column][/vc_row]", "<p>Words</p>"),
        ("[et_pb_toggle title=\"May I eat?\" open=\"on\"]Yes.\n\nA little.[/et_pb_toggle]",
         "<details><summary>May I eat?</summary><p>Yes.</p><p>A little.</p></details>"),
        ("[vc_tta_accordion][vc_tta_section title=\"Why?\" tab_id=\"1\"]So.[/vc_tta_section][/vc_tta_accordion]",
         "<details><summary>Why?</summary><p>So.</p></details>"),
        ("[su_spoiler title='Who comes?']Joan.[/su_spoiler]", "<details><summary>Who comes?</summary><p>Joan.</p></details>"),
        ("[faq question=\"How long?\" answer=\"An hour or so.\"]", "<details><summary>How long?</summary><p>An hour or so.</p></details>"),
        ("[et_pb_blurb title=\"Calm rooms\" icon=\"%%3%%\"]We painted them green.[/et_pb_blurb]", "<h3>Calm rooms</h3><p>We painted them green.</p>"),
        ("[et_pb_button button_text=\"Book now\" button_url=\"https://b.example/\" /]", '<p><a href="https://b.example/">Book now</a></p>'),
        ("[contact-form-7 id=\"5\" title=\"Form of Joan\"]Text", "<p>Text</p>"),
        ("[information title=\"Opening %22hours%22\"]Daily[/information]", "<h3>Opening \"hours\"</h3><p>Daily</p>"),
        ("[vc_tta_section title=&#8221;Who pays?&#8221;]<p>You.</p>[/vc_tta_section]", "<details><summary>Who pays?</summary><p>You.</p></details>"),
        ("[et_pb_heading title=\"@ET-DC@eyJkeW5hbWljIjp0cnVlfQ==@\" title_level=\"h2\"][/et_pb_heading]Text", "<p>Text</p>"),
        ("[vc_raw_html]JTNDcCUzRVJhdyUyMHdvcmRzJTNDJTJGcCUzRQ==[/vc_raw_html]", "<p>Raw words</p>"),
        ("[contact-form subject='[Elm] Mail'][contact-field label='Name' type='name'/][/contact-form]Text", "<p>Text</p>"),
        ("It [isn't] 'quoted' [here] or ='there", "<p>It [isn't] 'quoted' [here] or ='there</p>"),
        ("[embed]https://v.example/1[/embed]", '<p><a href="https://v.example/1">https://v.example/1</a></p>'),
        ("Watch:\n\nhttps://v.example/2\n\nEnd", '<p>Watch:</p><p><a href="https://v.example/2">https://v.example/2</a></p><p>End</p>'),
        ("[caption id=\"a\" width=\"9\"]<img src=\"/x.jpg\" alt=\"A\" /> The <em>yard</em>[/caption]",
         '<figure><img alt="A" src="https://elm.example/x.jpg"/><figcaption>The <em>yard</em></figcaption></figure>'),
        ("[open]Never closed [box]words[/box]", "<p>[open]Never closed words</p>"),
        ("Words [/closed] never opened", "<p>Words  never opened</p>"),
        ("<!-- wp:acf/faq {\"data\":{\"rows_0_question\":\"Is it safe?\",\"_rows_0_question\":\"field_1\",\"rows_0_answer\":\"Ask us first.\"}} /-->",
         "<details><summary>Is it safe?</summary><p>Ask us first.</p></details>"),
        ("<a href='../contact/'>x</a> <a href='#below'>y</a> <a href='tel:555'>z</a>",
         '<p><a href="https://elm.example/contact/">x</a> <a href="#below">y</a> <a href="tel:555">z</a></p>'),
    ],
)  # fmt: skip
def test_content_is_written_as_readers_saw_it(export, content, html):
    assert body(export(content)) == html


def test_galleries_show_their_pictures_and_a_block_that_is_shared_its_words(export):
    others = upload(20, "a.jpg", "Yard") + upload(21, "b.jpg") + one(30, "<p>Call us first.</p>", "wp_block")
    found = export('[gallery ids="21,20"]\n\n<!-- wp:block {"ref":30} /-->', others)
    images = [(image["src"], image["alt"]) for image in BeautifulSoup(body(found), "html.parser").find_all("img")]
    assert images == [(f"{BASE}/wp-content/uploads/b.jpg", ""), (f"{BASE}/wp-content/uploads/a.jpg", "Yard")]
    assert "Call us first." in body(found)


def test_a_block_that_holds_itself_ends(export):
    own = '<p>Round</p><!-- wp:block {"ref":30} /-->'
    assert body(export(own, one(30, own, "wp_block"))).count("Round") < 20


def test_pages_of_elementor_keep_questions_and_answers(export):
    widgets = [
        {"widgetType": "heading", "settings": {"title": "Before & after", "header_size": "h2"}},
        {"widgetType": "text-editor", "settings": {"editor": "<p>Come rested.</p>"}},
        {"widgetType": "accordion", "settings": {"tabs": [{"tab_title": "May I drive?", "tab_content": "<p>Not that day.</p>"}]}},
        {"widgetType": "button", "settings": {"text": "Ask us", "link": {"url": "/contact/"}}},
    ]  # fmt: skip
    data = json.dumps([{"elType": "section", "settings": [], "elements": [{"elType": "column", "elements": widgets}]}])
    more = META.format("_elementor_data", data.replace("]]>", ""))
    found = export(
        "", one(8, "Before &amp; after\nCome rested.\n<a tabindex='0'>May I drive?</a>\nNot that day.", more=more)
    )
    html = found.page(f"{BASE}/page-8/").data.decode()
    assert "<details><summary>May I drive?</summary><p>Not that day.</p></details>" in html
    assert "<h2>Before &amp; after</h2><p>Come rested.</p>" in html
    assert f'<a href="{BASE}/contact/">Ask us</a>' in html


def test_other_kinds_of_pages_come_and_menus_styles_and_forms_do_not(export):
    kinds = ("treatment", "nav_menu_item", "custom_css", "wpcf7_contact_form", "elementor_library", "revision")
    found = export("Words", "".join(one(40 + place, "Some words", kind) for place, kind in enumerate(kinds)))
    assert {page.kind_there for page in found.pages.values()} == {"page", "treatment"}
    assert found.skipped == {}


def test_a_page_without_words_is_left_out(export):
    assert export("Words", one(8, "<!-- wp:spacer --><div></div><!-- /wp:spacer -->")).skipped == {
        f"{BASE}/page-8/": "There are no words on it."
    }


def test_media_are_found_in_whatever_folder_they_lie(export, tmp_path):
    for place in ("wp-content/uploads/2023/01", "2024/01", "flat"):
        (tmp_path / "media" / place).mkdir(parents=True)
    (tmp_path / "media/wp-content/uploads/2023/01/form.pdf").write_bytes(b"%PDF of 2023")
    (tmp_path / "media/2024/01/form.pdf").write_bytes(b"%PDF of 2024")
    (tmp_path / "media/flat/Only.PDF").write_bytes(b"%PDF alone")
    others = "".join(
        upload(50 + n, file)
        for n, file in enumerate(("2023/01/form.pdf", "2024/01/form.pdf", "2020/07/only.pdf", "gone.pdf"))
    )
    found = export("Words", others, media=tmp_path / "media")
    assert [file.data for file in found.files.values()] == [b"%PDF of 2023", b"%PDF of 2024", b"%PDF alone"]
    assert found.skipped == {f"{BASE}/wp-content/uploads/gone.pdf": "The file is not in the folder of media."}


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: b"\xef\xbb\xbf" + xml,
        lambda xml: b"\n\n" + xml,
        lambda xml: xml.replace(b"Words", b"Wo\x0brds\x00"),
        lambda xml: xml.replace(b"export/1.2/", b"export/1.0/"),
    ],
    ids=["mark", "empty lines before", "letters no XML may hold", "an old version"],
)
def test_small_faults_of_real_exports_are_overlooked(export, change):
    assert "Words" in body(export("Words", change=change))


def test_an_export_that_breaks_off_gives_what_stands_before_and_says_so(export):
    found = export("Words", one(8, "More words"), lambda xml: xml[: xml.index(b"More words")])
    assert list(found.pages) == [f"{BASE}/page-7/"]
    assert "The export breaks off or is damaged (line " in found.skipped[BASE]


@pytest.mark.parametrize(
    ("xml", "why"),
    [
        ("<urlset><url/></urlset>", "is not an export of WordPress"),
        ("no xml at all", "is not an export of WordPress"),
        ("", "is not an export of WordPress"),
        ("<rss><channel><title>x</title></channel></rss>", "There is nothing in"),
        (
            '<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss><channel><item>&b;</item></channel></rss>',
            "definitions of its own",
        ),
        (
            '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item>&a;</item></channel></rss>',
            "definitions of its own",
        ),
    ],
)
def test_what_is_no_export_or_a_trap_is_refused(tmp_path, xml, why):
    (tmp_path / "x.xml").write_text(xml)
    with pytest.raises(Refused, match=why):
        list(source_of(tmp_path / "x.xml").found())


@pytest.mark.parametrize(
    "content",
    [
        "[a x=1]" * 40_000,
        '[ab ="' * 40_000,
        "[ab ='" + "=' x " * 100_000,
        "<!-- wp:a {" * 40_000,
        "[caption]" * 20_000 + "[/caption]" * 20_000,
        "<details>" * 50_000,
        "\n \n" * 100_000,
        "<a href='" * 50_000,
    ],
    ids=["codes", "quotes", "more quotes", "blocks", "nested codes", "openers", "empty lines", "links"],
)
def test_content_made_to_hang_does_not(export, content):
    start = time.process_time()
    export(content)
    assert time.process_time() - start < 5

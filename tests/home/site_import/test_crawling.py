"""A website that still stands is read as a polite guest reads: what is linked, once, one at a time, and no further."""

import gzip
import ipaddress
from contextlib import ExitStack

import pytest

from clinic.links.visiting import Visitor
from faq.importing.draft import Refused
from faq.importing.outline.links import key_of
from home.site_import.sources import opening
from home.site_import.sources.opening import AGENT, source_of
from home.site_import.sources.web import crawl, frontier
from tests.home.site_import.checking import Brought, missing_from
from tests.home.site_import.ledger import Answer, OldSite
from tests.home.site_import.old_sites import handmade_site, served, wordpress_site

SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def near_visitor(**more):
    """Takes every name for this machine, which it may ask."""
    near = {"resolve": lambda host, port: ["127.0.0.1"], "permit": lambda ip: ipaddress.ip_address(ip).is_loopback}
    return Visitor(AGENT, **{**near, "pause": 0, "sleep": lambda seconds: None, **more})


@pytest.fixture
def stand():
    """`stand({"/": "<a href=/b>"})` puts a site up; gives it with the list of what was asked of it."""
    with ExitStack() as stack:

        def made(answers, host="elm.example"):
            def site(base):
                standing = OldSite(base)
                for path, answer in answers.items():
                    answer = answer(base) if callable(answer) else answer
                    page = f"<html><title>{path}</title><body>{answer}</body></html>" if isinstance(answer, str) else ""
                    standing.answers[path] = Answer(body=page.encode()) if page else answer
                return standing

            return stack.enter_context(served(site, host))

        yield made


def crawled(site, start="/", **more):
    return Brought(source_of(site.base + start, by=near_visitor(), **more))


def paths(brought):
    return {"/" + address.partition("://")[2].partition("/")[2] for address in brought.pages}


@pytest.mark.parametrize("made", [wordpress_site, handmade_site])
def test_every_sentence_link_picture_and_file_that_is_linked_comes_and_nothing_is_asked_twice(made):
    with served(made, "willow-pain.example") as (site, asked):
        brought = crawled(site)
        assert missing_from(brought, site, linked_only=True) == []
        assert len(asked) == len(set(asked))
        met = {old: to for old, to in site.ways.items() if old.removeprefix(site.base) in asked}
        assert {old: key_of(brought.end_of(old)) for old in met} == {old: key_of(to) for old, to in met.items()}
        useless = ("login", "feed", "replytocom", "share=", "?s=", "wp-json", "css")
        assert not [path for path in asked if any(word in path for word in useless)]


def test_pages_are_known_by_their_numbers_too():
    with served(wordpress_site, "willow-pain.example") as (site, asked):
        brought = crawled(site)
        assert brought.end_of(f"{site.base}/?page_id=5") == f"{site.base}/about/"
        assert not [path for path in asked if path == "/?page_id=5"]


def test_two_requests_have_a_pause_between_them_as_long_as_the_site_wishes(stand):
    site, _ = stand({"/": "<a href=/b>b</a>", "/b": "B", "/robots.txt": Answer(body=b"User-agent: *\nCrawl-delay: 7")})
    slept = []
    Brought(source_of(site.base, by=near_visitor(pause=0.001, sleep=slept.append)))
    assert len(slept) >= 3 and max(slept) > 6.9


def test_what_robots_txt_closes_is_not_asked_for(stand):
    rules = Answer(
        body=f"User-agent: *\nDisallow: /staff\nUser-agent: {AGENT.partition('/')[0]}\nDisallow: /rota".encode()
    )
    site, asked = stand(
        {"/": "<a href=/staff>s</a><a href=/rota>r</a>", "/staff": "Staff", "/rota": "Rota", "/robots.txt": rules}
    )
    brought = crawled(site)
    assert (paths(brought), "/rota" in asked) == ({"/", "/staff"}, False)
    assert brought.skipped == {f"{site.base}/rota": "The website's robots.txt asks programs not to read it."}


def test_a_site_that_wants_no_programs_is_refused(stand):
    site, asked = stand({"/": "Home", "/robots.txt": Answer(body=b"User-agent: *\nDisallow: /")})
    with pytest.raises(Refused, match="robots.txt asks programs not to read it"):
        crawled(site)
    assert asked == ["/robots.txt"]


def urls(*paths, tag="url", around="urlset"):
    def sitemap(base):
        named = "".join(f"<{tag}><loc>{base}{path}</loc></{tag}>" for path in paths)
        return Answer(body=f"<{around} {SPACE}>{named}</{around}>".encode(), kind="application/xml")

    return sitemap


def test_pages_that_only_the_sitemap_names_come_as_well_as_those_it_forgets(stand):
    packed = lambda base: Answer(body=gzip.compress(urls("/c")(base).body), kind="application/gzip")  # noqa: E731
    site, _ = stand({
        "/": "<a href=/a>a</a>", "/a": "A", "/b": "B", "/c": "C",
        "/robots.txt": lambda base: Answer(body=f"Sitemap: {base}/maps.xml".encode()),
        "/maps.xml": urls("/b.xml", "/c.xml.gz", "/maps.xml", tag="sitemap", around="sitemapindex"),
        "/b.xml": urls("/b"), "/c.xml.gz": packed,
    })  # fmt: skip
    assert paths(crawled(site)) == {"/", "/a", "/b", "/c"}


def test_the_address_of_a_sitemap_will_do(stand):
    site, _ = stand({"/map.xml": urls("/b", "/c"), "/b": "B", "/c": "<a href=/d>", "/d": "D", "/": "Home"})
    assert paths(crawled(site, "/map.xml")) == {"/b", "/c", "/d"}


@pytest.mark.parametrize(
    "sitemap",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><urlset><url><loc>&b;</loc></url></urlset>',
        gzip.compress(b" " * 100_000_000 + b"<urlset/>"),
        b"\x1f\x8bno zip",
        b"<urlset><url><loc>http://10.0.0.1/</loc></url><url><loc>file:///etc/passwd</loc></url></urlset>",
        b"not xml",
    ],
)
def test_a_harmful_sitemap_does_no_harm(stand, sitemap):
    site, asked = stand({"/": "Home", "/sitemap.xml": Answer(body=sitemap, kind="application/xml")})
    assert paths(crawled(site)) == {"/"}
    assert set(asked) == {"/", "/robots.txt", "/sitemap.xml", "/sitemap_index.xml", "/wp-sitemap.xml"}


def test_other_hosts_are_not_asked(stand):
    other, asked = stand({"/": "Other", "/x.jpg": "x"}, host="other.example")
    site, _ = stand({
        "/": f"<a href={other.base}/>o</a><img src={other.base}/x.jpg><a href=/away>a</a>",
        "/away": Answer(302, location=f"{other.base}/"),
    })  # fmt: skip
    brought = crawled(site)
    assert (asked, paths(brought)) == ([], {"/"})
    assert brought.ways == {f"{site.base}/away": f"{other.base}/"}


def test_this_machine_and_private_networks_are_refused(stand):
    site, asked = stand({"/": "Home"})
    for start in (
        site.base.replace("elm.example", "127.0.0.1"),
        "http://[::1]/",
        "http://169.254.169.254/",
        "http://10.1.2.3/",
    ):
        with pytest.raises(Refused, match="cannot be read|could not be reached"):
            list(source_of(start).found())
    with pytest.raises(Refused, match="private network"):
        list(source_of(site.base, by=Visitor(AGENT, resolve=lambda host, port: ["127.0.0.1"])).found())
    assert asked == []


def test_a_name_that_turns_private_on_the_way_is_not_followed(stand):
    site, asked = stand({"/": "<a href=/a>a</a><a href=/b>b</a>", "/a": "A", "/b": "B"})
    means = iter(["127.0.0.1"] * 6)
    near = near_visitor(resolve=lambda host, port: [next(means, "10.0.0.1")])
    brought = Brought(source_of(site.base, by=near))
    assert "/b" not in asked
    assert "private network" in brought.skipped[f"{site.base}/b"]


@pytest.mark.parametrize("start", ["ftp://elm.example/", "http://user:word@elm.example/", "http://"])
def test_what_is_no_address_of_the_web_is_refused(start):
    with pytest.raises(Refused):
        list(source_of(start, by=near_visitor()).found())


def test_calendars_filters_and_sessions_do_not_go_on_for_ever(stand, monkeypatch):
    monkeypatch.setattr(frontier, "MOST_QUESTIONS", 3)
    monkeypatch.setattr(frontier, "MOST_ALIKE", 3)
    days = {
        f"/events/2024-01-{day:02}/": f"<a href=/events/2024-01-{day + 1:02}/>next</a> Day {day}"
        for day in range(1, 30)
    }
    lists = {f"/list?colour={n}": f"<a href='/list?colour={n + 1}'>n</a> List {n}" for n in range(1, 30)}
    deep = {f"/{'a/' * n}": f"<a href=a/>deeper</a> {n}" for n in range(1, 30)}
    site, asked = stand({
        "/": "<a href=/events/2024-01-01/>e</a><a href='/list?colour=1'>l</a><a href=/a/>d</a>"
             "<a href='/b?PHPSESSID=abc123'>s</a><a href='/?p=4'>p</a>",
        **days, **lists, **deep, "/?p=4": "Four",
    })  # fmt: skip
    brought = crawled(site)
    assert len(asked) < 20 and "/?p=4" in asked and not [path for path in asked if "PHPSESSID" in path]
    assert list(brought.skipped.values()) == [frontier.WITHOUT_END] * 2


@pytest.mark.parametrize(("limit", "most"), [("MOST_PAGES", 3), ("MOST_IN_ALL", 400)])
def test_a_site_without_end_is_left_by_a_sentence(stand, monkeypatch, limit, most):
    monkeypatch.setattr(crawl, limit, most)
    site, asked = stand({f"/{n or ''}": f"<a href=/{n + 1}>next</a> Page {n} " + "words " * 20 for n in range(40)})
    brought = crawled(site)
    assert "no more are taken" in brought.skipped[f"{site.base}/"]
    assert len(asked) < 15


def test_redirects_are_recorded_and_those_in_a_ring_end(stand):
    site, _ = stand({
        "/": "<a href=/old>o</a><a href=/ring>r</a><a href=/meta>m</a>",
        "/old": Answer(301, location="/new/"), "/new/": "New",
        "/ring": Answer(302, location="/gnir"), "/gnir": Answer(302, location="/ring"),
        "/meta": Answer(body=b"<html><meta http-equiv=refresh content='0;url=new/'><body>Moved</body></html>"),
    })  # fmt: skip
    brought = crawled(site)
    to = {old.removeprefix(site.base): new.removeprefix(site.base) for old, new in brought.ways.items()}
    assert to == {"/old": "/new/", "/meta": "/new/", "/ring": "/gnir", "/gnir": "/ring"}


def test_a_slash_or_www_more_or_less_is_the_same_page(stand):
    site, asked = stand({"/": "<a href=/a>a</a><a href=/a/>a</a><a href=/a/index.html>a</a><a href=/a#b>a</a>",
                         "/a": Answer(301, location="/a/"), "/a/": "A"})  # fmt: skip
    brought = crawled(site)
    assert paths(brought) == {"/", "/a/"}
    assert asked.count("/a/") == 1 and "/a/index.html" not in asked


def test_a_copy_for_printing_leads_to_its_page(stand):
    canonical = lambda words: lambda base: f"<link rel=canonical href={base}/scan>{words}"  # noqa: E731
    site, _ = stand(
        {"/": "<a href='/scan?view=print'>p</a>", "/scan?view=print": canonical("Lie"), "/scan": canonical("Lie still")}
    )
    brought = crawled(site)
    assert brought.ways == {f"{site.base}/scan?view=print": f"{site.base}/scan"}
    assert paths(brought) == {"/", "/scan"}


def test_letters_are_read_as_the_server_says(stand):
    latin = Answer(
        body="<html><body><p>Zoë’s café</p></body></html>".encode("cp1252"), kind="text/html; charset=ISO-8859-1"
    )
    brought = crawled(stand({"/": latin})[0])
    assert brought.soup(next(iter(brought.pages.values()))).p.text == "Zoë’s café"


def test_a_base_and_relative_links_are_written_in_full(stand):
    site, _ = stand(
        {
            "/a/b/": lambda base: f"<base href={base}/x/><a href=y.html>y</a>",
            "/x/y.html": "Y",
            "/": "<a href=a/b/>b</a>",
        }
    )
    page = crawled(site).pages[f"{site.base}/a/b/"]
    assert f'href="{site.base}/x/y.html"'.encode() in page.data
    assert b"<base" not in page.data


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer(404, b"gone"), "has no such page any more"),
        (Answer(500, b"error"), "answered with an error (500)"),
        (Answer(401), "locked with a password"),
        (Answer(200, b""), "empty"),
        (Answer(200, b"\0\1\2\3", "application/zip"), "not a kind of file"),
        (Answer(200, b"<html>" + b"x" * 11 * 1024 * 1024), "larger than 10 MB"),
        (Answer(200, b"<html><body class='error404'>Sorry</body></html>"), "says that there is no such page"),
    ],
)
def test_what_cannot_be_read_is_left_out_by_a_sentence(stand, answer, why):
    site, _ = stand({"/": "<a href=/x>x</a> Home", "/x": answer})
    assert why in crawled(site).skipped[f"{site.base}/x"]


def test_a_busy_site_is_asked_again_when_it_says(stand):
    site, asked = stand({"/": "<a href=/b>b</a>", "/b": Answer(503)})
    slept = []

    def sleep(seconds):
        slept.append(seconds)
        site.answers["/b"] = Answer(body=b"<html><body>Now</body></html>")

    assert paths(Brought(source_of(site.base, by=near_visitor(sleep=sleep)))) == {"/", "/b"}
    assert (len(slept), asked.count("/b")) == (1, 2)


def test_a_crawl_that_is_closed_goes_on_where_it_was(stand):
    site, asked = stand(
        {"/": "".join(f"<a href=/{n}>n</a>" for n in range(6)), **{f"/{n}": f"Page {n}" for n in range(6)}}
    )
    source = source_of(site.base, by=near_visitor())
    begun = source.found()
    first = [next(begun) for _ in range(3)]
    begun.close()
    rest = list(source.found())
    assert len({one.address for one in [*first, *rest]}) == len(first) + len(rest) == 7
    assert len(asked) == len(set(asked))


def test_a_later_crawl_asks_for_nothing_that_is_kept(stand):
    site, asked = stand({
        "/": "<a href=/old>o</a><img src=/p.gif>", "/old": Answer(301, location="/a"), "/a": "<a href=/b>b</a> A",
        "/b": "<a href=/c>c</a> B", "/c": "C", "/p.gif": Answer(body=b"GIF89a", kind="image/gif"),
    })  # fmt: skip
    begun = source_of(site.base, by=near_visitor()).found()
    kept = [next(begun) for _ in range(3)]
    asked.clear()
    brought = Brought(source_of(site.base, by=near_visitor(), kept=kept))
    assert {*paths(brought), *brought.files} == {"/b", "/c", f"{site.base}/p.gif"}
    assert not {"/old", "/a"} & set(asked)


def test_a_site_that_falls_silent_is_left_and_nothing_is_called_lost(stand):
    site, _ = stand({"/": "".join(f"<a href=/{n}>n</a>" for n in range(9)), **{f"/{n}": f"Page {n}" for n in range(9)}})
    means = iter(["127.0.0.1"] * 8)

    def resolve(host, port):
        if (found := next(means, None)) is None:
            raise crawl.NoAnswer("There is no server of this name.")
        return [found]

    source = source_of(site.base, by=near_visitor(resolve=resolve))
    kept = []
    with pytest.raises(Refused, match="does not answer any more"):
        for one in source.found():
            kept.append(one)
    rest = Brought(source_of(site.base, by=near_visitor(), kept=kept))
    assert {*paths(rest), *(f"/{one.address.rpartition('/')[2]}" for one in kept)} == {
        "/",
        *(f"/{n}" for n in range(9)),
    }


def test_a_site_that_is_not_there_is_refused(stand):
    site, _ = stand({"/": Answer(404)})
    with pytest.raises(Refused, match="cannot be read. The website itself has no such page"):
        crawled(site)
    with pytest.raises(Refused, match="could not be reached"):
        list(source_of("http://elm.example:9/", by=near_visitor()).found())


def test_nobody_but_a_test_lets_a_crawl_ask_this_machine():
    assert not opening.visitor().permit("127.0.0.1")

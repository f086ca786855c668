"""The clinic's WordPress site as its theme and plugins showed it: menus twice, side boxes, notices, lists of posts."""

from html import escape

from tests.home.site_import.ledger import Answer, OldSite, Truth, pdf, picture, plain
from tests.home.site_import.old_wordpress import (
    QA,
    Gallery,
    H,
    Img,
    L,
    P,
    Pdf,
    Post,
    T,
    Twin,
    linked,
    links_in,
    pictures_in,
    posts_of_the_clinic,
    uploads,
    words_in,
)

BASE = "https://www.willow-pain.example"
NAME = "Willow Pain Clinic"
MENU = (("Home", "/"), ("About us", "/about/"), ("Services", "/services/"), ("Conditions", "/conditions/"),
        ("Questions", "/faq/"), ("News", "/blog/"), ("Contact", "/contact/"))  # fmt: skip
FURNITURE = (
    "Call today 555-0134 and ask for Joan",
    "Sign up for our letter with tips for good days",
    "© 2024 Willow Pain Clinic. All rights reserved. Proudly powered by WordPress",
    "We use cookies to make this website better. By staying you agree to our use of cookies.",
)
SCRIPT = "<script>window._wpemojiSettings={'baseUrl':'https:\\/\\/s.w.org\\/images\\/core'};</script>"


def wordpress_site(base: str = BASE) -> OldSite:
    """Thirty pages and posts, with all that WordPress adds: ids, archives, feeds, replies, uploads in three sizes."""
    posts = posts_of_the_clinic()
    site = OldSite(base, furniture=FURNITURE, source=posts)
    for post in posts:
        site.answers[post.path] = Answer(body=page(post, posts, base).encode())
        site.truths[base + post.path] = truth(post, base)
        site.move(f"/?{'p' if post.kind == 'post' else 'page_id'}={post.number}", post.path)
        if post.old_slug:
            site.move(f"/{post.old_slug}/", post.path)
        add_files(site, post)
    site.move("/index.php", "/")
    site.move("/appointments/", "https://booking.example/willow")
    add_lists(site, posts)
    add_machinery(site, posts)
    return site


def truth(post: Post, base: str) -> Truth:
    said, asked = words_in(post.items)
    links = links_in(post.items, base)
    return Truth(
        base + post.path, post.title, tuple(said), tuple(asked), links,
        tuple(address for address in links.values() if address.endswith(".pdf")), pictures_in(post.items, base),
        kind=post.kind, published=post.day, is_linked=post.path != "/thank-you/",
    )  # fmt: skip


def page(post: Post, posts: list[Post], base: str) -> str:
    body = "".join(shown(item, post, base, place) for place, item in enumerate(post.items))
    is_home = post.path == "/"
    classes = "home page-template-default page" if is_home else f"{post.kind}-template-default {SINGLE[post.kind]}"
    heading = (
        ""
        if is_home
        else f'<header class="entry-header"><h1 class="entry-title">{escape(post.title)}</h1>{meta(post)}</header>'
    )
    article = (
        f'<article id="post-{post.number}" class="post-{post.number} {post.kind} type-{post.kind} status-publish hentry">'
        f'{heading}<div class="entry-content" itemprop="text">{body}</div>{foot(post, base)}</article>'
    )
    article += comments(post, base) if post.kind == "post" else ""
    title = f"{NAME} – Care that listens" if is_home else f"{escape(post.title)} - {NAME}"
    kind = f"postid-{post.number}" if post.kind == "post" else f"page-id-{post.number}"
    return around(article, title, base + post.path, f"{classes} {kind}", posts, base, post)


SINGLE = {"page": "page", "post": "single single-post"}


def meta(post: Post) -> str:
    if post.kind != "post":
        return ""
    return f'<div class="entry-meta">Posted on <time class="entry-date published" datetime="{post.day}T09:30:00+00:00">{post.day}</time></div>'


def foot(post: Post, base: str) -> str:
    share = "".join(
        f'<li><a rel="nofollow" class="share-{where} sd-button" href="{base}{post.path}?share={where}">{where.title()}</a></li>'
        for where in ("facebook", "twitter")
    )
    return f'<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul>{share}</ul></div>'


def comments(post: Post, base: str) -> str:
    return (
        '<div id="comments" class="comments-area"><h2 class="comments-title">One thought on this</h2><ol class="comment-list">'
        '<li class="comment"><p>Thank you, that helped!</p>'
        f'<a rel="nofollow" class="comment-reply-link" href="{base}{post.path}?replytocom=7#respond">Reply</a></li></ol>'
        f'<div id="respond" class="comment-respond"><form action="{base}/wp-comments-post.php" method="post">'
        '<textarea name="comment"></textarea></form></div></div>'
    )


def around(
    article: str, title: str, address: str, classes: str, posts: list[Post], base: str, post: Post | None
) -> str:
    published = (
        f'<meta property="article:published_time" content="{post.day}T09:30:00+00:00" />'
        if post and post.kind == "post"
        else ""
    )
    short = f'<link rel="shortlink" href="{base}/?p={post.number}" />' if post else ""
    menu = "".join(
        f'<li class="menu-item menu-item-type-post_type"><a href="{base}{path}">{name}</a></li>' for name, path in MENU
    )
    recent = "".join(
        f'<li><a href="{base}{one.path}">{escape(one.title)}</a></li>' for one in posts if one.kind == "post"
    )
    return f"""<!DOCTYPE html>
<html lang="en-US" prefix="og: https://ogp.me/ns#">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="canonical" href="{address}" />
<meta property="og:title" content="{title}" /><meta property="og:url" content="{address}" />
<meta property="og:site_name" content="{NAME}" />{published}
<link rel="alternate" type="application/rss+xml" title="Feed" href="{base}/feed/" />
<link rel="https://api.w.org/" href="{base}/wp-json/" />{short}
<link rel='stylesheet' id='theme-css' href='{base}/wp-content/themes/calm/style.css?ver=6.4.3' media='all' />
{SCRIPT}
</head>
<body class="{classes} wp-custom-logo">
<a class="skip-link screen-reader-text" href="#content">Skip to content</a>
<div id="page" class="site">
<div class="top-bar"><p>{FURNITURE[0]}</p></div>
<header id="masthead" class="site-header"><div class="site-branding">
<a href="{base}/" class="custom-logo-link"><img src="{uploads("2022/10/logo.png", base)}" class="custom-logo" alt="{NAME}"></a></div>
<nav id="site-navigation" class="main-navigation"><button class="menu-toggle" aria-controls="primary-menu" aria-expanded="false">Menu</button>
<ul id="primary-menu" class="menu">{menu}</ul></nav></header>
<div id="mobile-menu" class="mobile-nav-panel" style="display:none"><ul>{menu}</ul></div>
<div id="content" class="site-content"><div class="content-area"><main id="main" class="site-main">
<p id="breadcrumbs" class="yoast-breadcrumb"><span><a href="{base}/">Home</a> » <strong>{title.partition(" - ")[0]}</strong></span></p>
{article}
</main></div>
<aside id="secondary" class="widget-area">
<section class="widget widget_search"><form role="search" method="get" action="{base}/"><input type="search" name="s"></form></section>
<section class="widget widget_recent_entries"><h2 class="widget-title">Recent Posts</h2><ul>{recent}</ul></section>
<section class="widget widget_categories"><h2 class="widget-title">Categories</h2><ul><li><a href="{base}/category/news/">News</a></li></ul></section>
<section class="widget widget_meta"><ul><li><a href="{base}/wp-login.php">Log in</a></li><li><a href="{base}/feed/">Entries feed</a></li></ul></section>
</aside></div>
<div class="cta-strip"><p>{FURNITURE[1]}</p></div>
<footer id="colophon" class="site-footer"><p>{FURNITURE[2]}</p></footer></div>
<div id="cmplz-cookiebanner-container" class="cmplz-hidden"><p>{FURNITURE[3]}</p><button>Accept</button></div>
</body></html>
"""


def shown(item: object, post: Post, base: str, place: int) -> str:
    """As readers' browsers got it."""
    if isinstance(item, P):
        return f"<p>{linked(item.text, base)}</p>\n"
    if isinstance(item, H):
        return f'<h{item.level} class="wp-block-heading">{escape(item.text, quote=False)}</h{item.level}>\n'
    if isinstance(item, L):
        tag = "ol" if item.numbered else "ul"
        return f"<{tag}>" + "".join(f"<li>{linked(one, base)}</li>" for one in item.items) + f"</{tag}>\n"
    if isinstance(item, QA):
        return "".join(
            SHOWN[post.editor](*pair, f"{post.number}-{place}-{n}", base) for n, pair in enumerate(item.pairs)
        )
    if isinstance(item, T):
        head, *rows = ["".join(f"<td>{cell}</td>" for cell in row) for row in item.rows]
        return f'<figure class="wp-block-table"><table><thead><tr>{head.replace("td>", "th>")}</tr></thead><tbody>' + "".join(
            f"<tr>{row}</tr>" for row in rows) + "</tbody></table></figure>\n"  # fmt: skip
    if isinstance(item, Twin):
        return f'<p class="hide-mobile">{item.text}</p><p class="show-mobile mobile-only">{item.text}</p>\n'
    if isinstance(item, Pdf):
        return f'<div class="wp-block-file"><a href="{uploads(item.file, base)}">{item.words}</a></div>\n'
    files = item.files if isinstance(item, Gallery) else (item.file,)
    return "".join(photo(file, item, base) for file in files)


def photo(file: str, item: object, base: str) -> str:
    caption = (
        f'<figcaption class="wp-caption-text">{item.caption}</figcaption>'
        if isinstance(item, Img) and item.caption
        else ""
    )
    sizes = ", ".join(
        f"{uploads(file, base, size)} {width}w" for size, width in (("-300x188", 300), ("-768x480", 768), ("", 1600))
    )
    alt = escape(item.alt) if isinstance(item, Img) else ""
    small = uploads(file, base, "-768x480")
    return f'<figure class="wp-caption"><img decoding="async" src="{small}" srcset="{sizes}" alt="{alt}">{caption}</figure>\n'


def details(question: str, answer: str, key: str, base: str) -> str:
    return f'<details class="wp-block-details"><summary>{question}</summary><p>{linked(answer, base)}</p></details>'


def divi(question: str, answer: str, key: str, base: str) -> str:
    return (f'<div class="et_pb_module et_pb_toggle et_pb_toggle_{key} et_pb_toggle_item et_pb_toggle_close">'
            f'<h5 class="et_pb_toggle_title">{question}</h5><div class="et_pb_toggle_content clearfix"><p>{linked(answer, base)}</p></div></div>')  # fmt: skip


def accordion(question: str, answer: str, key: str, base: str) -> str:
    return (f'<div class="accordion-item"><button class="accordion-header" aria-expanded="false" aria-controls="a-{key}">{question}'
            f'<i class="fa fa-plus"></i></button><div id="a-{key}" class="accordion-body" style="display:none"><p>{linked(answer, base)}</p></div></div>')  # fmt: skip


def yoast(question: str, answer: str, key: str, base: str) -> str:
    return (f'<div class="schema-faq-section" id="faq-{key}"><strong class="schema-faq-question">{question}</strong> '
            f'<p class="schema-faq-answer">{linked(answer, base)}</p></div>')  # fmt: skip


def classic(question: str, answer: str, key: str, base: str) -> str:
    return f"<h3>{question}</h3><p>{linked(answer, base)}</p>"


SHOWN = {"blocks": details, "divi": divi, "accordion": accordion, "yoast": yoast, "classic": classic}


def add_files(site: OldSite, post: Post) -> None:
    for item in post.items:
        if isinstance(item, Pdf):
            site.add_file(f"/wp-content/uploads/{item.file}", pdf(item.words), "application/pdf")
        for file in (item.file,) if isinstance(item, Img) else item.files if isinstance(item, Gallery) else ():
            kind = "PNG" if file.endswith("png") else "JPEG"
            for size, shape in (("", (800, 500)), ("-768x480", (384, 240)), ("-300x188", (150, 94))):
                path = uploads(file, "", size)
                site.add_file(path, picture(file, shape, kind), f"image/{kind.lower()}")


def add_lists(site: OldSite, posts: list[Post]) -> None:
    """The same posts again: the blog in two pages, a category, a tag, an author, months, a search."""
    news = [post for post in posts if post.kind == "post"]
    months = [f"/{post.day[:4]}/{post.day[5:7]}/" for post in news]
    for path, kind, shown_here in (
        ("/blog/", "blog", news[:4]), ("/blog/page/2/", "blog paged paged-2", news[4:]), ("/category/news/", "archive category", news),
        ("/tag/parking/", "archive tag", news[5:]), ("/author/joan/", "archive author", news), ("/?s=pain", "search search-results", news[:2]),
        *((month, "archive date", [post]) for month, post in zip(months, news, strict=True)),
    ):  # fmt: skip
        cards = "".join(
            f'<article class="post type-post hentry"><h2 class="entry-title"><a href="{site.base}{post.path}">{post.title}</a></h2>'
            f'<div class="entry-summary"><p>{plain(post.items[0].text)[:70]} [&hellip;]</p></div></article>' for post in shown_here)  # fmt: skip
        older = (
            f'<nav class="navigation pagination"><a href="{site.base}/blog/page/2/">Older posts</a></nav>'
            if path == "/blog/"
            else ""
        )
        body = f'<header class="page-header"><h1 class="page-title">{kind.title()}</h1></header>{cards}{older}'
        html = around(body, f"Archives - {NAME}", site.base + path, f"{kind} hfeed", posts, site.base, None)
        site.answers[path] = Answer(body=html.encode())
    site.lists = tuple(
        site.base + path
        for path in ("/blog/", "/blog/page/2/", "/category/news/", "/tag/parking/", "/author/joan/", *months)
    )


def add_machinery(site: OldSite, posts: list[Post]) -> None:
    """What programs ask for, and what never ends."""
    urls = "".join(
        f"<url><loc>{site.base}{post.path}</loc><lastmod>2024-05-01</lastmod></url>"
        for post in posts
        if post.path != "/thank-you/"
    )
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    index = f"{head}<sitemapindex {space}><sitemap><loc>{site.base}/wp-sitemap-posts-page-1.xml</loc></sitemap></sitemapindex>"
    site.answers["/wp-sitemap.xml"] = Answer(body=index.encode(), kind="application/xml; charset=UTF-8")
    site.answers["/wp-sitemap-posts-page-1.xml"] = Answer(
        body=f"{head}<urlset {space}>{urls}</urlset>".encode(), kind="application/xml"
    )
    site.move("/sitemap.xml", "/wp-sitemap.xml")
    site.ways.pop(f"{site.base}/sitemap.xml")
    rules = f"User-agent: *\nDisallow: /wp-admin/\nCrawl-delay: 0\nSitemap: {site.base}/wp-sitemap.xml\n"
    site.answers["/robots.txt"] = Answer(body=rules.encode(), kind="text/plain")
    site.answers["/feed/"] = Answer(
        body=f"{head}<rss version='2.0'><channel><title>{NAME}</title></channel></rss>".encode(),
        kind="application/rss+xml",
    )
    site.answers["/wp-login.php"] = Answer(
        body=b"<html><title>Log In</title><body class='login'><form></form></body></html>"
    )
    site.answers["/wp-content/themes/calm/style.css"] = Answer(body=b"body{color:#333}", kind="text/css")
    site.add_file(uploads("2022/10/logo.png", ""), picture("logo", (160, 60), "PNG"), "image/png")

"""Home, services and standard pages: what they show, where they may stand, how they lead on."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from clinic.urls import site as site_urls
from faq.models import FaqIndexPage, TopicPage
from home.models import FeaturedTopic, HomePage, ServicePage, ServicesPage, StandardPage
from tests import builders as build

pytestmark = pytest.mark.django_db


def page_at(patient, address):
    answer = patient.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_home_leads_everywhere(patient):
    build.details(name="Hand Clinic", phone="(555) 555-0100", hours="Monday to Friday")
    service = build.service("Hydrotherapy")
    topic = build.topic("Will it spread?", subject=build.subject("Course over time"), services=[service])
    build.changed(
        build.home_page(),
        headline="Answers about CRPS",
        introduction="<p>We look after people with CRPS.</p>",
        featured_links=[FeaturedTopic(topic=topic)],
    )
    page = page_at(patient, "/")
    for shown in ("Answers about CRPS", "We look after people with CRPS.", "(555) 555-0100", "Monday to Friday"):
        assert shown in page
    for address in ("/faq/will-it-spread/", "/faq/subject/course-over-time/", "/services/hydrotherapy/", "/services/"):
        assert f'href="{address}"' in page
    assert 'action="/search/"' in page


def test_most_asked_topics_stand_in_the_editors_order(patient):
    topics = [build.topic(title) for title in ("Zebra", "Apple", "Mango")]
    links = [FeaturedTopic(topic=topic, sort_order=place) for place, topic in enumerate(topics)]
    build.changed(build.home_page(), featured_links=links)
    assert [page.title for page in patient.get("/").context["featured"]] == ["Zebra", "Apple", "Mango"]


def test_a_home_with_nothing_filled_in_works(patient):
    assert "Home" in page_at(patient, "/")


def test_a_topic_leads_to_its_services_and_related_topics(patient):
    service, other = build.service("Hydrotherapy"), build.topic("Sleep")
    build.topic("Swelling", services=[service, build.services_page()], related=[other])
    page = page_at(patient, "/faq/swelling/")
    assert 'href="/services/hydrotherapy/"' in page
    assert 'href="/services/"' in page
    assert 'href="/faq/sleep/"' in page


def test_a_service_tells_good_and_harm_and_which_topics_explain_it(patient):
    service = build.service("Hydrotherapy", harms=[build.statement("Some people feel faint.")])
    build.topic("Why move in water?", services=[service])
    page = page_at(patient, "/services/hydrotherapy/")
    for part in ("What it is", "Who it is for", "Who it is not for", "What happens", "How long it takes"):
        assert f">{part}</h2>" in page
    for part in ("Possible benefits", "Possible harms", "Other options", "What is not known", "How to book"):
        assert f">{part}</h2>" in page
    assert "Some people feel faint." in page
    assert 'href="/faq/why-move-in-water/"' in page


def test_a_topic_leads_to_its_services_and_says_what_each_is(patient):
    build.topic("Why move in water?", services=[build.service("Hydrotherapy", summary="Moving in a warm pool.")])
    page = page_at(patient, "/faq/why-move-in-water/")
    assert 'href="/services/hydrotherapy/"' in page
    assert "Moving in a warm pool." in page


@pytest.mark.parametrize(
    "missing",
    ["summary", "what_it_is", "who_for", "who_not_for", "what_happens", "how_long"]
    + ["benefits", "harms", "other_options", "not_known", "questions_to_ask", "how_to_book"],
)
def test_a_service_is_not_published_with_a_part_missing(missing):
    draft = build.service(live=False, **{missing: [] if missing in ("benefits", "harms") else ""})
    with pytest.raises(ValidationError):
        build.put_live(draft)


@pytest.mark.parametrize(("by_phone_only", "is_there"), [(False, True), (True, False)])
@pytest.mark.parametrize("end", ["/", ".md"])
def test_what_is_not_booked_online_has_no_link_to_it(patient, by_phone_only, is_there, end):
    build.details(phone="(555) 555-0100", booking_url="https://booking.example.org/")
    build.service("Hydrotherapy", by_phone_only=by_phone_only)
    page = patient.get(f"/services/hydrotherapy{end}").text
    assert ("https://booking.example.org/" in page) is is_there
    assert "0100" in page


def test_a_service_page_lists_all_services(patient):
    for title in ("Hydrotherapy", "Pain course"):
        build.service(title)
    page = page_at(patient, "/services/")
    assert 'href="/services/hydrotherapy/"' in page
    assert 'href="/services/pain-course/"' in page
    assert "Four evenings in a small group." in page


def test_an_ordinary_page_shows_all_its_parts(patient):
    build.details(phone="(555) 555-0100", address="1 Main Street\nSpringfield")
    body = [
        build.block("text", "<h2>Who we are</h2><p>A small clinic.</p>"),
        build.picture(build.image()),
        build.table(["Day", "Hours"], ["Monday", "8 to 5"], caption="Opening hours"),
        build.care_card("sudden weakness", level="emergency"),
        build.block("contact", None),
    ]
    build.standard("Contact", introduction="<p>We are glad to help.</p>", body=body)
    page = page_at(patient, "/contact/")
    for shown in (
        "<h2>Who we are</h2>",
        "A hand resting",
        "<caption>Opening hours",
        "sudden weakness",
        "1 Main Street",
    ):
        assert shown in page


def test_the_menu_names_pages_marked_for_it(patient):
    build.standard("About us", show_in_menus=True)
    build.standard("Small print")
    menu = patient.get("/faq/how-we-know/").context["menu"]
    assert [page.title for page in menu] == ["Answers", "Services", "About us"]


def test_the_foot_names_the_legal_pages_in_one_order(patient):
    build.details(
        accessibility_page=build.standard("Accessibility"),
        privacy_page=build.standard("Privacy"),
        contact_page=build.standard("Contact"),
    )
    page = page_at(patient, "/faq/")
    assert page.index('href="/privacy/"') < page.index('href="/accessibility/"') < page.index('href="/contact/"')


@pytest.mark.parametrize(
    ("address", "way"),
    [("/faq/what-is-crps/", ["/", "/faq/"]), ("/services/pain-education-course/", ["/", "/services/"]), ("/", [])],
)
def test_breadcrumbs_show_the_way_here(patient, address, way):
    build.topic()
    build.service()
    answer = patient.get(address)
    assert [page.url for page in answer.context["page"].breadcrumbs] == way
    if way:
        assert 'aria-label="Breadcrumb"' in answer.content.decode()


def test_a_page_has_one_heading_of_the_first_rank_and_says_where_it_lives(patient):
    build.topic()
    for address in ("/", "/faq/", "/faq/what-is-crps/", "/faq/a-z/", "/services/", "/search/", "/nothing/"):
        page = patient.get(address).content.decode()
        assert page.count("<h1") == 1, address
        assert '<html lang="en"' in page
    assert '<link rel="canonical" href="http://localhost:8000/faq/what-is-crps/">' in page_at(
        patient, "/faq/what-is-crps/"
    )


def test_every_page_type_stands_where_it_belongs():
    allowed = {
        HomePage: {FaqIndexPage, ServicesPage, StandardPage},
        FaqIndexPage: {TopicPage},
        ServicesPage: {ServicePage},
        TopicPage: set(),
        ServicePage: set(),
        StandardPage: set(),
    }
    for parent, children in allowed.items():
        assert {child for child in allowed if child in parent.allowed_subpage_models()} == children, parent


@pytest.mark.parametrize("page_type", [HomePage, FaqIndexPage, ServicesPage])
def test_a_site_has_one_of(page_type):
    assert not page_type.can_create_at(Page.get_first_root_node() if page_type is HomePage else build.home_page())


def test_no_page_can_take_an_address_of_the_site_itself():
    own = {str(pattern.pattern).split("/")[0].strip("^") for pattern in site_urls.own_patterns}
    taken = {word for word in own if word and "." not in word} | {"admin", "static"}
    assert taken <= StandardPage.reserved_slugs
    with pytest.raises(ValidationError, match="Choose another"):
        build.put_live(build.standard("Search", live=False))


@pytest.mark.parametrize("build_page", [build.topic, build.service, build.standard])
@pytest.mark.parametrize("filled", [True, False])
def test_a_draft_can_be_previewed(build_page, filled, staff):
    empty = {build.topic: {"questions": [], "short_answer": "", "subject": None}, build.service: {"benefits": []}}
    page = build_page(live=False, **{} if filled else empty.get(build_page, {"body": []}))
    assert staff("writer").get(f"/admin/pages/{page.pk}/view_draft/").status_code == 200


@pytest.mark.parametrize("page", [build.home_page, build.faq_index, build.services_page])
def test_pages_of_which_there_is_one_can_be_edited_and_previewed(page, staff):
    assert staff("writer").get(f"/admin/pages/{page().pk}/edit/").status_code == 200
    assert staff("writer").get(f"/admin/pages/{page().pk}/view_draft/").status_code == 200

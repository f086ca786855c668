"""Every template that patients see, with the addresses of the example content that show it: the one list of them."""

TOPIC = "/faq/does-crps-spread/"
SERVICE = "/services/first-assessment/"
SPANISH = "/es/respuestas/se-extiende-el-sdrc/"
# Taken down in the scene: plainly, because it is no longer true or paused, because nobody checked it in time, and on
# its day.
GONE = "/faq/why-is-crps-called-rsd/"
UNTRUE = "/faq/is-crps-all-in-the-mind/"
PAUSED = "/faq/other-treatments-for-crps/"
OVERDUE = "/faq/amputation-for-crps/"
EXPIRED = "/faq/why-do-early-results-sometimes-fail/"
# No page lives here: tests answer for them with what a visitor gets when the database is away, we made a mistake, or
# they asked too fast.
AWAY = "/as-if-the-database-were-away/"
REMEMBERED = "/as-if-search-had-to-remember/"
BROKEN = "/as-if-we-had-made-a-mistake/"
TOO_FAST = "/as-if-searched-too-fast/"
# Deeper than any page.
TOO_DEEP = "/" + "a/" * 11

SHOWN = {
    "404.html": ["/there-is-no-such-page/"],
    "500.html": [BROKEN],
    "503.html": [AWAY],
    "too_fast.html": [TOO_FAST],
    "too_much.html": [TOO_DEEP],
    "clinic/expired.html": [EXPIRED],
    "clinic/gone.html": [GONE],
    "clinic/no_longer_true.html": [UNTRUE],
    "clinic/paused.html": [PAUSED],
    "clinic/review_overdue.html": [OVERDUE],
    "faq/a_to_z.html": ["/faq/a-z/", "/faq/a-z/w/"],
    "faq/faq_index_page.html": ["/faq/"],
    "faq/how_we_know.html": ["/faq/how-we-know/"],
    "faq/subject.html": ["/faq/subject/spread-and-change/"],
    "faq/topic_page.html": [TOPIC, "/faq/when-to-get-urgent-help/", "/faq/crps-treatment/", SPANISH],
    "faq/topic_large_print.html": [f"{TOPIC}large-print/"],
    "faq/topic_leaflet.html": [f"{TOPIC}leaflet/", f"{SPANISH}leaflet/"],
    "faq/words.html": ["/faq/words/"],
    "home/home_page.html": ["/", "/es/"],
    "home/search.html": ["/search/", "/search/?q=spread", "/search/?q=xyzzy"],
    "home/search_while_away.html": [REMEMBERED],
    "home/service_page.html": [SERVICE, "/services/vagus-nerve-stimulation/"],
    "home/service_large_print.html": [f"{SERVICE}large-print/"],
    "home/service_leaflet.html": [f"{SERVICE}leaflet/"],
    "home/services_page.html": ["/services/"],
    "home/standard_page.html": ["/contact/", "/about/"],
    "home/suggest_question.html": ["/search/suggest-a-question/", "/es/search/suggest-a-question/"],
}
ADDRESSES = [address for addresses in SHOWN.values() for address in addresses]

# Run in the clinic's own process: what the example content does not have.
SCENE = f"""
from clinic.people.models import User
from clinic.pages.models.withdrawal import Withdrawal
from clinic.pages.withdrawing import withdraw
from faq.models import TopicPage
from wagtail.models import Locale
admin = User.objects.get(username="admin")
topics = TopicPage.objects.filter(locale=Locale.get_default())
addresses = ({GONE!r}, {UNTRUE!r}, {PAUSED!r}, {OVERDUE!r}, {EXPIRED!r})
gone, untrue, paused, overdue, expired = (topics.get(slug=address.split("/")[2]) for address in addresses)
withdraw(gone, admin, Withdrawal.How.ERROR, "It went out by mistake.")
withdraw(untrue, admin, Withdrawal.How.NO_LONGER_TRUE, "A new study.", notice="Ask us: we now tell it in another way.")
withdraw(paused, admin, Withdrawal.How.PAUSED, "Nobody gives it now.", notice="We hope to begin again in March.")
withdraw(overdue, admin, Withdrawal.How.OVERDUE, "Nobody checked it in time.")
expired.unpublish(set_expired=True)
"""

"""Every template that patients see, with the addresses of the example content that show it: the one list of them."""

TOPIC = "/faq/does-crps-spread/"
SERVICE = "/services/first-assessment/"
# Taken down in the scene, the one plainly, the other because it is no longer true.
GONE = "/faq/why-is-crps-called-rsd/"
UNTRUE = "/faq/is-crps-all-in-the-mind/"
# No page lives here: tests answer for them with what a visitor gets when the database is away, or we made a mistake.
AWAY = "/as-if-the-database-were-away/"
BROKEN = "/as-if-we-had-made-a-mistake/"

SHOWN = {
    "home/home_page.html": ["/"],
    "home/services_page.html": ["/services/"],
    "home/service_page.html": [SERVICE, "/services/vagus-nerve-stimulation/"],
    "home/standard_page.html": ["/contact/", "/about/"],
    "home/search.html": ["/search/", "/search/?q=spread", "/search/?q=xyzzy"],
    "faq/faq_index_page.html": ["/faq/"],
    "faq/topic_page.html": [TOPIC, "/faq/when-to-get-urgent-help/", "/faq/crps-treatment/"],
    "faq/subject.html": ["/faq/subject/spread-and-change/"],
    "faq/a_to_z.html": ["/faq/a-z/", "/faq/a-z/w/"],
    "faq/how_we_know.html": ["/faq/how-we-know/"],
    "clinic/gone.html": [GONE],
    "clinic/no_longer_true.html": [UNTRUE],
    "404.html": ["/there-is-no-such-page/"],
    "503.html": [AWAY],
    "500.html": [BROKEN],
}
ADDRESSES = [address for addresses in SHOWN.values() for address in addresses]

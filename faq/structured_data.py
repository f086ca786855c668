import json

from clinic.prose import plain


def structured_data(topic, prose, checked, request):
    """The topic for machines: schema.org MedicalWebPage as JSON, safe inside a script element.

    FAQPage is left out on purpose: search engines stopped showing it, and its answers would lose their labels.
    """
    url = topic.get_full_url(request)
    data = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "url": url,
        "name": topic.title,
        "description": plain(prose.get(topic.short_answer, "")),
        "alternateName": topic.wordings,
        "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
        "dateModified": topic.last_published_at.date().isoformat() if topic.last_published_at else None,
        "author": {"@type": "Person", "name": topic.author.display_name} if topic.author else None,
        "lastReviewed": checked.review.created_at.date().isoformat() if checked.is_checked else None,
        "reviewedBy": reviewer(checked.review) if checked.is_checked else None,
        "hasPart": [
            {"@type": "WebPageElement", "name": child.value["question"], "url": f"{url}#{anchor(child)}"}
            for child in topic.questions
            if child.value["question"]
        ],
    }
    filled = {key: value for key, value in data.items() if value}
    return json.dumps(filled, ensure_ascii=False).replace("<", "\\u003c")


def reviewer(review):
    person = {"@type": "Person", "name": review.reviewer_name, "jobTitle": review.reviewer_title}
    return {key: value for key, value in person.items() if value}


def anchor(child):
    """The fragment that leads to a question: made of the block's id, so it outlives rewording and moving."""
    return f"q-{(child.id or '')[:8]}"

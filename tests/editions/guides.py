"""Guides in the ledger, published without Wagtail."""

from tests.editions.factories import (
    NO_REVIEW,
    api,
    attribution,
    base,
    end_html,
    included,
    make_disclaimer,
    page_url,
    part,
    publish,
    shown,
)


def make_guide(*articles, slug="first-weeks", locale="en", **changes):
    """A guide through these articles."""
    path = f"guides/{slug}"
    text = "Read these in order."
    return {
        **base("guide/1", f"guide-{slug}", locale),
        "slug": slug,
        "former_paths": [],
        "url": page_url(path, locale),
        "title": slug.replace("-", " ").capitalize(),
        "summary": "What to read first, and what can wait.",
        "image": None,
        "topics": [],
        "review": NO_REVIEW,
        "reading": {"words": 10, "minutes": 1},
        "html": f"<p>{text}</p>",
        "articles": [_lead_to(number, each) for number, each in enumerate(articles, start=1)],
        "body_html": f"<p>{text}</p>{end_html(locale)}",
        "body_markdown": f"{text}\n\n{make_disclaimer()['text']}\n",
        "omitted": [],
        "disclaimers": [shown(make_disclaimer(locale=locale))],
        "attribution": attribution(),
        "translations": [],
        "links": {
            "self": api(f"{path}/", locale),
            "html": api(f"{path}.html", locale),
            "markdown": api(f"{path}.md", locale),
            "editions": api(f"{path}/editions/", locale),
        },
        **changes,
    }


def _lead_to(number, article):
    told = {key: article[key] for key in ("title", "summary", "url", "reading")}
    links = {"self": article["links"]["self"]}
    return {"number": number, "part": part(article), **told, "links": links}


def publish_guide(*articles, day=0, **changes):
    content = make_guide(*articles, **changes)
    pairs = [(make_disclaimer(), "disclaimer"), *((each, "article") for each in articles)]
    rows = [included(each, role) for each, role in pairs]
    publish(content, path=f"guides/{content['slug']}", included=rows, day=day)
    return content

"""Everything that readers are shown of an article, and what must stand in all of it."""

from html import unescape
from urllib.parse import quote

from django.conf import settings
from django.test import Client

from cms.library.models import Disclaimer
from cms.publishing.models import Withdrawal
from frontend.addresses import Addresses
from frontend.embed import embedded
from frontend.render import render_page
from frontend.templating import Renderer

API = "/api/v1"


def read(path):
    answer = Client().get(f"{API}/{path}")
    assert answer.status_code == 200, (path, answer.content)
    return answer


def representations(document, site):
    """By name, the text of every form in which this article is shown, but for its listing."""
    at, locale = f"articles/{document['content_id']}", f"?locale={document['locale']}"
    detail = read(f"{at}/{locale}").json()
    renderer = Renderer(Addresses(settings.SITE_URL, settings.API_URL, settings.LANGUAGE_CODE))
    return {
        "JSON": " ".join(each["text"] for each in detail["disclaimers"]),
        "body_html": detail["body_html"],
        "body_markdown": detail["body_markdown"],
        ".html": read(f"{at}.html{locale}").content.decode(),
        ".md": read(f"{at}.md{locale}").content.decode(),
        "oEmbed": read(f"oembed?url={quote(document['url'], safe='')}").json()["html"],
        "page": render_page(document=detail, site=site),
        "embed": embedded(renderer, detail, site=site),
    }


def missing_disclaimers(document, site):
    """The forms of this article that lack one of its disclaimers, or more."""
    texts = [each["text"] for each in document["disclaimers"]]
    forms = representations(document, site)
    return {name for name, form in forms.items() if any(text not in unescape(form) for text in texts)}


def listed_disclaimers(locale):
    """Of every article in the list, the texts of the disclaimers that stand there."""
    found, path = {}, f"articles/?locale={locale}"
    while path:
        page = read(path).json()
        for each in page["results"]:
            found[each["content_id"]] = {disclaimer["text"] for disclaimer in each["disclaimers"]}
        path = page["next"] and page["next"].partition(f"{API}/")[2]
    return found


def belonging(page):
    """The live disclaimers of an article by the words of the rule: on everything, by topic, or chosen.

    In the place of one that was withdrawn stands what was named instead.
    """
    topics = {row.topic.content_id for row in page.topics.all()}
    languages = list(dict.fromkeys((page.locale.language_code, "en")))
    rows = Disclaimer.objects.filter(locale__language_code__in=languages).prefetch_related("topics")
    live = {each.content_id for each in rows if each.live}
    following = _successors(languages)
    reached = {row.disclaimer.content_id for row in page.disclaimers.all()}
    for each in rows:
        if each.live or each.content_id in following:
            scope = {topic.content_id for topic in each.topics.all()}
            reached |= {each.content_id} if each.on_every_article or scope & topics else set()
    return {standing for each in reached if (standing := _standing(each, live, following))}


def _successors(languages):
    """What replaced what, as the first of these languages that names something says."""
    rows = Withdrawal.objects.filter(restored_at=None, locale__in=languages).exclude(successor=None)
    ordered = sorted(rows, key=lambda row: languages.index(row.locale), reverse=True)
    return {row.content_id: row.successor for row in ordered}


def _standing(content_id, live, following):
    seen = set()
    while content_id and content_id not in live and content_id not in seen:
        seen.add(content_id)
        content_id = following.get(content_id)
    return content_id if content_id in live else None

"""Rich text on its way out: links resolved, markup reduced to an allow-list, and its plain words."""

import html
import re
from collections.abc import Mapping

import nh3
from bs4 import BeautifulSoup
from django.utils.encoding import iri_to_uri
from wagtail.rich_text import RichText, extract_references_from_rich_text
from wagtail.rich_text.rewriters import LinkRewriter

TAGS = {"p", "h2", "h3", "b", "strong", "i", "em", "ul", "ol", "li", "a", "br"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto", "tel"}
_REST_OF_TAG = r"""[^>"]*(?:"[^"]*"[^>"]*)*>"""
_TAG = re.compile(f"<{_REST_OF_TAG}")
_INLINE = "a|b|strong|i|em|span|picture|source|img"
_BLOCK_TAG = re.compile(rf"</?(?!(?:{_INLINE})\b)[a-z]{_REST_OF_TAG}")


def linked_pages(source: str | RichText) -> set[int]:
    """The primary keys of the pages that a rich text links to."""
    return {
        int(object_id)
        for model, object_id, *_ in extract_references_from_rich_text(_source(source))
        if model._meta.model_name == "page"
    }


def clean_html(source: str | RichText, links: Mapping[int, str]) -> str:
    """Rich text as safe HTML. A link to a page that is not live becomes its plain words.

    Sanitised whatever the database holds: Wagtail's own expansion trusts it.
    """

    def open_tag(attributes: Mapping[str, str]) -> str:
        url = links.get(int(attributes.get("id", 0)))
        return f'<a href="{html.escape(url)}">' if url else "<a>"

    expanded = LinkRewriter(rules={"page": open_tag})(_source(source))
    cleaned = nh3.clean(expanded, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener")
    return unwrap_dead_links(cleaned)


def unwrap_dead_links(cleaned: str) -> str:
    """Take out links that lead nowhere, and empty paragraphs, which editors leave by accident."""
    if 'rel="noopener">' not in cleaned and "<p></p>" not in cleaned:
        return cleaned
    soup = BeautifulSoup(cleaned, "html.parser")
    for link in soup.find_all("a", href=False):
        link.unwrap()
    for paragraph in soup.find_all("p"):
        if not paragraph.get_text(strip=True):
            paragraph.decompose()
    return str(soup)


def web_address(url: str) -> str:
    """An address that an editor typed or pasted, as a URI; empty if it leads anywhere but to the web."""
    # A query may hold brackets for browsers, though not in a URI.
    return (
        iri_to_uri(url).replace("[", "%5B").replace("]", "%5D")
        if url.lower().startswith(("http://", "https://"))
        else ""
    )


def plain_text(markup: str) -> str:
    """The words of clean HTML, such as `clean_html` makes: one line for each block, single spaces."""
    text = html.unescape(_TAG.sub("", _BLOCK_TAG.sub("\n", markup)))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _source(value: str | RichText) -> str:
    return value.source if isinstance(value, RichText) else value

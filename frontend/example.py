"""`example`: a partner practice's page on another origin, showing one article in all three forms."""

import shutil
from itertools import chain
from pathlib import Path

from markupsafe import Markup

from frontend.addresses import Addresses, Document, key_of, origin_of
from frontend.client import Hub
from frontend.errors import FrontendError
from frontend.options import Options
from frontend.templating import PACKAGE, Page, Renderer


def write_example(options: Options, hub: Hub, *, directory: Path, slug: str = "") -> None:
    site = hub.site()
    article = _choose(hub, locale=site["locale"], slug=slug)
    addresses = Addresses(options.site_url, options.api_url, site["locale"])
    values = {
        "document": article,
        "embed_url": addresses.embed_url(key_of(article)),
        "oembed": Markup(hub.oembed(article["url"])["html"]),  # noqa: S704 - the hub's own HTML is what is shown.
        "policy": _policy(options, article),
    }
    page = Page(locale=article["locale"], title=article["title"])
    html = Renderer(addresses, templates=options.templates).render(
        "embed/partner.html", page=page, site=site, **values
    )
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "index.html").write_text(html, encoding="utf-8")
    shutil.copyfile(PACKAGE / "embed/partner.css", directory / "partner.css")


def _choose(hub: Hub, *, locale: str, slug: str) -> Document:
    changes = chain.from_iterable(page.changes for page in hub.all_changes())
    documents = (change["document"] for change in changes if change["locale"] == locale)
    for document in documents:
        if document["schema"].startswith("article/") and slug in ("", document["slug"]):
            found: Document = document
            return found
    raise FrontendError(f"The hub publishes no article {slug}".rstrip() + f" in {locale}.")


def _policy(options: Options, article: Document) -> str:
    """As strict as a partner's policy can be while it lets the embed in."""
    site, api = origin_of(options.site_url), origin_of(options.api_url)
    images = sorted({origin_of(source["url"]) for image in _images(article) for source in image["sources"]})
    return (
        f"default-src 'none'; script-src {site}; connect-src {site}; frame-src {site} {api}; "
        f"style-src 'self'; img-src {' '.join(images) or site}; base-uri 'none'; form-action 'none'"
    )


def _images(article: Document) -> list[Document]:
    hero = [article["image"]] if article["image"] else []
    return [*hero, *(block["image"] for block in article["body"] if block["type"] == "image")]

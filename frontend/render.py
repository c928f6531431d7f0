"""Document in, HTML out: an editor's preview calls this, and so shows the very page the site will show."""

from collections.abc import Sequence

from frontend.addresses import FOLDERS, Addresses, Document
from frontend.pages import article_page, guide_page, topic_page
from frontend.templating import Page, Renderer


def render_page(
    *, document: Document, site: Document, asset_base: str = "", problems: Sequence[str] = ()
) -> str:
    """The page of an article, guide or topic; `problems`, what keeps a draft unpublished, stand on top."""
    renderer = Renderer(_addresses(document, site), asset_base=asset_base)
    if document["schema"].startswith("article/"):
        return article_page(renderer, document, site=site, problems=problems)
    if document["schema"].startswith("guide/"):
        return guide_page(renderer, document, site=site, problems=problems)
    return topic_page(renderer, document, site=site, problems=problems)


def render_part(
    *, kind: str, document: Document, site: Document, asset_base: str = "", problems: Sequence[str] = ()
) -> str:
    """A benefit, a disclaimer, a person or the clinic alone, as an article would show it."""
    if kind in FOLDERS:
        return render_page(document=document, site=site, asset_base=asset_base, problems=problems)
    title = document.get("title") or document.get("name") or kind
    page = Page(locale=document["locale"], title=title, noindex=True, problems=tuple(problems))
    renderer = Renderer(_addresses(document, site), asset_base=asset_base)
    return renderer.render("site/part.html", page=page, site=site, kind=kind, document=document)


def _addresses(document: Document, site: Document) -> Addresses:
    """A document says where it stands, and so whether its locale is the one without a prefix."""
    site_url = site["url"].rstrip("/")
    prefixed = str(document.get("url", "")).startswith(f"{site_url}/{document['locale']}/")
    return Addresses(site_url=site_url, api_url="", default_locale="" if prefixed else document["locale"])

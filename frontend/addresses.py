"""Where everything is: the one place that makes the site's paths, addresses and file names."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

Document = dict[str, Any]

# The kinds that have a page of their own, and the folder it lives in.
FOLDERS = {"article": "articles", "guide": "guides", "topic": "topics"}


@dataclass(frozen=True)
class Addresses:
    """Base addresses without a trailing slash; `site_url` may have a path of its own."""

    site_url: str
    api_url: str
    default_locale: str

    @property
    def base(self) -> str:
        """The path that every link of the site begins with: empty at the root of a host."""
        return urlsplit(self.site_url).path.rstrip("/")

    def place(self, locale: str, path: str = "") -> str:
        """Where a page lies in the release, without slashes at its ends: `es/articles/asthma`."""
        prefix = "" if locale == self.default_locale else locale
        return "/".join(part for part in (prefix, path) if part)

    def file(self, locale: str, path: str = "") -> str:
        return f"{self.place(locale, path)}/index.html".lstrip("/")

    def href(self, locale: str, path: str = "") -> str:
        """A link within the site, from the root of its host."""
        place = self.place(locale, path)
        return self.link(f"{place}/" if place else "")

    def link(self, file: str) -> str:
        return f"{self.base}/{quote(file)}"

    def url(self, locale: str, path: str = "") -> str:
        return f"{self.site_url}{self.href(locale, path).removeprefix(self.base)}"

    def embed_url(self, key: tuple[str, str]) -> str:
        """An address that outlives every renaming, since it is made of `content_id` and locale."""
        content_id, locale = key
        return f"{self.site_url}/embed/{locale}/{content_id}/"

    def local(self, url: str) -> str:
        """A link within the site if `url` is an address of this site; else `url` as it is."""
        if url.startswith(f"{self.site_url}/"):
            return f"{self.base}{url.removeprefix(self.site_url)}"
        return url


def path_of(document: Document) -> str:
    """The canonical path of a thing that has a page: `articles/asthma`."""
    kind = str(document["schema"]).partition("/")[0]
    return f"{FOLDERS[kind]}/{document['slug']}"


def key_of(document: Document) -> tuple[str, str]:
    return (document["content_id"], document["locale"])


def origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"

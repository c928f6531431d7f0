"""What a path answers that is no page any more: files cannot have a status, so the web server is told.

`states.json` is what our own `serve` and the search page read; `_redirects` is for static hosts that know
it; `nginx-states.conf` is for nginx, with the true status of both kinds.
"""

import json
from dataclasses import dataclass
from typing import Self
from urllib.parse import unquote

from frontend.addresses import Addresses, path_of
from frontend.contents import Contents

NGINX_HEAD = """\
# Included in nginx's http block. In the server block:
#   if ($aftercare_redirect) { return 301 $aftercare_redirect; }
#   if ($aftercare_gone) { return 410; }
#   error_page 410 @gone;
#   location @gone { try_files $uri/index.html /404.html =410; }
# The longest slugs and many of them have to fit into the maps.
map_hash_bucket_size 1024;
map_hash_max_size 65536;
"""


@dataclass(frozen=True)
class States:
    """Paths from the root of the host, with slashes at both ends: where they lead now, and which are gone."""

    redirects: dict[str, str]
    gone: list[str]

    @classmethod
    def of(cls, contents: Contents, addresses: Addresses) -> Self:
        documents = contents.with_pages()
        live = {addresses.href(document["locale"], path_of(document)) for document in documents}
        redirects = {
            addresses.href(document["locale"], path): addresses.href(document["locale"], path_of(document))
            for document in documents
            for path in document["former_paths"]
        }
        redirects = {path: target for path, target in sorted(redirects.items()) if path not in live}
        gone = ((notice["locale"], path) for notice in contents.gone for path in notice["former_paths"])
        notices = {addresses.href(locale, path) for locale, path in gone}
        return cls(redirects, sorted(notices - live - redirects.keys()))

    def json(self) -> str:
        return json.dumps({"redirects": self.redirects, "gone": self.gone}, indent=1)

    def redirects_file(self) -> str:
        return "".join(f"{path} {target} 301\n" for path, target in self.redirects.items())

    def nginx_map(self) -> str:
        # nginx compares its decoded $uri.
        redirects = "".join(f'    "{unquote(path)}" "{target}";\n' for path, target in self.redirects.items())
        gone = "".join(f'    "{unquote(path)}" 1;\n' for path in self.gone)
        return (
            f'{NGINX_HEAD}map $uri $aftercare_redirect {{\n    default "";\n{redirects}}}\n'
            f"map $uri $aftercare_gone {{\n    default 0;\n{gone}}}\n"
        )

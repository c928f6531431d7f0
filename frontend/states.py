"""What a path answers that is no page any more: files cannot have a status, so the web server is told.

`states.json` is what our own `serve` and the search page read; `_redirects` is for static hosts that know
it; `nginx-states.conf` is for nginx, with the true status of both kinds.
"""

import json
from typing import TYPE_CHECKING
from urllib.parse import unquote

from frontend.mirror import Role
from frontend.targets import leaves

if TYPE_CHECKING:
    from frontend.files import Maker

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


def as_json(maker: "Maker") -> str:
    redirects, gone = _states(maker)
    return json.dumps({"redirects": redirects, "gone": gone}, indent=1)


def as_redirects(maker: "Maker") -> str:
    redirects, _ = _states(maker)
    return "".join(f"{path} {target} 301\n" for path, target in redirects.items())


def as_nginx_map(maker: "Maker") -> str:
    # nginx compares its decoded $uri.
    redirects, gone = _states(maker)
    lines = "".join(f'    "{unquote(path)}" "{_in_quotes(target)}";\n' for path, target in redirects.items())
    notices = "".join(f'    "{unquote(path)}" 1;\n' for path in gone)
    return (
        f'{NGINX_HEAD}map $uri $aftercare_redirect {{\n    default "";\n{lines}}}\n'
        f"map $uri $aftercare_gone {{\n    default 0;\n{notices}}}\n"
    )


def _in_quotes(url: str) -> str:
    """nginx would read a variable at a dollar, and the end of the value at a quote."""
    return url.replace('"', "%22").replace("$", "%24").replace("\\", "%5C")


def _states(maker: "Maker") -> tuple[dict[str, str], list[str]]:
    """Paths from the root of the host, with slashes at both ends: where they lead now, and which are gone."""
    redirects, gone, addresses = {}, [], maker.addresses
    for locale, path, role, content_id in maker.mirror.claims.without_page():
        href = addresses.href(locale, path)
        if role is Role.NOTICE:
            gone.append(href)
        elif thing := maker.mirror.things.find((content_id, locale)):
            here = addresses.href(locale, thing.path)
            redirects[href] = here if thing.is_live else addresses.local(thing.url)
            if thing.kind == "topic" and thing.is_live:
                numbers = range(1, leaves(maker.mirror.lists.length(locale, content_id)) + 1)
                redirects |= {f"{href}page/{number}/": f"{here}page/{number}/" for number in numbers}
    return dict(sorted(redirects.items())), sorted(gone)

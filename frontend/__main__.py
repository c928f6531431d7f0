"""`python -m frontend build|follow|serve|example`."""

import argparse
import logging
import os
import sys
from pathlib import Path

from frontend.build import build
from frontend.client import Hub
from frontend.errors import FrontendError
from frontend.example import write_example
from frontend.follow import Follower, follow
from frontend.options import Options
from frontend.serve import serve
from frontend.templating import TEMPLATES


def main() -> int:
    arguments = _parser().parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    try:
        _run(arguments)
    except FrontendError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _run(arguments: argparse.Namespace) -> None:
    if arguments.verb == "serve":
        directory = arguments.directory or arguments.out / "current"
        return serve(directory, host=arguments.host, port=arguments.port)
    site_url, api_url = arguments.site_url.rstrip("/"), arguments.api.rstrip("/")
    options = Options(api_url, site_url, arguments.out, arguments.templates)
    with Hub(options.api_url, patient=arguments.verb != "follow") as hub:
        if arguments.verb == "build":
            build(options, hub)
        elif arguments.verb == "follow":
            follow(Follower(options, hub))
        else:
            write_example(options, hub, directory=arguments.directory, slug=arguments.article)
    return None


def _parser() -> argparse.ArgumentParser:
    port, site_port = os.environ.get("PORT", "8000"), os.environ.get("SITE_PORT", "8001")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--api", default=os.environ.get("API_URL", f"http://localhost:{port}/api/v1"))
    shared.add_argument("--site-url", default=os.environ.get("SITE_URL", f"http://localhost:{site_port}"))
    shared.add_argument("--out", type=Path, default=Path("var/site"), help="where releases are kept")
    shared.add_argument("--templates", type=Path, default=TEMPLATES)
    parser = argparse.ArgumentParser(prog="frontend", description="The static site of an Aftercare hub.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("build", parents=[shared], help="write the whole site as a new release")
    verbs.add_parser("follow", parents=[shared], help="keep the current release as the hub's feed says")
    served = verbs.add_parser("serve", parents=[shared], help="look at it on this machine")
    served.add_argument("--directory", type=Path, help="another folder than the current release")
    served.add_argument("--host", default="127.0.0.1")
    served.add_argument("--port", type=int, default=int(site_port))
    example = verbs.add_parser(
        "example", parents=[shared], help="write a partner's page that embeds an article"
    )
    example.add_argument("--directory", type=Path, default=Path("var/partner"))
    example.add_argument("--article", default="", help="its slug; else the first article of the feed")
    return parser


if __name__ == "__main__":
    sys.exit(main())

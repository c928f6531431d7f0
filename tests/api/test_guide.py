"""The guide for web developers is run as it stands: every file of it, in order, by Node.js."""

import os
import re
import shutil
import subprocess

import pytest

from tests.editions.factories import SIZE, make_image, part, publish_article, sources
from tests.editions.withdrawals import publish_withdrawn
from tests.launching import ROOT

NODE = shutil.which("node") or shutil.which("nodejs")
FILES = re.findall(r"```js\n// (\S+)\n(.*?)```", (ROOT / "docs/guide.md").read_text(), re.DOTALL)
pytestmark = pytest.mark.skipif(not NODE, reason="No Node.js was found: install nodejs")


@pytest.fixture
def run(live_server, tmp_path, settings):
    settings.API_URL = f"{live_server.url}/api/v1"
    for name, source in FILES:
        (tmp_path / name).write_text(source)

    def run(*arguments):
        environment = {**os.environ, "API": f"{live_server.url}/api/v1"}
        done = subprocess.run(
            [NODE, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def article():
    image = {"part": part(make_image()), "alt": 'A "path"', "credit": "", **SIZE, "sources": sources()}
    return publish_article(title="Walking & resting", image=image)


def evaluate(run, code):
    return run("--input-type=module", "-e", code)


def test_every_file_of_the_guide_is_here():
    assert [name for name, _ in FILES] == ["article.mjs", "page.mjs", "build.mjs", "mirror.mjs"]


def test_article_and_list_are_fetched(run, article):
    publish_article("another")
    code = """
      import { getArticle, listArticles } from "./article.mjs";
      console.log((await getArticle("walking-again")).article.title);
      console.log((await listArticles({ limit: "1" })).length);
      console.log((await getArticle("never")).problem.status);
    """
    assert evaluate(run, code).split("\n")[:3] == ["Walking & resting", "2", "404"]


def test_static_site_is_built(run, article, tmp_path):
    run("build.mjs")
    page = (tmp_path / "site/walking-again/index.html").read_text()
    assert "<h1>Walking &amp; resting</h1>" in page
    assert article["disclaimers"][0]["text"] in page
    assert 'srcset="' in page
    assert 'alt="A &quot;path&quot;"' in page


def test_mirror_follows_and_shows_a_withdrawal(run, article, tmp_path):
    run("mirror.mjs")
    place = tmp_path / f"mirror/en/{article['content_id']}/index.html"
    assert "<h1>Walking &amp; resting</h1>" in place.read_text()
    publish_withdrawn(article, notice="Do not follow <this> any more.")
    run("mirror.mjs")
    assert "Do not follow &lt;this&gt; any more." in place.read_text()
    assert "noindex" in place.read_text()


def test_withdrawal_is_shown_when_it_is_asked_for(run, article):
    publish_withdrawn(article, notice="Do not follow this any more.")
    code = """
      import { getArticle } from "./article.mjs";
      import { page } from "./page.mjs";
      console.log(page(await getArticle("walking-again")));
    """
    assert "Do not follow this any more." in evaluate(run, code)

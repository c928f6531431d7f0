"""`python -m frontend`, as a person at a terminal meets it."""

import os
import signal
import subprocess
import sys

import httpx
import pytest

from frontend.example import write_example
from frontend.follow import Follower
from frontend.release import Releases
from tests.frontend.documents import SITE_URL, article, disclaimer
from tests.frontend.test_follow import assert_equal_to_fresh_build, change_everything, settle, wait_for
from tests.launching import ROOT


def command(*arguments):
    return [sys.executable, "-m", "frontend", *map(str, arguments)]


def run(*arguments):
    return subprocess.run(command(*arguments), cwd=ROOT, capture_output=True, text=True, timeout=30)


def test_build_without_a_hub_ends_with_a_sentence(tmp_path):
    ended = run("build", "--api", "http://localhost:9/api/v1", "--out", tmp_path)
    assert ended.returncode == 1
    assert "The hub at http://localhost:9/api/v1 does not answer" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_build_writes_a_site(api_url, tmp_path, search_index):
    ended = run("build", "--api", api_url, "--out", tmp_path, "--site-url", SITE_URL)
    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "current/articles/walking-again/index.html").is_file()


def test_serve_on_a_busy_port_ends_with_a_sentence(site_server):
    ended = run("serve", "--port", site_server.rpartition(":")[2])
    assert ended.returncode == 1
    assert "cannot be used" in ended.stderr


def test_follower_that_is_killed_for_good_leaves_what_the_next_one_completes(options, hub, release, stub):
    arguments = ("follow", "--api", options.api_url, "--out", options.out, "--site-url", options.site_url)
    process = subprocess.Popen(command(*arguments), cwd=ROOT, stdout=subprocess.DEVNULL, env={**os.environ})
    asked = len(stub.requests)
    wait_for(lambda: len(stub.requests) > asked, 20)
    change_everything(stub)
    wait_for((release.folder / "topics/sleep/index.html").is_file, 5)
    process.send_signal(signal.SIGKILL)
    process.wait(5)
    stub.publish(article("walking-daily", name="walking-again", title="After the fall"))
    settle(Follower(options, hub))
    assert Releases(options.out).current() == release
    assert_equal_to_fresh_build(options, hub)


@pytest.fixture
def partner(options, hub, tmp_path):
    write_example(options, hub, directory=tmp_path / "partner", slug="walking-again")
    return (tmp_path / "partner/index.html").read_text()


def test_example_shows_three_forms_with_the_disclaimer_in_each_that_needs_no_site(partner):
    element, _, rest = partner.partition("</aftercare-article>")
    assert disclaimer()["text"] in element
    frame, _, oembed = rest.partition('<blockquote class="aftercare">')
    assert f'<iframe src="{SITE_URL}/embed/en/' in frame
    assert disclaimer()["text"] in oembed


def test_example_has_a_strict_policy_and_keeps_to_it(partner):
    assert "default-src &#39;none&#39;" in partner
    assert "unsafe" not in partner
    assert " style=" not in partner
    assert "<script>" not in partner


def test_example_of_an_article_that_is_not_there_ends_with_a_sentence(api_url, tmp_path):
    ended = run("example", "--api", api_url, "--directory", tmp_path, "--article", "never-was")
    assert ended.returncode == 1
    assert "publishes no article never-was in en" in ended.stderr


def test_served_folder_is_shown(tmp_path):
    (tmp_path / "index.html").write_text("<h1>Here</h1>")
    process = subprocess.Popen(
        command("serve", "--directory", tmp_path, "--port", 0), cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        address = process.stdout.readline().split()[-1]
        assert "Here" in httpx.get(address).text
    finally:
        process.terminate()
        process.wait(5)

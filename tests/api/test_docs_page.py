"""The documentation works in a real browser, with our own files alone, under its own strict policy."""

import pytest

from api.views.contract import ASSETS
from tests.api.problems import problem


def test_policy_lets_only_our_files_in(read):
    answer = read("docs/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    page = answer.content.decode()
    assert "<style" not in page
    assert page.count("<script") == page.count("<script src=")


@pytest.mark.parametrize("name", ASSETS)
def test_assets_are_served_by_the_api_itself(read, name):
    answer = read(f"docs/assets/{name}")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/")
    assert len(answer.content) > 100


@pytest.mark.parametrize("name", ["nothing.js", "..%2F..%2Fapps.py", "swagger-ui-bundle.js.map"])
def test_other_files_are_not(read, name):
    problem(read(f"docs/assets/{name}"), 404)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_documentation_shows_every_operation(live_server, browser_page):
    faults, hosts = [], set()
    browser_page.on("console", lambda message: faults.append(message.text))
    browser_page.on("pageerror", lambda error: faults.append(str(error)))
    browser_page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    browser_page.goto(f"{live_server.url}/api/v1/docs/")
    browser_page.wait_for_selector(".opblock")
    assert browser_page.locator(".opblock").count() >= 20
    browser_page.get_by_text("/articles/{name}/", exact=True).first.click()
    browser_page.wait_for_selector(".opblock-body")
    assert browser_page.get_by_text("Read an article", exact=True).count()
    assert hosts == {live_server.url.split("/")[2]}
    assert faults == []

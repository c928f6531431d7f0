"""Every page of the admin that a link leads to answers."""

import re
from html import unescape

import pytest

from tests.articles.factories import benefits, make_article
from tests.library.factories import make_benefit, make_disclaimer, make_person, make_topic

LINK = re.compile(r"""(?:href=|"url": ?)"(/admin/[^"#?]*)""")
ELSEWHERE = re.compile(r"logout|/jsi18n|/bulk/|/export|/sprite|\.(csv|xlsx)")


@pytest.mark.django_db
def test_every_admin_page_that_is_linked_answers(admin_client):
    make_disclaimer()
    page = make_article(body=[benefits(make_benefit())], topics=[make_topic()], authors=[make_person()])
    waiting, answers = ["/admin/", "/admin/pages/", f"/admin/pages/{page.pk}/edit/"], {}
    while waiting:
        url = waiting.pop()
        response = admin_client.get(url)
        answers[url] = response.status_code
        if response.headers.get("Content-Type", "").startswith("text/html"):
            found = {unescape(link) for link in LINK.findall(response.content.decode())}
            waiting += sorted(link for link in found - {*answers, *waiting} if not ELSEWHERE.search(link))
    assert len(answers) > 60
    assert {url: code for url, code in answers.items() if code >= 400} == {}

"""An article is taken back in the admin, is gone everywhere with its notice, and comes back."""

import httpx
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
TITLE, INSTEAD = "Sitting, sleeping and getting up", "Managing pain, with and without medicine"
NOTICE = "We are writing this anew. Until then, ask the people who know your back."


def feed_state(aftercare, content_id):
    """What the last page of the feed says of a thing."""
    url, state = f"{aftercare.api}/changes/", None
    while url:
        page = httpx.get(url).json()
        states = [each["state"] for each in page["changes"] if each["content_id"] == content_id]
        state = states[-1] if states else state
        url = f"{aftercare.api}/changes/?cursor={page['next']}" if page["more"] else None
    return state


def open_withdrawing(editor):
    editor.page.goto(f"{editor.admin}/articles/")
    editor.page.get_by_role("link", name=TITLE).first.click()
    editor.page.get_by_role("button", name="More actions").last.click()
    editor.page.get_by_role("link", name="Withdraw").last.click()
    return editor.page


def choose_successor(page):
    page.get_by_role("button", name="Choose an article").click()
    page.get_by_role("dialog").get_by_role("link", name=INSTEAD).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_article_is_withdrawn_for_another_one_and_restored(aftercare, editor):
    url = f"{aftercare.api}/articles/sitting-sleeping-and-getting-up/"
    before = httpx.get(url).json()
    page = open_withdrawing(editor)
    expect(page.get_by_text("This article is linked from")).to_be_visible()
    page.get_by_label("Something else replaces it").check()
    page.get_by_label("Notice for readers").fill(NOTICE)
    choose_successor(page)
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.locator(".messages")).to_contain_text("because something else replaces it")

    answer = httpx.get(url)
    assert (answer.status_code, answer.json()["notice"]) == (410, NOTICE)
    assert answer.json()["successor"]["title"] == INSTEAD
    assert feed_state(aftercare, before["content_id"]) == "withdrawn"

    page.goto(f"{editor.admin}/withdrawn/")
    row = page.get_by_role("row").filter(has_text=TITLE)
    expect(row).to_contain_text(INSTEAD)
    row.get_by_role("link", name="Restore").click()
    page.get_by_role("button", name="Restore it").click()
    expect(page.locator(".messages")).to_contain_text("is published again")
    after = httpx.get(url).json()
    assert (after["body"], after["edition"]) == (before["body"], before["edition"] + 2)
    assert feed_state(aftercare, before["content_id"]) == "published"


def test_what_a_merger_does_not_need_is_hidden(editor):
    page = open_withdrawing(editor)
    page.get_by_label("It was merged").check()
    expect(page.get_by_label("Notice for readers")).to_be_hidden()
    expect(page.get_by_text("Readers are sent on to it at once")).to_be_visible()
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_text("Choose what it was merged into")).to_be_visible()
    expect(page.get_by_label("It was merged")).to_be_checked()
    page.get_by_label("It is out of date").check()
    expect(page.get_by_label("Notice for readers")).to_be_visible()

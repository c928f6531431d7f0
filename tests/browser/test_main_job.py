"""From the editor's keyboard to a partner's page: the main job, in a real browser."""

import re
import time
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PATIENCE = 15_000
SOURCE = Path(__file__).parent.parent / "importing/sources/moving-again.txt"
NEW_WORDS = "Ask your own surgeon before you follow any of this."


def wait_for(page, url, words):
    """Open the page until it shows the words: the site follows the hub a moment later."""
    deadline = time.monotonic() + PATIENCE / 1000
    while page.goto(url).status != 200 or words not in page.locator("body").inner_text():
        assert time.monotonic() < deadline, page.locator("body").inner_text()
        page.wait_for_timeout(200)


def test_changed_disclaimer_is_on_the_site_and_in_every_embed(aftercare, editor, browser_page):
    editor.open_part("disclaimer", "About this advice")
    editor.write_body(NEW_WORDS)
    editor.publish()
    wait_for(browser_page, f"{aftercare.site}/articles/walking-after-spine-surgery/", NEW_WORDS)
    expect(browser_page.locator(".disclaimers")).to_contain_text(NEW_WORDS)
    browser_page.goto(f"{aftercare.partner}/")
    expect(browser_page.locator("aftercare-article").get_by_text(NEW_WORDS)).to_be_visible(timeout=PATIENCE)
    browser_page.locator("iframe").first.scroll_into_view_if_needed()
    frame = browser_page.frame_locator("iframe").first
    expect(frame.locator(".disclaimers")).to_contain_text(NEW_WORDS, timeout=PATIENCE)


def test_publishing_while_the_draft_is_being_saved_makes_one_disclaimer(editor):
    title = "Published in a hurry"
    editor.page.goto(f"{editor.admin}/snippets/library/disclaimer/add/")
    editor.page.locator("[name=title]").fill(title)
    editor.page.locator("[name=purpose]").select_option("legal")
    editor.write_body("Ask first.")
    with editor.page.expect_navigation(url="**/disclaimer/?*"):
        editor.publish()
    editor.page.goto(f"{editor.admin}/snippets/library/disclaimer/")
    row = editor.page.get_by_role("row").filter(has_text=title)
    expect(row).to_have_count(1)
    expect(row).to_contain_text("live", ignore_case=True)


def test_imported_article_is_on_the_site_as_markdown_and_on_a_partners_page(aftercare, run, browser_page):
    said = run("manage.py", "import_article", str(SOURCE), "--publish")
    url = re.search(r"http\S+/articles/(\S+)/", said)
    document = httpx.get(f"{aftercare.api}/articles/{url[1]}/").json()
    (items,) = [block["items"] for block in document["body"] if block["type"] == "benefits"]
    titles = [item["title"] for item in items]

    wait_for(browser_page, url[0], titles[0])
    assert browser_page.locator(".benefits h3").all_inner_texts() == titles
    markdown = httpx.get(document["links"]["markdown"]).text
    assert all(words in markdown for words in [*titles, document["disclaimers"][0]["text"].splitlines()[0]])
    run("-m", "frontend", "example", "--article", url[1])
    browser_page.goto(f"{aftercare.partner}/")
    expect(browser_page.locator("aftercare-article .benefits h3")).to_have_text(titles, timeout=PATIENCE)


def test_comment_is_public_once_it_is_approved(aftercare, editor, browser_page):
    url, words = f"{aftercare.site}/articles/managing-pain/", "The tip about pillows helped me."
    comments = f"{aftercare.api}/articles/managing-pain/comments/"
    browser_page.goto(url)
    browser_page.get_by_label("Name").fill("A reader")
    browser_page.get_by_label("Comment", exact=True).fill(words)
    browser_page.get_by_role("button", name="Send comment").click()
    expect(browser_page.locator("[data-answer]")).not_to_be_empty(timeout=PATIENCE)
    assert httpx.get(comments).json()["results"] == []

    editor.page.goto(f"{editor.admin}/comments/")
    editor.page.get_by_role("button", name="Approve", exact=True).first.click()
    expect(editor.page.locator(".messages")).to_be_visible()
    assert [each["text"] for each in httpx.get(comments).json()["results"]] == [words]
    browser_page.goto(url)
    expect(browser_page.get_by_text(words)).to_be_visible(timeout=PATIENCE)


def test_preview_in_the_editor_is_the_sites_own_page(aftercare, editor, browser_page):
    editor.page.goto(f"{editor.admin}/articles/")
    editor.page.get_by_role("link", name="Managing pain, with and without medicine").first.click()
    editor.page.goto(editor.page.url.replace("/edit/", "/view_draft/"))
    browser_page.goto(f"{aftercare.site}/articles/managing-pain/")
    shown, public = (page.locator("article").first.inner_text() for page in (editor.page, browser_page))
    assert shown.split("Comments")[0] == public.split("Comments")[0]

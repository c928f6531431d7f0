"""The site as a patient meets it: on a phone, on paper, without script, in the dark, with a question."""

import re

import pytest
from playwright.sync_api import expect

from frontend import search
from frontend.release import Releases
from tests.frontend.documents import article, disclaimer, notice, person

pytestmark = pytest.mark.browser
ARTICLE = "/articles/physical-therapy-after-spine-surgery/"


@pytest.fixture
def visit(town, browser_page):
    """Goes to a path of the site; at the end nothing may have been refused or have failed."""
    complaints = []
    browser_page.on(
        "console", lambda message: complaints.append(message.text) if message.type == "error" else None
    )
    browser_page.on("pageerror", lambda error: complaints.append(str(error)))

    def go(path):
        browser_page.goto(f"{town.site}{path}")
        return browser_page

    yield go
    assert complaints == []


def test_article_is_read_without_script(town, browser):
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{town.site}{ARTICLE}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text(disclaimer()["text"])).to_be_visible()
    expect(page.get_by_role("link", name="Read the comments, or leave one")).to_be_visible()
    expect(page.get_by_role("button", name="Print this page")).to_be_hidden()
    page.goto(f"{town.site}/search/")
    expect(page.get_by_text("Search runs in your browser")).to_be_visible()
    page.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_fit_every_width(visit, browser_page, width):
    browser_page.set_viewport_size({"width": width, "height": 700})
    for path in ("/", ARTICLE, "/topics/", "/search/", "/topics/recovery/", "/es/", "/articles/"):
        assert visit(path).evaluate("document.documentElement.scrollWidth") <= width, path


def test_recall_fits_a_narrow_page_and_is_readable_in_the_dark(browser_page, town):
    browser_page.set_viewport_size({"width": 320, "height": 700})
    browser_page.emulate_media(color_scheme="dark")
    browser_page.goto(f"{town.site}/articles/bed-rest/")
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= 320
    expect(browser_page.locator(".recall")).to_have_css("background-color", "rgb(59, 36, 28)")
    expect(browser_page.get_by_role("link", name="+1 555 0100").first).to_be_visible()


def test_long_words_do_not_widen_a_narrow_page(visit, browser_page, town):
    browser_page.set_viewport_size({"width": 320, "height": 700})
    words = "Otorhinolaryngological" * 5
    long = article("long-words", title=words, summary=words, authors=[person(words)])
    town.publish(long)
    town.follow()
    assert visit("/articles/long-words/").evaluate("document.documentElement.scrollWidth") <= 320
    town.publish(notice(long))
    town.follow()


def test_caption_of_a_wide_table_is_read_without_scrolling(visit, browser_page):
    browser_page.set_viewport_size({"width": 390, "height": 844})
    region = visit(ARTICLE).locator(".table-scroll")
    widen = "each => each.querySelectorAll('tr').forEach(row => row.append(...Array(9).fill('Outdoors').map("
    region.evaluate(f"{widen}word => Object.assign(document.createElement('td'), {{textContent: word}}))))")
    region.locator("caption").evaluate("caption => { caption.textContent = 'How walking grows '.repeat(9) }")
    assert region.evaluate("each => each.scrollWidth > each.clientWidth")
    assert region.locator("caption").bounding_box()["width"] <= region.bounding_box()["width"]


def test_keyboard_reaches_the_text_first(visit):
    page = visit(ARTICLE)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the main text")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_targets_are_large_enough_for_a_thumb(visit, browser_page):
    browser_page.set_viewport_size({"width": 390, "height": 800})
    page = visit(ARTICLE)
    page.locator("summary").first.wait_for()
    for target in page.locator(".menu a, .brand, .topics a, .button, summary, input").all():
        if target.is_visible():
            assert target.bounding_box()["height"] >= 44, target.inner_text()


def test_paper_holds_the_article_and_nothing_to_press(visit):
    page = visit(ARTICLE)
    page.emulate_media(media="print")
    expect(page.get_by_text("Printed from")).to_be_visible()
    expect(page.get_by_text("Yes, slowly, one hand on the rail.")).to_be_visible()
    expect(page.get_by_text(disclaimer()["text"])).to_be_visible()
    for selector in (".menu", ".comments", "[data-print]", ".related"):
        expect(page.locator(selector).first).to_be_hidden()


def test_dark_page_for_those_who_asked_for_it(visit, browser_page):
    browser_page.emulate_media(color_scheme="dark")
    expect(visit(ARTICLE).locator("body")).to_have_css("background-color", "rgb(18, 33, 31)")


def test_search_finds_what_is_typed(visit):
    page = visit("/search/")
    page.get_by_role("searchbox").fill("therapist")
    expect(page.get_by_role("status")).to_have_text("1 article found")
    page.locator(".results").get_by_role("link", name="Physical therapy after spine surgery").click()
    expect(page).to_have_url(re.compile(f"{ARTICLE}$"))


def test_search_from_the_home_page_answers_in_its_language(visit):
    page = visit("/es/")
    page.get_by_role("searchbox").fill("walks")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("1 artículo encontrado")
    expect(page.locator(".results a")).to_have_attribute("href", "/es/articles/caminar-de-nuevo/")


@pytest.mark.usefixtures("search_index")
def test_search_of_a_large_site_reads_all_of_its_indexes(visit, town, monkeypatch):
    release = Releases(town.options.out).current()
    with monkeypatch.context() as patch:
        patch.setattr(search, "PART", 1)
        search.write_search_index(release)
    assert (release.folder / "pagefind/3/pagefind-entry.json").is_file()
    page = visit("/search/")
    for words, title in (("therapist", "Physical therapy after spine surgery"), ("walks", "Walking again")):
        page.get_by_role("searchbox").fill(words)
        expect(page.locator(".results").get_by_role("link", name=title)).to_be_visible()
    page = visit("/es/search/?q=walks")
    expect(page.get_by_role("status")).to_have_text("1 artículo encontrado")
    search.write_search_index(release)


def test_search_leaves_out_what_is_gone_before_the_index_knows(visit, town):
    states = town.options.out / "current/states.json"
    before = states.read_text()
    states.write_text('{"redirects": {}, "gone": ["/articles/sleeping-well/"]}')
    page = visit("/search/?q=sleeping")
    expect(page.get_by_role("status")).to_have_text("1 article found")
    expect(page.locator(".results a")).to_have_text("Physical therapy after spine surgery")
    states.write_text(before)


def test_approved_comments_are_shown_as_text(visit, town):
    said = {"id": "1", "name": "R.", "text": "<b>Thank</b> you.", "submitted_at": "2026-05-05T10:00:00Z"}
    town.stub.comments = [said]
    page = visit(ARTICLE)
    expect(page.locator(".comment p")).to_have_text("<b>Thank</b> you.")
    town.stub.comments = []


def test_comment_is_sent_and_waits(visit):
    page = visit(ARTICLE)
    page.get_by_label("Name").fill("Jo")
    page.get_by_label("Comment", exact=True).fill("This helped.")
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_text("Your comment will be shown once it has been approved.")).to_be_focused()
    expect(page.get_by_label("Name")).to_have_value("")


def test_comment_that_is_refused_says_which_field_and_why(browser_page, town):
    browser_page.goto(f"{town.site}{ARTICLE}")
    browser_page.get_by_label("Name").fill("Jo")
    browser_page.get_by_role("button", name="Send comment").click()
    text = browser_page.get_by_label("Comment", exact=True)
    expect(text).to_be_focused()
    expect(text).to_have_attribute("aria-invalid", "true")
    expect(browser_page.get_by_text("Please write something.")).to_be_visible()


def test_readers_change_language_on_the_page(visit):
    page = visit("/articles/walking-again/")
    page.locator("header").get_by_role("link", name="Español").click()
    expect(page).to_have_url(re.compile("/es/articles/caminar-de-nuevo/$"))

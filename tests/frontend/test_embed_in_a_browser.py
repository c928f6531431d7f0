"""The embed on a partner's page on another origin, under a strict policy, in a real browser."""

import json

import pytest
from playwright.sync_api import expect

from frontend.release import Releases
from tests.frontend.documents import article, disclaimer, identity
from tests.frontend.showcase import showcase

pytestmark = pytest.mark.browser
FALLBACK = '<p><a href="/elsewhere">Walking again</a></p><p>Ask your own care team first.</p>'
WORDS = disclaimer()["text"]


@pytest.fixture
def complaints(browser_page):
    """What the browser complained about, refused by a policy above all."""
    heard = []
    browser_page.on(
        "console", lambda message: heard.append(message.text) if message.type == "error" else None
    )
    browser_page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def element(src):
    return f'<aftercare-article src="{src}">{FALLBACK}</aftercare-article>'


def test_all_three_forms_show_the_article_with_its_disclaimers(town, browser_page, complaints):
    browser_page.goto(town.partner)
    shown = browser_page.locator("aftercare-article .aftercare")
    expect(shown.get_by_role("heading", name="Physical therapy after spine surgery")).to_be_visible()
    expect(shown.get_by_text(WORDS)).to_be_visible()
    frame = browser_page.frame_locator("iframe").first
    expect(frame.get_by_role("heading", level=1)).to_have_text("Physical therapy after spine surgery")
    expect(frame.get_by_text(WORDS)).to_be_attached()
    expect(browser_page.locator("blockquote.aftercare")).to_contain_text(WORDS)
    assert complaints == []


def test_element_takes_the_colours_of_the_page(town, browser_page):
    browser_page.goto(town.partner)
    link = browser_page.locator("aftercare-article .full-article a")
    expect(link).to_have_css("color", "rgb(106, 44, 91)")


def test_element_is_dark_where_the_page_around_it_is(town, browser_page):
    browser_page.emulate_media(color_scheme="dark")
    browser_page.goto(town.partner)
    expect(browser_page.locator("aftercare-article .aftercare")).to_have_css(
        "background-color", "rgb(38, 32, 41)"
    )
    plain = town.write_partner_page("plain.html", element(town.data_url()).replace("<aft", "<aft", 1))
    browser_page.goto(plain)
    expect(browser_page.locator("aftercare-article .callout-title").first).to_be_visible()


def test_nothing_is_sent_home_or_kept(town, browser_page):
    asked = []
    browser_page.on("request", lambda request: asked.append(request))
    browser_page.goto(f"{town.partner}/?patient=1")
    expect(browser_page.locator("aftercare-article .aftercare")).to_be_visible()
    ours = [
        request for request in asked if request.url.startswith(town.site) and "embed.js" not in request.url
    ]
    assert len(ours) >= 3
    assert not [request.url for request in ours if "patient" in request.all_headers().get("referer", "")]
    data = next(request for request in ours if request.url.endswith(".json"))
    assert "referer" not in data.all_headers()
    assert browser_page.context.cookies() == []
    assert browser_page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_without_script_the_link_and_the_disclaimer_stay(town, browser):
    page = browser.new_page(java_script_enabled=False)
    page.goto(town.partner)
    expect(page.locator("aftercare-article")).to_contain_text(WORDS)
    expect(page.locator("aftercare-article a").first).to_be_visible()
    page.close()


@pytest.mark.parametrize(
    "src", ["/embed/en/none.json", "/embed/en/half.json", "/embed/en/other.json", "http://[", ""]
)
def test_whatever_fails_the_fallback_stays(town, browser_page, src):
    folder = Releases(town.options.out).current().folder / "embed/en"
    (folder / "half.json").write_text('{"nodes": [["p", {}, "cut o')
    (folder / "other.json").write_text('{"something": "else"}')
    address = f"{town.site}{src}" if src.startswith("/") else src
    browser_page.goto(town.write_partner_page("failing.html", element(address)))
    browser_page.wait_for_load_state("networkidle")
    expect(browser_page.get_by_text("Ask your own care team first.")).to_be_visible()


def test_gone_article_shows_its_notice_in_place_of_the_old_words(town, browser_page):
    browser_page.goto(town.write_partner_page("gone.html", element(town.data_url("old-advice"))))
    shown = browser_page.locator("aftercare-article .aftercare")
    expect(shown).to_contain_text("no longer published")
    expect(shown).to_contain_text("+1 555 0100")
    expect(browser_page.get_by_text("Ask your own care team first.")).to_be_hidden()


def test_recalled_article_warns_and_leads_to_its_successor_in_element_and_frame(town, browser_page):
    frame = town.data_url("bed-rest").replace(".json", "/")
    both = f'{element(town.data_url("bed-rest"))}<iframe src="{frame}" width="600" height="900"></iframe>'
    browser_page.goto(town.write_partner_page("recalled.html", both))
    shown = browser_page.locator("aftercare-article .aftercare")
    for view in (shown, browser_page.frame_locator("iframe").locator(".aftercare")):
        expect(view.get_by_role("heading", level=1)).to_have_text("This advice was recalled")
        expect(view.locator(".recall")).to_have_css("border-top-style", "solid")
        expect(view.get_by_role("link", name="Walking again")).to_be_visible()
    expect(shown.get_by_role("heading")).to_have_attribute("aria-level", "2")
    expect(browser_page.get_by_text("Ask your own care team first.")).to_be_hidden()


def test_markup_that_could_act_is_not_made(town, browser_page, complaints):
    evil = [
        ["script", {}, "window.bad = 1"],
        ["style", {}, "body { display: none }"],
        ["iframe", {"src": "https://evil.example"}],
        ["p", {"onclick": "window.bad = 1", "style": "color: red"}, "Harmless words"],
        ["a", {"href": "javascript:window.bad=1"}, "A link to nowhere"],
        ["img", {"src": "data:text/html,x", "onerror": "window.bad = 1", "alt": ""}],
    ]
    folder = Releases(town.options.out).current().folder / "embed/en"
    (folder / "evil.json").write_text(json.dumps({"locale": "en", "nodes": evil}))
    browser_page.goto(town.write_partner_page("evil.html", element(f"{town.site}/embed/en/evil.json")))
    shown = browser_page.locator("aftercare-article .aftercare")
    expect(shown).to_contain_text("Harmless words")
    inside = shown.evaluate("view => view.innerHTML")
    assert inside.replace(' referrerpolicy="no-referrer"', "") == (
        '<p>Harmless words</p><a>A link to nowhere</a><img alt="">'
    )
    assert complaints == []


def test_element_follows_its_address(town, browser_page):
    browser_page.goto(town.write_partner_page("moving.html", element(town.data_url())))
    expect(browser_page.locator("aftercare-article h1")).to_have_text("Physical therapy after spine surgery")
    script = "url => document.querySelector('aftercare-article').setAttribute('src', url)"
    browser_page.evaluate(script, town.data_url("walking-again"))
    expect(browser_page.locator("aftercare-article h1")).to_have_text("Walking again")


def test_changed_disclaimer_is_in_every_form_after_a_reload(town, browser_page):
    browser_page.goto(town.partner)
    expect(browser_page.locator("aftercare-article .disclaimers")).to_contain_text(WORDS)
    new = "Talk to us before you change anything."
    document = showcase()
    town.publish(json.loads(json.dumps(document).replace(WORDS, new)))
    town.follow()
    browser_page.reload()
    expect(browser_page.locator("aftercare-article .disclaimers")).to_contain_text(new)
    expect(browser_page.frame_locator("iframe").first.locator(".disclaimers")).to_contain_text(new)
    town.publish(document)
    town.follow()


def test_script_that_is_there_twice_does_no_harm(town, browser_page, complaints):
    again = f'{element(town.data_url())}<script src="{town.site}/embed.js"></script>'
    browser_page.goto(town.write_partner_page("twice.html", again))
    expect(browser_page.locator("aftercare-article h1")).to_be_visible()
    assert complaints == []


def test_frame_of_another_article_speaks_its_language(town, browser_page):
    browser_page.goto(f"{town.site}/embed/es/{identity('walking-again')}/")
    expect(browser_page.locator("html")).to_have_attribute("lang", "es")
    expect(browser_page.locator(".disclaimers")).to_contain_text(disclaimer(locale="es")["text"])
    assert browser_page.title().startswith(article("caminar-de-nuevo")["title"])

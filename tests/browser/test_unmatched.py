"""What patients' records asked for in vain stands in the admin, until an editor has seen to it."""

import httpx
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
CODES = {"J45.40": "Moderate persistent asthma, uncomplicated", "K21.9": "Reflux disease", "H52.4": ""}


def ask(aftercare, code):
    query = {
        "mainSearchCriteria.v.cs": "2.16.840.1.113883.6.90",
        "mainSearchCriteria.v.c": code,
        "mainSearchCriteria.v.dn": CODES[code],
        "knowledgeResponseType": "application/json",
    }
    return httpx.get(f"{aftercare.api}/infobutton/", params=query).json()["feed"]


def test_code_that_nobody_could_match_is_seen_and_dismissed(aftercare, editor):
    page = editor.page
    for code in ("J45.40", "J45.40", "K21.9", "H52.4"):
        assert [each["code"] for each in ask(aftercare, code)["unmatched"]] == [code]
    page.get_by_role("button", name="Reports").click()
    page.get_by_role("link", name="Codes nobody could match").click()
    rows = page.locator(".desk-unmatched tbody tr")
    asthma, reflux, other = (rows.filter(has_text=code) for code in CODES)
    expect(asthma).to_contain_text("Moderate persistent asthma")
    expect(asthma).to_contain_text("2 times")
    asthma.get_by_role("button", name="Dismiss").click()
    expect(page.locator(".messages")).to_contain_text("1 code dismissed.")
    expect(asthma).to_have_count(0)
    reflux.get_by_role("checkbox").check()
    page.get_by_role("button", name="Dismiss the ticked").click()
    expect(reflux).to_have_count(0)
    expect(other).to_have_count(1)


def test_article_is_given_a_code_from_a_list_of_systems(editor):
    page = editor.page
    page.goto(f"{editor.admin}/articles/")
    page.get_by_role("link", name="Managing pain, with and without medicine").first.click()
    page.get_by_role("tab", name="About").click()
    page.get_by_role("button", name="Add Code").click()
    system = page.get_by_label("Code system").last
    system.select_option("SNOMED CT")
    expect(system).to_have_value("http://snomed.info/sct")
    page.get_by_label("Code*", exact=True).last.fill("no code")
    page.get_by_label("Name*").last.fill("Backache")
    page.get_by_role("button", name="Save draft").click()
    page.get_by_role("tab", name="About").click()
    expect(page.get_by_text("This is no SNOMED CT code. One looks like 161891005.")).to_be_visible()

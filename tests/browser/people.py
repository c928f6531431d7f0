"""An editor at work in Wagtail's admin."""

import re

from playwright.sync_api import expect


class Editor:
    """Clicks and types; knows the admin as an editor does, by what it says."""

    def __init__(self, page, aftercare):
        self.page = page
        self.admin = f"{aftercare.hub}/admin"

    def sign_in(self):
        self.page.goto(f"{self.admin}/")
        self.page.get_by_label("Username").fill("editor")
        self.page.get_by_label("Password").fill("aftercare")
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page.get_by_role("link", name="Account", exact=True)).to_be_visible()
        return self

    def open_part(self, kind, title):
        self.page.goto(f"{self.admin}/snippets/library/{kind}/")
        self.page.get_by_role("link", name=title, exact=True).click()

    def write_body(self, words):
        """Replace the words of the part that is open. The editor hands them to its form a moment later."""
        field = self.page.locator("[data-contentpath=body] [contenteditable=true]")
        field.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)
        form_value = self.page.locator("input[name=body]")
        expect(form_value).to_have_value(re.compile(re.escape(words)))

    def publish(self):
        self.page.get_by_role("button", name="More actions").last.click()
        self.page.get_by_role("button", name="Publish").click()

    def read_message(self):
        return self.page.locator(".messages").inner_text()

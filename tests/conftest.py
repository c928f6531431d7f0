"""What every test stands on: nothing leaks from one to the next, and nothing is left out silently."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings as configured
from django.core.cache import cache
from django.utils import translation
from playwright.sync_api import Browser, Page, sync_playwright

from tests.launching import Launched, copy_project, own_database, start_everything

CI = os.environ.get("CI") == "true"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
NEEDS_CHROMIUM = "No Chromium was found: install one, or name it, CHROMIUM=…"
NEEDS_POSTGRES = "This needs PostgreSQL: name a database, DATABASE_URL=postgres://…"
# The last one keeps the browser on this machine: no other name resolves.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


def pytest_report_header() -> list[str]:
    engine = configured.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    return [f"database: {engine}", f"browser tests: {CHROMIUM or 'left out. ' + NEEDS_CHROMIUM}"]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if "aftercare" in item.fixturenames:
            # Started once, on one worker, for all its tests.
            item.add_marker(pytest.mark.xdist_group("aftercare"))
    yield
    items.sort(key=empties_the_database)


def empties_the_database(item):
    """Such a test leaves nothing of what migrations put there, so it comes after all others."""
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or "live_server" in item.fixturenames


def pytest_runtest_setup(item):
    if item.get_closest_marker("browser") and not CHROMIUM:
        pytest.skip(NEEDS_CHROMIUM)
    if item.get_closest_marker("postgres") and "postgresql" not in configured.DATABASES["default"]["ENGINE"]:
        pytest.skip(NEEDS_POSTGRES)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """CI installs whatever tests need, so there a skip means that something was not tested."""
    report = yield
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome, report.longrepr = "failed", f"Skipped, which CI=true forbids: {call.excinfo.value}"
    return report


@pytest.fixture(autouse=True)
def _isolated(settings, tmp_path) -> Iterator[None]:
    """Files in a folder of its own, hashes that cost nothing, an empty cache, the default language."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread, and Django would refuse its database there.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def browser_page(browser) -> Iterator[Page]:
    """A page of a browser that has seen nothing yet."""
    with browser.new_context() as context:
        yield context.new_page()


@pytest.fixture(scope="session")
def aftercare(tmp_path_factory) -> Iterator[Launched]:
    """All of it, as `make run` starts it, with the demo content: real processes, ports and database.

    A live server inside this process would share one SQLite connection with the test, and so its transaction;
    background work and the site's follower would not run at all.
    """
    folder = copy_project(tmp_path_factory.mktemp("aftercare") / "project")
    # Whatever asks the whole program asks more often than one reader may.
    patient = {"SEARCH_RATE": "", "COMMENTS_RATE": "", "PARTNER_RATE": ""}
    with own_database() as database, start_everything(folder, database=database, **patient) as launched:
        launched.wait()
        yield launched

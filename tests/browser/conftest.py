"""The whole program running, and what people do with it in a browser."""

import subprocess
import sys

import pytest

from tests.browser.people import Editor


@pytest.fixture
def editor(aftercare, browser):
    """Somebody signed in to the admin."""
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        yield Editor(context.new_page(), aftercare).sign_in()


@pytest.fixture
def run(aftercare):
    """A command of the project, in the folder and with the database of what is running."""

    def command(*arguments):
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=aftercare.folder,
            env=aftercare.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return command

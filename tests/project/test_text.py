"""What no file of the project may say."""

import re
import subprocess

import pytest

from tests.launching import ROOT

# Put together here, so that this file does not say them itself.
UNFINISHED = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "X" * 3 + r"\b")))
MACHINE = re.compile(r"(?<![\w.:/])/(?:home|Users|root|work|mnt)/\w")
REGISTRY = re.compile(r"(?:pypi|pythonhosted|npmjs|registry\.\w+)\.(?:org|com)")
# A relative link, without what follows the file name.
LINK = re.compile(r"\]\((?!\w+:)([^)#\s]+)")


def tracked_files():
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def texts():
    for path in tracked_files():
        try:
            yield path.relative_to(ROOT), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


@pytest.mark.parametrize(
    "forbidden", [UNFINISHED, MACHINE, REGISTRY], ids=["unfinished", "local", "registry"]
)
def test_no_file_says_what_is(forbidden):
    assert not [f"{path}: {found.group()}" for path, text in texts() if (found := forbidden.search(text))]


def test_links_between_documents_lead_somewhere():
    pages = [path for path in tracked_files() if path.suffix == ".md"]
    links = [(page, link) for page in pages for link in LINK.findall(page.read_text(encoding="utf-8"))]
    assert not [f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()]

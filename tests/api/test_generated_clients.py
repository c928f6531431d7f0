"""Clients generated from the contract compile, and read the demo content."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.launching import ROOT

SOURCES = ROOT / "tests/clients"
MODULES = SOURCES / "node_modules"
NEEDS_MODULES = "No Node.js modules were found: install npm, and run make tests/clients/node_modules"
PROGRAM = """
import json, sys
from aftercare_client import Client
from aftercare_client.api.articles import get_article, list_articles

with Client(base_url=sys.argv[1]) as client:
    listed = list_articles.sync(client=client, limit=3)
    article = get_article.sync("walking-after-spine-surgery", client=client)
    problem = get_article.sync("never", client=client)
    benefits = [block for block in article.body if block.type_ == "benefits"]
    print(json.dumps({
        "count": len(listed.results),
        "title": article.title,
        "disclaimers": [each.text for each in article.disclaimers],
        "titles": [item.title for block in benefits for item in block.items],
        "problem": problem.status,
    }))
"""


def run(*command, cwd, **options):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def folder(aftercare, tmp_path):
    contract = httpx.get(f"{aftercare.api}/openapi.json").raise_for_status()
    (tmp_path / "openapi.json").write_bytes(contract.content)
    return tmp_path


def read_article(aftercare, name):
    return httpx.get(f"{aftercare.api}/articles/{name}/").raise_for_status().json()


@pytest.mark.browser
def test_python_client_reads_an_article(aftercare, folder):
    tools = str(Path(sys.executable).parent)
    generate = ("openapi-python-client", "generate", "--path", "openapi.json", "--output-path", "client")
    said = run(f"{tools}/{generate[0]}", *generate[1:], cwd=folder, env={"PATH": tools})
    assert "WARNING" not in said
    read = json.loads(run(sys.executable, "-c", PROGRAM, aftercare.api, cwd=folder / "client"))
    article = read_article(aftercare, "walking-after-spine-surgery")
    assert (read["count"], read["title"]) == (3, article["title"])
    assert read["disclaimers"] == [each["text"] for each in article["disclaimers"]]
    assert read["problem"] == 404
    assert read["titles"]


@pytest.mark.browser
@pytest.mark.skipif(not MODULES.is_dir(), reason=NEEDS_MODULES)
def test_typescript_client_compiles_and_reads_an_article(aftercare, folder):
    for source in SOURCES.glob("*.*"):
        shutil.copy(source, folder)
    (folder / "node_modules").symlink_to(MODULES)
    run(MODULES / ".bin/openapi-typescript", "openapi.json", "-o", "schema.d.ts", cwd=folder)
    run(MODULES / ".bin/tsc", "-p", ".", cwd=folder)
    read = json.loads(run("node", "reader.js", aftercare.api, cwd=folder))
    listed = httpx.get(f"{aftercare.api}/articles/?ordering=title").json()["results"][0]
    article = read_article(aftercare, listed["slug"])
    assert read["title"] == article["title"]
    assert read["disclaimers"] == [each["text"] for each in article["disclaimers"]]
    assert (len(read["body"]), read["problem"]) == (len(article["body"]), 404)

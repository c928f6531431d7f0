"""The checks that the page on signatures shows are run as they stand there."""

import base64
import hashlib
import re
import shutil
import subprocess

import httpx
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.editions.factories import publish_article
from tests.launching import ROOT

PAGE = (ROOT / "docs/signatures.md").read_text()
(PYTHON,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
CHECK, HELPERS = re.findall(r"```js\n(.*?)```", PAGE, re.DOTALL)
NODE = shutil.which("node") or shutil.which("nodejs")


@pytest.fixture
def place(live_server):
    publish_article()
    base = f"{live_server.url}/api/v1"
    return {"API": base, "KEYS": f"{live_server.url}/.well-known/jwks.json", "NAME": "walking-again"}


def test_checks_are_five_lines():
    assert PYTHON.count("\n") == CHECK.count("\n") == 5


def run_python(place):
    tools = {"httpx": httpx, "hashlib": hashlib, "base64": base64, "Ed25519PublicKey": Ed25519PublicKey}
    exec(PYTHON, {**tools, **place})


def test_python_check(place):
    run_python(place)


def test_python_check_sees_another_document(place, monkeypatch):
    digest = hashlib.sha256(b"another document")
    monkeypatch.setattr(hashlib, "sha256", lambda content: digest)
    with pytest.raises(InvalidSignature):
        run_python(place)


@pytest.mark.skipif(not NODE, reason="No Node.js was found: install nodejs")
@pytest.mark.parametrize("altered", [False, True])
def test_javascript_check(place, altered):
    constants = "".join(f"const {name} = {value!r};\n" for name, value in place.items())
    check = CHECK.replace("arrayBuffer()", "arrayBuffer().then((b) => b.slice(1))") if altered else CHECK
    script = f"{constants}{HELPERS}\n(async () => {{\n{check}\nconsole.log(valid);\n}})();"
    done = subprocess.run([NODE, "-e", script], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.returncode) == ("false" if altered else "true", 0), done.stderr

"""The checks that the page on webhooks shows are run as they stand there."""

import base64
import hmac
import json
import re
import shutil
import subprocess
import time

import jsonschema_rs
import pytest

from api.push.sending import send_webhooks
from tests.editions.factories import publish_article
from tests.launching import ROOT

pytestmark = pytest.mark.django_db
PAGE = (ROOT / "docs/webhooks.md").read_text()
(PYTHON,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
(JAVASCRIPT,) = re.findall(r"```js\n(.*?)```", PAGE, re.DOTALL)
NODE = shutil.which("node") or shutil.which("nodejs")


@pytest.fixture
def message(webhook, receiver):
    publish_article()
    send_webhooks()
    headers, body = receiver.taken[-1]
    return {
        "SECRET": webhook.secret,
        "headers": {name.lower(): v for name, v in headers.items()},
        "body": body,
    }


def alter(message, what):
    if what == "body":
        message["body"] = message["body"].replace(b"changes", b"charges")
    elif what == "time":
        message["headers"]["webhook-timestamp"] = str(int(time.time()) - 400)
    elif what == "secret":
        message["SECRET"] = f"whsec_{base64.b64encode(b'another').decode()}"
    return message


@pytest.mark.parametrize("what", ["nothing", "body", "time", "secret"])
def test_python_check(message, what):
    tools = {"base64": base64, "hmac": hmac, "time": time}
    if what == "nothing":
        exec(PYTHON, {**tools, **message})
    else:
        with pytest.raises(AssertionError):
            exec(PYTHON, {**tools, **alter(message, what)})


@pytest.mark.skipif(not NODE, reason="No Node.js was found: install nodejs")
@pytest.mark.parametrize("what", ["nothing", "body", "time", "secret"])
def test_javascript_check(message, what):
    given = {**alter(message, what), "body": message["body"].decode()}
    constants = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in given.items())
    script = f'const crypto = require("crypto");\n{constants}{JAVASCRIPT}\nconsole.log(valid);'
    done = subprocess.run([NODE, "-e", script], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.returncode) == (str(what == "nothing").lower(), 0), done.stderr


def test_example_has_the_members_of_what_is_sent(message):
    (shown,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    example, sent = json.loads(shown), json.loads(message["body"])
    assert set(example) == set(sent)
    assert set(example["data"]) == set(sent["data"])


def test_what_is_sent_is_what_the_contract_says(message, read, receiver):
    publish_article("sleeping-well")
    send_webhooks()
    contract = read.json("openapi.json")
    (operation,) = contract["webhooks"]["changes"].values()
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    validator = jsonschema_rs.Draft202012Validator(
        {**schema, "components": contract["components"]}, validate_formats=True
    )
    for headers, body in receiver.taken:
        validator.validate(json.loads(body))
        assert {each["name"] for each in operation["parameters"]} <= {name.lower() for name in headers}
    example = operation["requestBody"]["content"]["application/json"]["example"]
    validator.validate(example)
    assert set(json.loads(body)["data"]["changes"][0]) == set(example["data"]["changes"][0])

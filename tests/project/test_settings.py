import os
import re
import subprocess
import sys

import pytest

from tests.launching import ROOT

PRODUCTION = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "nothing-secret-here-but-long-and-varied-enough-0123456789-abcdefghij",
    "SIGNING_KEY": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "ALLOWED_HOSTS": "hub.clinic.example",
    "SITE_URL": "https://clinic.example",
    "API_URL": "https://hub.clinic.example/api/v1",
    "MEDIA_URL": "https://hub.clinic.example/media/",
}


def start(*arguments, **variables):
    """Django's start in an environment that holds these variables and nothing else of ours."""
    environment = {"PATH": os.environ["PATH"], **variables}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def without(*names):
    return {name: value for name, value in PRODUCTION.items() if name not in names}


def test_development_needs_no_variable():
    run = start("check")
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("role", ["hub", "delivery"])
def test_production_passes_the_deployment_check(role):
    variables = PRODUCTION if role == "hub" else without("SIGNING_KEY")
    run = start("check", "--deploy", "--fail-level", "WARNING", **variables, ROLE=role)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("name", sorted(set(PRODUCTION) - {"ENVIRONMENT"}))
def test_production_refuses_to_start_without(name):
    run = start("check", **without(name))
    assert run.returncode != 0
    assert f"ENVIRONMENT=production needs {name} (" in run.stderr.strip().splitlines()[-1]


def test_everything_missing_is_named_in_one_sentence():
    sentence = start("check", ENVIRONMENT="production").stderr.strip().splitlines()[-1]
    assert all(name in sentence for name in set(PRODUCTION) - {"ENVIRONMENT"})


@pytest.mark.parametrize(("name", "value"), [("ROLE", "Hub"), ("ENVIRONMENT", "prod")])
def test_misspelt_word_is_refused(name, value):
    run = start("check", **{name: value})
    assert run.returncode != 0
    assert f"{name}={value} is not known" in run.stderr.strip().splitlines()[-1]


def test_delivery_role_starts_without_the_admin():
    program = "from django.conf import settings; print(settings.MIDDLEWARE)"
    run = start("shell", "-c", program, ROLE="delivery")
    assert run.returncode == 0, run.stderr
    assert "SessionMiddleware" not in run.stdout


def test_every_variable_is_documented():
    code = "".join((ROOT / "cms" / name).read_text() for name in ("settings.py", "environment.py"))
    documented = set(re.findall(r"^\| `(\w+)` \|", (ROOT / "docs/settings.md").read_text(), re.MULTILINE))
    assert set(re.findall(r'env\.\w+\(\s*"(\w+)"', code)) | set(PRODUCTION) <= documented

"""The delivery role: the same API from the same code, and nothing else."""

import json
import os
import subprocess
import sys

import pytest

from tests.launching import ROOT

PROGRAM = """
import json
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.test import Client

call_command("migrate", verbosity=0)
client = Client(headers={"host": "localhost"})
answers = {}
for path in json.loads(input()):
    answer = client.get(path)
    answers[path] = [answer.status_code, answer.headers.get("Location"), answer.headers.get("Content-Type")]
print(json.dumps({"answers": answers, "middleware": settings.MIDDLEWARE, "apps": settings.INSTALLED_APPS}))
"""
PATHS = {
    "/api/v1/articles/": 200,
    "/api/v1/articles": 301,
    "/api/v1/articles/none/": 404,
    "/api/v1/changes/": 200,
    "/api/v1/openapi.json": 200,
    "/api/v1/docs/": 200,
    "/api/v1/docs/assets/swagger-ui.css": 200,
    "/api/v1/problems/gone/": 200,
    "/admin/": 404,
    "/": 404,
    "/media/x.jpg": 404,
}


def run(*command, folder, typed=""):
    environment = {
        "PATH": os.environ["PATH"],
        "ROLE": "delivery",
        "DJANGO_SETTINGS_MODULE": "cms.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'delivery.sqlite3'}",
    }
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, input=typed, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def delivered(tmp_path_factory):
    ran = run("-c", PROGRAM, folder=tmp_path_factory.mktemp("delivery"), typed=json.dumps(list(PATHS)))
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_delivery_passes_the_checks(tmp_path):
    ran = run("manage.py", "check", folder=tmp_path)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("path", PATHS)
def test_delivery_serves_the_api_alone(delivered, path):
    status, _, content_type = delivered["answers"][path]
    assert status == PATHS[path]
    if status == 404:
        assert content_type == "application/problem+json"


def test_delivery_adds_a_forgotten_slash(delivered):
    assert delivered["answers"]["/api/v1/articles"][1] == "/api/v1/articles/"


def test_delivery_has_no_admin_no_session_and_few_middleware(delivered):
    assert len(delivered["middleware"]) <= 4
    named = " ".join([*delivered["middleware"], *delivered["apps"]])
    for word in ("wagtail", "session", "cms.library", "cms.publishing", "cms.desk", "csrf"):
        assert word not in named.lower()

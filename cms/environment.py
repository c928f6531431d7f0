"""The environment that settings are read from, and what a production start must find in it."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent
REQUIRED = {
    "SECRET_KEY": "a long random string",
    "ALLOWED_HOSTS": "the hub's host names, separated by commas",
    "SITE_URL": "the public address of the site, such as https://clinic.example",
    "API_URL": "the public address of the API, such as https://api.clinic.example/api/v1",
    "MEDIA_URL": "the public address of images, such as https://media.clinic.example/",
}
REQUIRED_TO_PUBLISH = {"SIGNING_KEY": "32 random bytes in base64url, which editions are signed with"}

env = environ.Env()
environ.Env.read_env(ROOT / ".env")


def read_choice(name: str, *choices: str) -> str:
    """One of these words, the first if it is not set. A misspelt one would quietly mean another."""
    value: str = env.str(name, choices[0])
    if value not in choices:
        raise ImproperlyConfigured(f"{name}={value} is not known. Set it to {' or '.join(choices)}.")
    return value


PRODUCTION: bool = read_choice("ENVIRONMENT", "development", "production") == "production"


def require_production_settings() -> None:
    """Refuse a production start that lacks a setting, in one sentence that names all of them."""
    publishes = read_choice("ROLE", "hub", "delivery") == "hub"
    required = REQUIRED | (REQUIRED_TO_PUBLISH if publishes else {})
    missing = [f"{name} ({what})" for name, what in required.items() if not env.str(name, "")]
    if missing:
        raise ImproperlyConfigured(f"ENVIRONMENT=production needs {'; '.join(missing)}.")


def signing_key() -> str:
    """What editions are signed with. In development it is made once, and only its owner may read it."""
    given: str = env.str("SIGNING_KEY", "")
    if given or PRODUCTION:
        return given
    path = ROOT / "var/signing-key"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        with NamedTemporaryFile("w", dir=path.parent) as new:
            new.write(secrets.token_urlsafe(32))
            new.flush()
            # Of several processes that start at once, the first one's key is everybody's.
            with suppress(FileExistsError):
                os.link(new.name, path)
    return path.read_text()


def database(url: str, *, prepared: bool = False) -> dict[str, Any]:
    """The default database. SQLite is shared by several processes: WAL, patience, no upgraded locks.

    On PostgreSQL, statements may be `prepared`: each connection has those that it knows planned only once.
    """
    config: dict[str, Any] = environ.Env.db_url_config(url)
    # A connection costs more than a read; each thread keeps its own.
    config.update(CONN_MAX_AGE=600)
    if "sqlite" in str(config["ENGINE"]):
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    else:
        config.update(CONN_HEALTH_CHECKS=True)
        if prepared:
            config.setdefault("OPTIONS", {}).update(server_side_binding=True, prepare_threshold=0)
    return config


def origin(url: str) -> str:
    """Scheme, host and port of an address, as browsers send them."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def logging(level: str) -> dict[str, object]:
    """Everything to standard error, for whoever runs the process to keep: Django itself would mail errors."""
    # Every save makes small tasks; only those that fail are worth a line.
    tasks = {"handlers": ["problems"], "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "handlers": {
            "console": {"class": "logging.StreamHandler"},
            "problems": {"class": "logging.StreamHandler", "level": "WARNING"},
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            "django_tasks": tasks,
            "django_tasks_db": tasks,
        },
    }

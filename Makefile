# The two commands are `make run` and `make test`; `make help` lists the others.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
CODE := api bench cms deploy frontend tests manage.py
PIN := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --annotation-style line \
	--custom-compile-command "make requirements"
# Without reordering: tests that empty the database come last, and must stay there.
PARALLEL := --numprocesses auto --maxprocesses 4 --dist loadgroup --no-loadscope-reorder
# More options for pytest, such as ARGS="-m 'not browser'" or ARGS=tests/api.
ARGS ?=

.PHONY: help run test check format requirements

help:
	@echo "make run           start everything on this machine: hub, API, site and a partner's page"
	@echo "make test          run the tests (DATABASE_URL=postgres://… runs them on PostgreSQL)"
	@echo "make check         lint, types, import arrows, migrations, deployment settings, OpenAPI"
	@echo "make format        put the code into the project's form"
	@echo "make requirements  pin requirements.txt and requirements-dev.txt anew"

run: .venv/installed
	@$(BIN)/python -m deploy.run

# Where there is no npm, the test that needs it says so.
test: .venv/installed-dev $(if $(shell command -v npm),tests/clients/node_modules)
	@$(BIN)/python -m pytest $(PARALLEL) $(ARGS)

check: .venv/installed-dev
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy $(CODE)
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py spectacular --validate --fail-on-warn --file /dev/null
	ENVIRONMENT=production SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
		SIGNING_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(32))') \
		ALLOWED_HOSTS=hub.clinic.example SITE_URL=https://clinic.example \
		API_URL=https://hub.clinic.example/api/v1 MEDIA_URL=https://hub.clinic.example/media/ \
		$(BIN)/python manage.py check --deploy --fail-level WARNING

format: .venv/installed-dev
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)

requirements: .venv/installed
	$(INSTALL) uv
	$(PIN) --upgrade requirements.in --output-file requirements.txt
	$(PIN) --constraint requirements.txt requirements-dev.in --output-file requirements-dev.txt

# Installed again only when the list changed: these files remember when that was.
.venv/installed: requirements.txt | .venv/bin/python
	@echo "Installing requirements.txt into .venv; this happens only when it changed …"
	@$(INSTALL) -r requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	@echo "Installing requirements-dev.txt into .venv; this happens only when it changed …"
	@$(INSTALL) -r requirements-dev.txt
	@touch $@

tests/clients/node_modules: tests/clients/package-lock.json
	@echo "Installing what generated clients need into $@ …"
	@for try in 1 2 3; do npm ci --prefix tests/clients --no-audit --no-fund --fetch-retries 5 && break; done
	@touch $@

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Aftercare needs Python 3.11 or newer; none was found. Install it, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Aftercare needs Python 3.11 or newer; $(PYTHON) is older." >&2; exit 1; }
	@"$(PYTHON)" -m venv .venv || { rm -rf .venv; exit 1; }

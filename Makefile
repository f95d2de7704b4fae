# Two commands matter: `make run` (the sample through the whole path) and `make test`. Both set themselves up with nothing
# but git, make and a Python the project supports; set-up is repeated only when a lock file or pyproject.toml changes.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv --quiet --system-certs
DAGSTER_HOME ?= $(CURDIR)/.dagster

export DAGSTER_HOME
export DAGSTER_DISABLE_TELEMETRY := 1
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
export DO_NOT_TRACK := 1
export GX_ANALYTICS_ENABLED := false

.PHONY: help run test test-spark ui lint lock clean
.DEFAULT_GOAL := help

help:  ## what can be asked for
	@grep -E '^[a-z-]+:.*##' $(firstword $(MAKEFILE_LIST)) | sed -E 's/^([a-z-]+):[^#]*## */  make \1\t/' | expand -t 16

run: $(VENV)/.run $(DAGSTER_HOME)/dagster.yaml  ## read data/sample, build the warehouse, flag what disagrees, publish
	$(BIN)/crosstally run data/sample

test: $(VENV)/.test  ## every test: code, SQL, accuracy floors, the dashboard in a browser, the whole path end to end
	env -u DAGSTER_HOME $(BIN)/python -m pytest -n 2 --dist loadfile

test-spark: $(VENV)/.spark  ## extraction on a cluster of two workers on this machine; needs Java 17 and fetches Spark, 450 MB
	env -u DAGSTER_HOME CROSSTALLY_REQUIRE_SPARK=1 $(BIN)/python -m pytest tests/spark

ui: $(VENV)/.run $(DAGSTER_HOME)/dagster.yaml  ## Dagster on port 3000: runs, checks, lineage, schedule and sensor
	@$(BIN)/dagster instance concurrency set duckdb 1 >/dev/null  # a fresh instance ignores the default limit at first
	$(BIN)/dagster dev -w workspace.yaml

lint: $(VENV)/.test  ## style and types of Python, style of SQL
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint --disable-progress-bar dbt/models dbt/tests

lock: $(VENV)/.run  ## resolve the lock files anew from pyproject.toml
	printf 'hatchling\neditables\nuv\n' > $(VENV)/build.in
	$(UV) pip compile --universal --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" \
	  --python-version 3.11 pyproject.toml $(VENV)/build.in -o requirements.lock
	$(UV) pip compile --universal --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" \
	  --python-version 3.11 --extra dev -c requirements.lock pyproject.toml $(VENV)/build.in -o tests/requirements.lock
	$(UV) pip compile --universal --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" \
	  --python-version 3.11 --extra dev --extra spark -c tests/requirements.lock pyproject.toml $(VENV)/build.in -o tests/spark/requirements.lock

clean:  ## remove everything that is built, but not the lake (what was read stays read)
	rm -rf $(VENV) .dagster dbt/target dbt/logs logs .pytest_cache .mypy_cache .ruff_cache .hypothesis data/warehouse
	find dagster_project tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The first Python that fits makes the environment; uv comes into it out of the lock, hash-checked like everything else.
$(BIN)/uv: requirements.lock
	@fits='import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))'; \
	for python in $(PYTHON) python3.14 python3.13 python3.12 python3.11; do \
	  if $$python -c "$$fits" 2>/dev/null; then echo "setting up $(VENV) with $$($$python --version)"; exec $$python -m venv $(VENV); fi; \
	done; echo "no Python from 3.11 to 3.14 with venv was found; name one: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 2
	@awk '/^[^ #]/ {wanted = /^uv==/} wanted' requirements.lock > $(VENV)/uv.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(VENV)/uv.txt
	@touch $@

$(VENV)/.run: requirements.lock pyproject.toml $(BIN)/uv
	$(UV) pip install --require-hashes -r requirements.lock
	$(UV) pip install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: tests/requirements.lock requirements.lock pyproject.toml $(BIN)/uv
	$(UV) pip install --require-hashes -r tests/requirements.lock
	$(UV) pip install --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.run

$(VENV)/.spark: tests/spark/requirements.lock $(VENV)/.test
	$(UV) pip install --require-hashes -r tests/spark/requirements.lock
	@touch $@

$(DAGSTER_HOME)/dagster.yaml: dagster_project/dagster.yaml
	@mkdir -p $(@D) && cp $< $@

# The commands of the publication. `make` lists them.

PYTHON ?= python3
VENV ?= .venv
SPHINXOPTS ?=
POSTS ?=

.DEFAULT_GOAL := help
.PHONY: help html test check lint clean bench

# The environment is made anew whenever a pinned version changes.
READY := $(VENV)/.ready
RUN := $(VENV)/bin/python

$(READY): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12")'
	@echo "Setting up $(VENV) (once)"
	@$(PYTHON) -m venv $(VENV)
	@$(RUN) -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	@touch $@

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

html: $(READY) ## build the site in _build/html
	@$(RUN) -m publishing build $(SPHINXOPTS)

check: $(READY) ## validate posts without building: make check POSTS="posts/a.md posts/b.md"
	@$(RUN) -m publishing check $(POSTS)

test: $(READY) ## run every test
	@$(RUN) -bb -X dev -W error -m pytest

lint: $(READY) ## check the code: ruff and mypy
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy

bench: $(READY) ## measure builds: make bench POSTS=1000
	@$(RUN) -m benchmarks $(if $(POSTS),--posts $(POSTS))

clean: ## remove what was built, and the cache
	rm -rf _build .cache

# The commands of the publication. `make` lists them.

PYTHON ?= python3
VENV ?= .venv
SPHINXOPTS ?=
POSTS ?=
FORMAT ?= text
BASE ?= origin/main

# What is given to make is text: names of files come from strangers. From here on neither make nor
# a shell reads what is in it; a recipe takes it as "$$NAME", from the environment.
GIVEN := POSTS FIX DEEP FULL FORMAT BASE FROM BRANCH PORT TESTS SPHINXOPTS TITLE AUTHOR TAGS DESCRIPTION IMAGES
$(foreach name,$(GIVEN),$(eval override $(name) := $$(value $(name))))
export $(GIVEN)

.DEFAULT_GOAL := help
.PHONY: help new html package serve preview status check change receive links test newest lint schema bench clean

# The environment is made anew whenever a pinned version changes.
READY := $(VENV)/.ready
RUN := $(VENV)/bin/python

# The oldest Python that will do, which pyproject.toml states.
NEEDED := $(shell sed -n 's/^requires-python = ">=\(.*\)"$$/\1/p' pyproject.toml 2>/dev/null)

$(READY): requirements.lock
	@$(PYTHON) -c 'import sys; needed = [int(n) for n in "$(NEEDED)".split(".") if n]; sys.exit([*sys.version_info[:3]] < needed and "Python $(NEEDED) or newer is needed: make PYTHON=python3.12")'
	@echo "Setting up $(VENV) (once)"
	@$(PYTHON) -m venv $(VENV)
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@touch $@

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

new: $(READY) ## begin a post: it asks, or make new TITLE="…" AUTHOR=… TAGS="a, b" DESCRIPTION="…" IMAGES=yes
	@$(RUN) -m publishing new --title="$$TITLE" --author="$$AUTHOR" --tags="$$TAGS" \
		--description="$$DESCRIPTION" --images="$$IMAGES"

html: $(READY) ## build the site in _build/html
	@$(RUN) -m publishing build $(if $(FULL),--full) --options="$$SPHINXOPTS"

package: html ## the site for a server of your own, in _build/package: deploy/nginx.conf
	@$(RUN) -m publishing package

serve: $(READY) ## show the site and its drafts while you write: make serve PORT=8000
	@$(RUN) -m publishing serve $(if $(PORT),--port="$$PORT") --options="$$SPHINXOPTS"

preview: $(READY) ## build the site and its drafts in _build/preview/html
	@$(RUN) -m publishing build --preview $(if $(FULL),--full) --options="$$SPHINXOPTS"

status: $(READY) ## say what waits, what is missing and who writes, as /status/ does in previews
	@$(RUN) -m publishing status

check: $(READY) ## review posts without building: make check POSTS="posts/a.md" FIX=1 FORMAT=github|json|sarif
	@$(RUN) -m publishing check --format="$$FORMAT" $(if $(FIX),--fix) $(if $(DEEP),--deep) $(if $(FULL),--full) --posts="$$POSTS"

change: $(READY) ## say what this branch publishes that BASE=origin/main does not
	@$(RUN) -m publishing change --base="$$BASE"

receive: $(READY) ## take in a preview that a stranger's branch built: make receive FROM=folder BRANCH=repository
	@$(RUN) -m publishing receive --from="$$FROM" --branch="$$BRANCH"

links: $(READY) ## check links to other sites
	@$(RUN) -m publishing links --posts="$$POSTS"

schema: $(READY) ## describe the front matter anew, for editors and in CONTRIBUTING.md
	@$(RUN) -m publishing schema

clean: ## remove what was built, and the cache
	rm -rf _build .cache

# -- For those who change the code; a publication of its own (publishing init) has its own `test` --

# Every warning of Python is an error in tests. All of them run in a process for each core.
STRICT := -bb -X dev -W error
SIDE_BY_SIDE = --dist loadfile --tx "$$(getconf _NPROCESSORS_ONLN)*popen//python=$(RUN) $(STRICT)"

test: $(READY) ## run every test, or some: make test TESTS="tests/test_slug.py tests/test_feed.py::test_one"
	@set -f; $(RUN) $(STRICT) -m pytest $(if $(TESTS),,$(SIDE_BY_SIDE)) $$TESTS

NEWEST := .cache/newest
newest: ## run every test with the newest release of every library, whatever is pinned
	@$(PYTHON) -m venv --clear $(NEWEST)
	@sed -n 's/^\([[:alnum:]][[:alnum:]._-]*\).*/\1/p' requirements.txt > $(NEWEST)/requirements.txt
	@$(NEWEST)/bin/python -m pip install --quiet --disable-pip-version-check --requirement $(NEWEST)/requirements.txt
	@$(NEWEST)/bin/python -m pip list --disable-pip-version-check
	@touch $(NEWEST)/.ready
	@$(MAKE) --no-print-directory test VENV=$(NEWEST)

lint: $(READY) ## check the code: ruff, mypy, import-linter, and zizmor on the workflows
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy
	@$(VENV)/bin/lint-imports --no-logo --cache-dir .cache/import-linter pyproject.toml
	@$(VENV)/bin/zizmor --quiet --offline --persona pedantic .github

bench: $(READY) ## measure builds: make bench POSTS=1000
	@$(RUN) -m benchmarks $(if $(POSTS),--posts="$$POSTS")

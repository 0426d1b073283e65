# Everyleaf. `make publish` is the main job; set-up is done where it is missing.
# On a fresh Debian 12 or 13 (`make fresh` proves it), Ubuntu 24.04 or newer, git and make are
# all that is needed.

.DEFAULT_GOAL := help
.PHONY: help publish test prove lint pictures gallery bench wheel lock clean fresh
run := .venv/bin/
locks := pyproject.toml requirements.txt requirements-test.txt everyleaf/layout/fonts/package-lock.json

locking := --universal --generate-hashes $(UPGRADE) --no-header --no-annotate --no-emit-index-url --quiet

# WeasyPrint looks for Pango where brew puts it.
ifeq ($(shell uname),Darwin)
run := DYLD_FALLBACK_LIBRARY_PATH="$(shell brew --prefix)/lib" .venv/bin/
endif

help:     ## this list
	@sed -n 's/^\([a-z]*\): .*## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

publish: .venv/set-up-for-publish ## every edition that may go out, into output/
	@$(run)everyleaf publish

test: lint ## the tests, style and types first; all of what CI does
	@$(run)pytest -n auto --dist worksteal

prove: .venv/set-up-for-test ## longer proofs: every script, PDF/UA-2, speech (115 MB of fonts)
	@$(run)python tools/fetch.py --all
	@PYTHONPATH=. $(run)python tools/prove_scripts.py
	@PYTHONPATH=. $(run)python tools/prove_scripts.py --accessibility ua-2
	@PYTHONPATH=. $(run)python tools/rtl_readers.py
	@$(run)python tools/prove_wtpdf.py
	@$(run)python tools/prove_speech.py

lint: .venv/set-up-for-test ## style, types, and which part may import which
	@$(run)ruff check --quiet
	@$(run)ruff format --check --quiet
	@$(run)mypy --no-error-summary
	@$(run)lint-imports --no-logo >.build/imports.txt || { cat .build/imports.txt; exit 1; }

pictures: .venv/set-up-for-test ## the pages that the README shows, from output/
	@$(run)python tools/page_pictures.py

gallery: .venv/set-up-for-test ## pages of every PDF beside each other, into output/gallery/
	@$(run)python tools/gallery.py

bench: .venv/set-up-for-test ## a publish beside the raw work in it; make bench ARGS=--help
	@$(run)python tools/bench.py $(ARGS)

wheel: .venv/set-up-for-publish ## the package for other publications, into dist/
	@$(run)hatchling build

lock: .venv/set-up-for-publish ## remake the locks; make lock UPGRADE=--upgrade for newer versions
	@$(run)uv pip compile pyproject.toml --group build $(locking) --output-file requirements.txt
	@$(run)uv pip compile pyproject.toml --group build --group dev --all-extras --constraint requirements.txt \
	    $(locking) --output-file requirements-test.txt
	@cd everyleaf/layout/fonts && PATH="$(CURDIR)/.venv/bin:$$PATH" npm install --package-lock-only \
	    --ignore-scripts --no-audit --no-fund --omit-lockfile-registry-resolved
	@! grep -n '://' requirements.txt requirements-test.txt everyleaf/layout/fonts/package-lock.json

fresh:    ## prove the set-up on a fresh Debian (root; SUITE=trixie for another one)
	@tools/fresh-system.sh $(SUITE)

clean:    ## remove all that can be made again; records/ and the caches of this user stay
	@rm -rf output dist .build .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# Set-up, done again when what it depends on has changed.
.venv/set-up-for-publish: tools/setup.sh tools/fetch.py $(locks)
	@tools/setup.sh publish

.venv/set-up-for-test: .venv/set-up-for-publish
	@tools/setup.sh test

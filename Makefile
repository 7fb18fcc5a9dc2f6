PYTHON ?= python3
BIN := .venv/bin
BOTH := -n auto --dist worksteal
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
.PHONY: help demo demo-reset setup check test long deeper lock pictures clean
help:  ## say what there is
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile
demo: .venv/base  ## serve a London chapter with invented people and open it
	@$(BIN)/knowcafe demo
demo-reset: .venv/base  ## the same, from the beginning
	@$(BIN)/knowcafe demo --reset
setup: .venv/dev .venv/bench  ## a .venv with everything for tests and benches
check: .venv/dev  ## lint, types, contracts, in seconds
	@$(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet . && $(BIN)/lint-imports && $(BIN)/mypy && $(BIN)/python -m pytest -n0 -p no:randomly tests/house
test: check .venv/browser  ## everything that must pass
	@$(BIN)/python -m pytest $(BOTH) -m "not long" --cov --cov-report= && $(BIN)/python tests/covered.py
long: .venv/dev .venv/browser  ## what takes longer: the same suite, deeper
	@KNOWCAFE_DEEP=1 $(BIN)/python -m pytest $(BOTH)
deeper: .venv/dev .venv/browser  ## the half of `make long` that `make test` has not done
	@KNOWCAFE_DEEP=1 $(BIN)/python -m pytest $(BOTH) -m "long or hypothesis"
lock: .venv/dev  ## pin requirements/ again, with hashes and no addresses
	@$(PIP) pip-tools && for f in base dev bench; do $(BIN)/pip-compile -q -U --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-annotate --no-header --strip-extras -o requirements/$$f.txt requirements/$$f.in; done
pictures: .venv/dev .venv/browser  ## docs/pictures, from the demo in a real browser
	@$(BIN)/python docs/pictures.py
clean:  ## remove what was built
	@rm -rf .venv build out .coverage* coverage.json .mypy_cache .ruff_cache .pytest_cache .hypothesis src/*.egg-info
.venv/bin/python:
	@$(PYTHON) -m venv .venv
.venv/%: requirements/%.txt | .venv/bin/python
	@echo "Installing $*…" && $(PIP) --require-hashes -r $< && $(PIP) --no-deps --no-build-isolation -e . && touch $@
.venv/browser: .venv/dev tests/browser.py
	@$(BIN)/python tests/browser.py && touch $@

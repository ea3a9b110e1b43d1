PY ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

unexport PYTHONDONTWRITEBYTECODE  # else every process compiles all it imports anew: ten seconds with torch

.PHONY: run test check types fix golden evaluate standing left-out report torture load bench reference model lock audit clean

run: $(STAMP)  ## everything from a fresh clone to the chat at http://localhost:8501
	$(BIN)/python -m ingest
	$(BIN)/python -m assistant serve-pages

test: $(STAMP)  ## everything from a fresh clone to a finished test run
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m pytest -q -n 2 --dist loadfile
	$(BIN)/python -m ingest
	$(MAKE) -j2 -O left-out standing types

check: $(STAMP) types  ## the linter and the type checker alone
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .

types: $(STAMP)
	$(BIN)/python -m mypy

fix: $(STAMP)  ## what the linter can mend by itself
	$(BIN)/python -m ruff check --fix .

golden: $(STAMP)  ## write the golden parse anew; review the difference before committing it
	$(BIN)/python -m tests.ingest.record

evaluate: $(STAMP)  ## score the answers to the standing set against the gate and the committed record
	$(BIN)/python -m ingest
	$(MAKE) -j2 -O left-out standing

standing:
	$(BIN)/python -m assistant evaluate --against docs/evaluation.json

left-out:
	$(BIN)/python -m assistant evaluate corpus/evaluation/left_out --gate corpus/evaluation/left_out/gate.toml

report: $(STAMP)  ## write the committed report and record anew
	$(BIN)/python -m ingest
	$(BIN)/python -m assistant evaluate --against docs/evaluation.json --report docs/evaluation.html --record docs/evaluation.json

torture: $(STAMP)  ## kills, damage, exchanges, load and hostile text in small, and tests that take long: docs/torture.md; CAMPAIGNS="kills=200 …" chooses
	$(BIN)/python -m pytest -q -m campaign tests
	$(BIN)/python -m tests.torture $(CAMPAIGNS)

load: $(STAMP)  ## 1, 10 and 25 readers at once of the served app: docs/load.md; some six minutes
	$(BIN)/python -m tests.load

bench: $(STAMP)  ## what 10, 100 and 900 standards cost: docs/bench.md; the last takes half an hour
	$(BIN)/python -m tests.bench 10 100 900

ROOMS := errors settings standard language index retrieval question answer evaluation faces
reference: $(STAMP)  ## pages of every module, class and function from their docstrings: build/reference/index.html
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[docs]'
	$(BIN)/python -m pdoc -d restructuredtext -o build/reference assistant $(ROOMS:%=assistant.%) ingest

model: $(STAMP)  ## train the bundled embedding model anew from a folder of open data: make model DATA=folder
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[train]'
	OMP_NUM_THREADS=1 $(BIN)/python -m training $(DATA)

lock: $(STAMP)  ## write requirements.lock anew; TORCH names a page or folder with the builds of torch without CUDA
	$(BIN)/python -m pip install -q --disable-pip-version-check 'uv>=0.9,<1'
	sed -n '/^#/p' requirements.lock > $(VENV)/head
	printf 'hatchling>=1.27,<2\n' | $(BIN)/uv pip compile -q pyproject.toml - --extra ingest --extra pages --extra api \
	  --extra openai --extra sign-in -c constraints.txt $(if $(TORCH),--find-links $(TORCH)) --python-version 3.11 --python-platform x86_64-manylinux_2_28 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -o $(VENV)/lock
	cat $(VENV)/head $(VENV)/lock > requirements.lock

audit: $(STAMP)  ## look for known weaknesses of the versions in requirements.lock; needs the network
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt 'pip-audit>=2.9,<3'
	sed 's/+cpu//' requirements.lock > $(VENV)/audited
	rm -f $(VENV)/audit.json
	$(BIN)/pip-audit --strict --disable-pip --no-deps -r $(VENV)/audited -f json -o $(VENV)/audit.json || { cat $(VENV)/audit.json; false; }

clean:  ## remove the environment and the index
	rm -rf $(VENV) index

$(STAMP): pyproject.toml constraints.txt
	@$(PY) -c "import venv, ensurepip, sys; sys.exit(sys.version_info < (3, 11))" || \
	  { echo "Python 3.11 or newer with venv is needed (Debian and Ubuntu: apt-get install python3-venv)."; exit 1; }
	$(PY) -m venv $(VENV)
	$(BIN)/python -m pip install -q --no-compile --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

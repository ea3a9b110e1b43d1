PY ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: run test check fix golden evaluate standing left-out report model clean

run: $(STAMP)  ## everything from a fresh clone to the chat at http://localhost:8501
	$(BIN)/python -m ingest
	$(BIN)/python -m streamlit run app.py

test: $(STAMP)  ## everything from a fresh clone to a finished test run
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/python -m pytest -q -n 2 --dist loadfile
	$(MAKE) evaluate

check: $(STAMP)  ## the linter and the type checker alone
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy

fix: $(STAMP)  ## what the linter can mend by itself
	$(BIN)/python -m ruff check --fix .

golden: $(STAMP)  ## write the golden parse anew; review the difference before committing it
	$(BIN)/python -m tests.ingest.record

evaluate: $(STAMP)  ## score the answers to the standing set against the gate and the committed record
	$(BIN)/python -m ingest
	$(MAKE) -j2 standing left-out

standing:
	$(BIN)/python -m assistant evaluate --against docs/evaluation.json

left-out:
	$(BIN)/python -m assistant evaluate corpus/evaluation/left_out --gate corpus/evaluation/left_out/gate.toml

report: $(STAMP)  ## write the committed report and record anew
	$(BIN)/python -m ingest
	$(BIN)/python -m assistant evaluate --against docs/evaluation.json --report docs/evaluation.html --record docs/evaluation.json

model: $(STAMP)  ## train the bundled embedding model anew from a folder of open data: make model DATA=folder
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[train]'
	OMP_NUM_THREADS=1 $(BIN)/python -m training $(DATA)

clean:  ## remove the environment and the index
	rm -rf $(VENV) index

$(STAMP): pyproject.toml constraints.txt
	@$(PY) -c "import venv, ensurepip, sys; sys.exit(sys.version_info < (3, 11))" || \
	  { echo "Python 3.11 or newer with venv is needed (Debian and Ubuntu: apt-get install python3-venv)."; exit 1; }
	$(PY) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

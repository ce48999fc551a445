# Two commands do everything on a fresh machine: make demo, make test.
PYTHON ?= python3
BIN := .venv/bin
DATA ?= data
# a turn's products are small: more threads than one only wait for each other
export OMP_NUM_THREADS ?= 1
export OPENBLAS_NUM_THREADS ?= 1

.PHONY: help install demo test check format docs ci train teach bench samples clean

help:  ## what can be done here
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

install: .venv/ready  ## prepare .venv with everything

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info < (3, 14) else f"Heard needs Python 3.11 to 3.13, this is {sys.version.split()[0]}. Name another: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,train]'
	@touch .venv/ready

demo: install  ## review the samples, follow one, and open the live desk where somebody is watching
	$(BIN)/heard review heard/samples --out out/report
	@echo
	$(BIN)/heard follow heard/samples/third-call.txt
	@if [ -t 0 ] && [ -t 1 ] && [ -z "$$CI" ]; then $(BIN)/heard demo; \
	else echo "The live desk is shown at a terminal: $(BIN)/heard demo"; fi

test: install  ## run every test
	$(BIN)/python -m pytest -n 2 --quiet

check: install  ## style, types, the architecture contract
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install  ## let the formatter and the linter mend what they can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: install  ## build the documentation, offline, into site/
	$(BIN)/mkdocs build --quiet --strict

ci: check docs test  ## the one door for people and CI

train: install  ## from the labelled data to gram heads and layers, a few minutes
	$(BIN)/python -m training --data $(DATA)

teach: install  ## the encoders, too: some hours on two cores
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[teach]'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --requirement training/teacher.txt
	$(BIN)/python -m training --data $(DATA) --encoders

bench: install  ## write the tables of benchmarks/README.md; DATA is the folder with the measuring sets
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement benchmarks/requirements.txt
	$(BIN)/python -m benchmarks.quality $(DATA)/measure/tweetsumm_dev.jsonl
	$(BIN)/python -m benchmarks.risk $(DATA)/measure/tweetsumm_dev.jsonl
	$(BIN)/python -m benchmarks.reliability $(DATA)/measure/tweetsumm_dev.jsonl
	$(BIN)/python -m benchmarks.coach $(DATA)/measure/tweetsumm_dev.jsonl
	$(BIN)/python -m benchmarks.promises
	$(BIN)/python -m benchmarks.redact
	$(BIN)/python -m benchmarks.peers $(DATA)/measure/tweetsumm_dev.jsonl
	$(BIN)/python -m benchmarks.hatecheck $(DATA)/measure/hatecheck.jsonl.gz
	$(BIN)/python -m benchmarks.fairness
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.workers $(DATA)/train/ibm_care.jsonl

clean:  ## remove what was built
	rm -rf .venv out site build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

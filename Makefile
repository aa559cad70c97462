# Each target does its own set-up; after the first run none needs a network.
unexport PYTHONDONTWRITEBYTECODE
PY := .venv/bin/python

.PHONY: help demo run test check bench clean setup

help:
	@echo "make demo   build the sample desk, export it into exports/, open the window when there is a screen"
	@echo "make run    open the window"
	@echo "make test   check the code, then run all tests"
	@echo "make check  format, rules and types only"
	@echo "make bench  print the speed beside the goals"
	@echo "make clean  remove what these made, the environment too"

setup:
	@.ci/setup.sh

demo: setup
	@.venv/bin/imgdesk demo exports

run: setup
	@.venv/bin/imgdesk

check: setup
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy

test: check
	$(PY) -m pytest -n auto --maxprocesses 4 --dist loadfile -q

bench: setup
	@$(PY) -m bench

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# make run     set up what is needed, build the dataset, serve the site on 127.0.0.1:8000 (PORT=8080 make run for another port)
# make test    set up what is needed, run the tests
# make check   lint, layout, types         make bench      measure
# make judge   independent judges          make reference  fill in docs/, draw its figures
# make bench-peers  measure beside other servers            make performance  both, and write docs/performance.md
# make bench-capacity  measure several servers and nginx before them   make bench-pressure  many clients, many queries
# make judge-web  independent clients and checkers of the running site
# make wheel   the package, in dist/       make stubs      write what editors know of the saved queries
# make terms   write the lists of terms in CHANGELOG.md, what is new since the last release
# make lock    pin the dependencies anew
# Needs: make, and Python 3.11 or newer with venv (PYTHON=python3.12 make … for another one).

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
JUDGES_WEB := browser api markup clients editor protocol

.PHONY: run test check bench bench-peers bench-capacity bench-pressure performance judge judge-web $(JUDGES_WEB:%=judge-web-%) reference stubs terms lock wheel clean

run: $(VENV)/run.stamp
	@exec $(BIN)/mgi serve --port $(PORT)

test: $(VENV)/test.stamp
	@$(BIN)/python -m pytest -q -n auto --dist worksteal -m 'not thorough'
	@echo "Left out: pySHACL on the whole graph, saved queries on every engine; some minutes. CI runs them; so does: $(BIN)/python -m pytest -m thorough"

check: $(VENV)/test.stamp
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/mgi fmt --check -q
	@$(BIN)/mgi lint

bench: $(VENV)/test.stamp
	@$(BIN)/python benchmarks/bench.py

# Other servers over the same data, installed beside; needs wrk, Node and Virtuoso, and says so.
bench-peers: $(VENV)/test.stamp
	@$(BIN)/python benchmarks/bench.py --peers $(VENV)/peers

# What a request costs one server, several, and nginx before them; needs wrk and nginx.
bench-capacity: $(VENV)/test.stamp
	@$(BIN)/python benchmarks/capacity.py

bench-pressure: $(VENV)/test.stamp
	@$(BIN)/python benchmarks/pressure.py

performance: $(VENV)/test.stamp
	@$(BIN)/python benchmarks/bench.py --peers $(VENV)/peers --own --document

# Independent judges, each in a line or more of its own; one that lacks Java, Maven or Node says so, and fails in CI alone.
judge: $(VENV)/judge.stamp
	@$(BIN)/python judges/owl.py $(VENV)/judge
	@$(BIN)/python judges/robot.py $(VENV)/judge
	@$(BIN)/python judges/pages.py $(VENV)/judge
	@$(BIN)/python judges/forms.py $(VENV)/judge
	@$(BIN)/python judges/closure.py

# Each starts the site on a free port of this machine and asks it as a stranger would; two at once.
judge-web: $(VENV)/test.stamp
	@$(MAKE) --no-print-directory -j2 -k --output-sync=target $(JUDGES_WEB:%=judge-web-%)

$(JUDGES_WEB:%=judge-web-%): judge-web-%: $(VENV)/test.stamp
	@$(BIN)/python judges/$*.py $(VENV)/judge

reference: $(VENV)/test.stamp
	@$(BIN)/python scripts/reference.py
	@$(BIN)/python scripts/figures.py

stubs: $(VENV)/run.stamp
	@$(BIN)/python scripts/stubs.py

terms: $(VENV)/run.stamp
	@$(BIN)/python scripts/terms.py

wheel: $(VENV)/run.stamp
	@$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

$(VENV)/python.stamp:
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if v >= (3, 11) else f"mgi-graph needs Python 3.11 or newer, {sys.executable} is {v[0]}.{v[1]}: make PYTHON=… names another")'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: requirements/run.txt pyproject.toml | $(VENV)/python.stamp
	@echo "Setting up $(VENV) (once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.stamp: requirements/test.txt $(VENV)/run.stamp
	@echo "Adding the test tools to $(VENV) (once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

$(VENV)/judge.stamp: requirements/judge.txt $(VENV)/run.stamp
	@$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/judge.txt -d $(VENV)/judge
	@touch $@

# The locks name versions and hashes, and no registry: pip asks whichever index it is set up with.
lock:
	@$(PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	    pyproject.toml requirements/build.in --all-extras -o requirements/run.txt
	@$(PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	    pyproject.toml requirements/build.in --all-extras --group test -o requirements/test.txt
	@$(PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	    requirements/pylode.in -o requirements/pylode.txt
	@$(PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	    requirements/judge-web.in -o requirements/judge-web.txt
	@$(PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	    requirements/bench-peers.in -o requirements/bench-peers.txt

clean:
	@rm -rf $(VENV) build dist

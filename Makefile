PYTHON ?= python3
BOOTSTRAP = $(PYTHON) -m portal.bootstrap
PIP_COMPILE = exec uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock"

.DEFAULT_GOAL = help
.PHONY: help demo run test lint format messages lock check bench

help: ## Show what there is
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 12

demo: ## Build the demo site if need be and serve it, on PORT=8000
	@$(BOOTSTRAP) demo

run: ## The same for development: with debugging and reloading
	@$(BOOTSTRAP) run

test: ## Run the tests on SQLite and PostgreSQL; ARGS="-k feed" for some of them
	@$(BOOTSTRAP) test $(ARGS)

lint: ## Check style, templates, types, imports, locks and catalogues
	@.ci/run lint

format: ## Let ruff and djhtml put code and templates in order
	@$(BOOTSTRAP) exec ruff check --fix-only --quiet && $(BOOTSTRAP) exec ruff format && $(BOOTSTRAP) exec djhtml --quiet templates

messages: ## Collect texts to translate and compile the catalogues (needs gettext)
	@$(BOOTSTRAP) exec python -m tests.tooling.catalogues

lock: ## Pin the dependencies anew; ARGS=--upgrade for newer ones
	@$(BOOTSTRAP) $(PIP_COMPILE) $(ARGS) pyproject.toml -o requirements.txt
	@$(BOOTSTRAP) $(PIP_COMPILE) $(ARGS) pyproject.toml --extra dev -c requirements.txt -o requirements-dev.txt

check: ## Everything that CI checks, as CI does it
	@.ci/run

bench: ## Print figures on speed
	@$(BOOTSTRAP) exec pytest tests/benchmarks -o "python_files=bench_*.py" -s $(ARGS)

# SPDX-License-Identifier: GPL-3.0-or-later
# Short names for what contributors do. The first two are scripts, so that they work where make is missing.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test soak sanitize thread address fuzz validate docs lint format results evidence country bench bench-peers clean

modules := Files Processes Tables DiscreteEvents RandomVariates OutputAnalysis CrimeModel PatrolModel StrategyTesting StrategyPrograms PatrolStrategies \
  ScenarioFiles CrimeRecords Evaluation Questions Sweeps Pages
checked := --explicit-target-dependency-import-check error

help: ## list these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

run: ## install what is missing, build, compare the strategies on the London scenario
	@bash setup.sh run

test: ## install what is missing, lint, build and test: what continuous integration runs
	@bash setup.sh test

# The long checks, each a target of its own, so that it can be run alone and in the background.
soak_parts := thread address fuzz validate docs

# Makes targets one after another, whatever becomes of each, and says at the end what did.
define in_turn
@trap 'exit 130' INT TERM; \
failed=false; summary=(); \
for part in $(1); do \
  printf '\n== %s\n' "$$part"; \
  start=$$SECONDS; outcome=passed; \
  $(MAKE) --no-print-directory "$$part" || { outcome=FAILED; failed=true; }; \
  summary+=("$$(printf '%-10s %-6s %5d s' "$$part" "$$outcome" $$((SECONDS - start)))"); \
done; \
printf '\n== Summary\n'; \
printf '%s\n' "$${summary[@]}"; \
! $$failed
endef

soak: ## the long checks, to the end of each: both sanitizers, fuzzing, the release build, all documentation
	$(call in_turn,$(soak_parts))

sanitize: ## the tests under the thread and the address sanitizer
	$(call in_turn,thread address)

# Each sanitizer needs a build of everything, kept apart from the others. Simulating for long under a
# sanitizer finds nothing that a short run does not, so the validation tests are left out. The commands that tests start
# take these options over; what is not ours stands in the files, each with its reason.
sanitizers := $(CURDIR)/Tests/Sanitizers
thread: export TSAN_OPTIONS = suppressions=$(sanitizers)/thread.supp:print_suppressions=0:atexit_sleep_ms=20
address: export LSAN_OPTIONS = suppressions=$(sanitizers)/leaks.supp:print_suppressions=0

thread: ## the tests under the thread sanitizer
	swift test --disable-xctest --sanitize thread --scratch-path .build-thread --skip '^ValidationTests\.'

address: ## the tests under the address sanitizer, which finds leaks too
	swift test --disable-xctest --sanitize address --scratch-path .build-address --skip '^ValidationTests\.'

# Tests that draw random input or random faults do it a number of times, or for as long as this asks; what they did they print.
# They run two at a time on two cores. Options for the damaged folders go through FUZZ: make fuzz FUZZ="--folders 500 --seed 1".
fuzz: export PATROLSIM_SOAK_SECONDS ?= 300
fuzz: ## the tests with random input or faults, for minutes each: 10,000 damaged files and faults, a study killed 100 times, 5,000 damaged folders
	swift test --disable-xctest $(checked) \
	  --filter 'MutationTests|CSVReaderTests|StudyFaultTests|SlurmTests|FaultInjectionTests|DamagedFolderTests'
	swift build -c release --product patrolsim
	python3 Tests/Fuzz/damaged_folders.py --binary "$$(swift build -c release --show-bin-path)/patrolsim" $(FUZZ)

validate: ## the tests against theory, on the release build that users run
	swift test --disable-xctest $(checked) -c release --scratch-path .build-release --filter '^ValidationTests\.'

docs: ## documentation of all modules; a warning is an error
	@for module in $(modules); do \
	  echo "== $$module"; \
	  swift package generate-documentation --target $$module --warnings-as-errors; \
	done

lint: ## formatting, as the tests demand it
	swift format lint --strict -r -p Package.swift Sources Tests

format: ## format all code in place
	swift format -i -r -p Package.swift Sources Tests

# Written beside the old ones first: an interrupted run leaves what was there. Only what is small is kept.
results: ## rebuild the committed reference results of every shipped scenario
	swift build -c release --product patrolsim
	@patrolsim=.build/release/patrolsim; \
	mkdir -p Results/reference; \
	for scenario in $$(git ls-files 'Scenarios/*.yaml' | grep -v /.*/); do \
	  name="$$(basename "$$scenario" .yaml)"; \
	  new="Results/reference/.$$name.new"; \
	  rm -rf "$$new" "$$new.txt"; \
	  "$$patrolsim" compare "$$scenario" --replications 100 --output "$$new" | grep -vE '^(Report|Results): ' > "$$new.txt"; \
	  rm -rf "Results/reference/$$name"; \
	  mkdir "Results/reference/$$name"; \
	  mv "$$new".txt "Results/reference/$$name/comparison.txt"; \
	  mv "$$new"/{manifest.json,summary.json,comparison.csv,differences.csv} "Results/reference/$$name/"; \
	  rm -rf "$$new"; \
	done

# The record of the fit comes with the program, so that a new one needs a new build.
evidence: ## fit the effect of patrol to the trials again, and put the record in its place
	swift build -c release --product patrolsim
	.build/release/patrolsim evidence fit --output Results/evidence --force
	cp Results/evidence/evidence.json Sources/PatrolModel/Deterrence/Resources/evidence.json

# Nine megabytes that a seed gives: too much to keep, and nothing in it that the command does not say.
country: ## draw Scenarios/england-and-wales.yaml, 35,000 made-up places in 43 forces, from its seed
	swift build -c release --product patrolsim
	.build/release/patrolsim synthesize --seed 1 --output Scenarios/england-and-wales.yaml

# The benchmarks are a package of their own, which builds its own copy of what they measure.
benchmarks := Tests/Benchmarks
build_bench := swift build --package-path $(benchmarks) --scratch-path .build-benchmarks -c release --product patrolsim-bench

# Options go through BENCH: make bench BENCH="--only mm1 --rounds 9".
bench: ## measure the speed of the kernel, the models and an import, against C written by hand
	$(build_bench)
	@mkdir -p Results/bench
	@"$$($(build_bench) --show-bin-path)/patrolsim-bench" --json Results/bench/bench.json $(BENCH) | tee Results/bench/bench.txt

peers := $(benchmarks)/Peers

bench-peers: .venv/peers ## the same models in SimPy and salabim, from PyPI, against ours
	$(build_bench)
	@.venv/bin/python $(peers)/compare.py "$$($(build_bench) --show-bin-path)/patrolsim-bench" Results/bench

.venv/peers: $(peers)/requirements.txt
	@python3 -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo 'make: python3 with venv is missing; on Debian: apt-get install python3-venv' >&2; exit 1; }
	python3 -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check -r $(peers)/requirements.txt
	@touch .venv/peers

clean: ## remove everything built, but no result
	rm -rf .build .build-* .venv .venv-tests .venv-report

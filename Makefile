# The manual: every verb of the project. `make demo` and `make test` set up all they need by themselves.

.DEFAULT_GOAL := help
.PHONY: help setup build demo test bench prove check fmt clean

SWIFT_BUILD := swift build -c release --product troth
TROTH := .build/release/troth
export LC_ALL := C.UTF-8

help: ## list the verbs
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: ## install the Debian packages that are missing
	@deploy/install-packages

build: setup ## build the program
	@echo "Building troth (the first time takes some minutes) ..."
	@$(SWIFT_BUILD)

demo: build ## show the main job on a fictional practice
	@$(TROTH) demo

test: setup ## build and run every test, pgTAP and the proofs at their smaller size
	@deploy/test

bench: build ## measure the speed claims as ratios against their references
	@deploy/bench

prove: setup ## run every long proof at full size
	@deploy/prove

check: ## lint the format, check the migration hashes and the arrows
	@deploy/check

fmt: ## format the sources
	@swift format --in-place --recursive Package.swift Sources Tests

clean: ## delete what was built
	@rm -rf .build

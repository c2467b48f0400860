#!/bin/sh
# Lock the requirements with hashes, for every platform at once: lock.sh UV [--upgrade | --upgrade-package NAME].
#
# dev.txt holds everything and is solved first; the two smaller files take their versions from it.
set -eu

uv=$1
shift

solve() {
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
        --no-emit-index-url --custom-compile-command "make lock" "$@"
}

solve "$@" --all-extras --group dev --output-file requirements/dev.txt pyproject.toml
solve "$@" --all-extras --constraint requirements/dev.txt --output-file requirements/runtime.txt pyproject.toml
solve "$@" --group build --constraint requirements/dev.txt --output-file requirements/build.txt

#!/usr/bin/env bash
# Writes the locks of the dependencies, runtime.txt and development.txt, anew: versions and hashes for every platform
# and Python that we support. Options go to `uv pip compile`, such as --upgrade, or --constraint FILE.
set -euo pipefail
cd "$(dirname "$0")/../.."
lock() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
        --no-emit-index-url --output-file "resources/packaging/$1" "${@:2}"
}
build=$(mktemp)
trap 'rm -f "$build"' EXIT
echo "hatchling>=1.24" > "$build"
lock runtime.txt pyproject.toml "$build" "$@"
lock development.txt pyproject.toml "$build" --extra test --extra raw --extra timm --extra lite2 "$@"

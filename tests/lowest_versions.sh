#!/usr/bin/env bash
# Runs a part of the tests with the lowest versions of the dependencies that pyproject.toml allows, in a virtual
# environment that is removed at the end; needs about 8 GB in $TMPDIR. Other tests: tests/lowest_versions.sh FILES…
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LANDMARK_GUI_HOME="$work/home" UV_CACHE_DIR="$work/cache"

python3 -m venv "$work/tools"
"$work/tools/bin/pip" install --quiet --disable-pip-version-check uv
"$work/tools/bin/uv" venv --quiet --python "$(command -v python3)" "$work/venv"
. "$work/venv/bin/activate"
"$work/tools/bin/uv" pip install --quiet --resolution lowest-direct -e '.[test,raw,timm]'
"$work/tools/bin/uv" pip list

if [ $# -eq 0 ]; then
    set -- tests/unit/metadata/test_jpeg_cases.py tests/unit/metadata/test_other_containers.py \
        tests/unit/inference tests/unit/library/test_catalog.py tests/unit/training/test_networks.py \
        tests/unit/training/test_model_file.py tests/unit/training/test_engine.py tests/unit/training/test_plots.py \
        tests/gui/test_ui_review.py tests/gui/test_ui_writing.py tests/gui/test_suggest_dialog.py \
        tests/gui/test_workers_inference.py tests/e2e/test_cli_tag.py tests/e2e/test_cli_models.py
fi
export OMP_NUM_THREADS=1
python -m pytest -q -m "not hosts and not slow" "$@"

#!/bin/sh
# Which of the functions that the line setter stands on does WeasyPrint's newest release change?
# It is installed beside the pinned one, in a folder that goes afterwards.
set -eu
cd "$(dirname "$0")/.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
.venv/bin/python -m pip install --quiet --upgrade --target "$folder" weasyprint
found=$(PYTHONPATH="$folder" .venv/bin/python -c 'import weasyprint; print(weasyprint.__version__)')
echo "WeasyPrint $found:"
PYTHONPATH="$folder" .venv/bin/python -m pytest -q -p no:cacheprovider tests/engine/test_hooks.py

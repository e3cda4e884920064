#!/bin/sh
# Write requirements/*.txt anew: the newest versions that pyproject.toml allows, with the hashes of
# every wheel. Each file holds the one before it, so that all name the same versions (cluster.txt holds
# main.txt, and stands beside the line). The same for the checkers that run on Node.
set -eu
cd "$(dirname "$0")/.."

compile() {
    made=$1
    shift
    .venv/bin/uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 \
        --only-binary :all: --generate-hashes --no-config --no-emit-index-url --no-header \
        --annotation-style line --output-file "requirements/$made" "$@"
    echo "requirements/$made"
}

compile main.txt --group build
compile preview.txt --group build --extra preview --constraints requirements/main.txt
compile cluster.txt --group build --extra cluster --constraints requirements/main.txt
compile dev.txt --group build --group dev --extra preview --extra cluster --extra fonts \
    --constraints requirements/preview.txt --constraints requirements/cluster.txt

(cd tools/checkers && npm update --package-lock-only)
echo "tools/checkers/package-lock.json"

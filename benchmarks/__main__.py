"""`python -m benchmarks`: every benchmark of this folder, in the order of the names."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import benchmarks


def main() -> None:
    """Run them all; the command's own arguments are not theirs."""
    sys.argv = sys.argv[:1]
    for found in pkgutil.iter_modules(benchmarks.__path__):
        if not found.name.startswith("_"):
            module = importlib.import_module(f"benchmarks.{found.name}")
            if run := getattr(module, "main", None):  # `meter` is for the others
                print(f"── {found.name}")
                run()


main()

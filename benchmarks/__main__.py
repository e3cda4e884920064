"""`python -m benchmarks`: every benchmark of this folder, in the order of the names."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import benchmarks


def main() -> None:
    """Run them all; the command's own arguments are not theirs."""
    sys.argv = sys.argv[:1]
    for module in pkgutil.iter_modules(benchmarks.__path__):
        if not module.name.startswith("_"):
            print(f"── {module.name}")
            importlib.import_module(f"benchmarks.{module.name}").main()


main()

"""The output folder of a batch, in which anything may stand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from publisher.errors import Missing
from publisher.pipeline.batch.folder import RECORD, opened

PIPED = """
import sys
from pathlib import Path
from publisher.errors import Missing
from publisher.pipeline.batch.folder import opened
try:
    with opened(Path(sys.argv[1]), None) as folder:
        print(folder.current("a", "key"))
except Missing as error:
    print(error.finding.code)
"""


@pytest.mark.parametrize(
    ("name", "said"), [(f"a/{RECORD}", "None"), (".batch.lock", "output-not-written")]
)
def test_nobody_waits_for_a_pipe(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "a").mkdir()
    os.mkfifo(tmp_path / name)
    done = subprocess.run(
        [sys.executable, "-c", PIPED, tmp_path],
        cwd=Path(__file__).parents[3], capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.stdout.strip() == said, done.stderr


def test_a_folder_has_one_batch(tmp_path: Path) -> None:
    with opened(tmp_path, None), pytest.raises(Missing) as caught, opened(tmp_path, None):
        pass
    assert caught.value.finding.code == "batch-in-use"

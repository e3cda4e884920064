"""What became of a batch: one value, as JSON for machines and as two pages for people."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from publisher import __version__
from publisher.messages import language
from publisher.pipeline.batch.values import Cost, Told

JSON, PAGES = "batch.json", {"zh": "index.html", "en": "en.html"}
RESERVED = frozenset({JSON, *PAGES.values()})  # names that no publication can have


class State(StrEnum):
    """How a publication came out; the gravest first."""

    FAILED = "failed"
    ERRORS = "errors"
    WARNINGS = "warnings"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Row:
    """One publication: what was made of it (name and bytes of each file), and what was said."""

    name: str
    source: str
    files: tuple[tuple[str, int], ...]
    told: tuple[Told, ...]
    notes: int
    cost: Cost
    kept: bool = False
    tries: int = 1

    @property
    def state(self) -> State:
        """How it came out."""
        if not self.files:
            return State.FAILED
        severities = {each.severity for each in self.told}
        if "error" in severities:
            return State.ERRORS
        return State.WARNINGS if "warning" in severities else State.GOOD


@dataclass(frozen=True, slots=True)
class Summary:
    """A whole batch, or one part of it (`shard`, as written); `seconds` of wall time."""

    rows: tuple[Row, ...]
    seconds: float
    jobs: int
    shard: str = ""
    cluster: str = ""
    told: tuple[Told, ...] = ()

    @property
    def counts(self) -> Counter[State]:
        """Publications by state."""
        return Counter(row.state for row in self.rows)

    @property
    def kept(self) -> int:
        """Those that an earlier batch had made."""
        return sum(row.kept for row in self.rows)

    @property
    def made(self) -> tuple[Row, ...]:
        """Those that were made now."""
        return tuple(row for row in self.rows if row.files and not row.kept)

    @property
    def code(self) -> int:
        """The exit code of the command."""
        return int(bool(self.counts[State.FAILED] or self.counts[State.ERRORS]))


def file_name(name: str, shard: str) -> str:
    """`batch.json`; of a part of a batch `batch-3-of-16.json`."""
    stem, _dot, suffix = name.rpartition(".")
    return f"{stem}-{shard.replace('/', '-of-')}.{suffix}" if shard else name


def page_of(summary: Summary) -> str:
    """The page in the language of the locale."""
    return file_name(PAGES[language()], summary.shard)


def as_json(summary: Summary) -> dict[str, Any]:
    """The contract for machines; docs/batch.md says what each key means."""
    return {
        "version": __version__,
        "shard": summary.shard,
        "cluster": summary.cluster,
        "seconds": round(summary.seconds, 1),
        "jobs": summary.jobs,
        "counts": {
            "all": len(summary.rows),
            "made": len(summary.made),
            "kept": summary.kept,
            **{state.value: summary.counts[state] for state in State},
        },
        "findings": [_told_json(each) for each in summary.told],
        "publications": [_row_json(row) for row in summary.rows],
    }


def json_bytes(summary: Summary) -> bytes:
    """The JSON as a file."""
    return (json.dumps(as_json(summary), ensure_ascii=False, indent=1) + "\n").encode()


def _row_json(row: Row) -> dict[str, Any]:
    return {
        "name": row.name,
        "source": row.source,
        "state": row.state.value,
        "kept": row.kept,
        "tries": row.tries,
        "seconds": round(row.cost.seconds, 3),
        "core_seconds": round(row.cost.core_seconds, 3),
        "memory": row.cost.memory,
        "files": [{"file": f"{row.name}/{file}", "bytes": size} for file, size in row.files],
        "notes": row.notes,
        "findings": [_told_json(each) for each in row.told],
    }


def _told_json(told: Told) -> dict[str, Any]:
    return asdict(told) | {"zh": list(told.zh), "en": list(told.en)}

"""The one shape of expected trouble: a finding, raised, with its exit code.

Whatever an editor can cause is raised as one of these and shown as a sentence. Anything else that
is raised is a bug of ours and shows a traceback.
"""

from __future__ import annotations

from typing import ClassVar

from publisher.findings import Finding


class PublisherError(Exception):
    """Expected trouble. `also` holds further findings of the same attempt, shown below it."""

    exit_code: ClassVar[int] = 1

    def __init__(self, finding: Finding, *also: Finding) -> None:
        super().__init__(finding, *also)
        self.finding = finding
        self.also = also

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that is to be shown, the gravest first as raised."""
        return (self.finding, *self.also)


class WrongUsage(PublisherError):
    """The command was called in a way that it cannot serve."""

    exit_code = 2


class Unusable(PublisherError):
    """A manuscript, setting or layout that cannot be used."""

    exit_code = 3


class Missing(PublisherError):
    """Something that the machine has not: a face, a library, disk space, the right to write."""

    exit_code = 4

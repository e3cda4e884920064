"""The editor's own program, started at a line of a file.

Which program, and with which options, is said by who starts the preview (`--editor`, or
PUBLISHER_EDITOR), and by nobody else: no publication can name one, and of a request only the file
and the line go in, each inside a word of the command. No shell reads it.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import threading
from pathlib import Path
from typing import NamedTuple

from publisher.errors import PublisherError, WrongUsage
from publisher.preview.findings import EDITOR_ABSENT, EDITOR_UNREADABLE, EDITOR_UNSTARTED

EXAMPLE = "code -g {file}:{line}"
_PLACES = re.compile(r"\{(file|line)\}")


class Command(NamedTuple):
    """A program and its options, in which {file} and {line} stand; without words there is none."""

    words: tuple[str, ...] = ()

    def start(self, file: Path, line: int) -> None:
        """Open a file (absolute) at a line, from 1, and go on. Raises PublisherError.

        The program outlives the preview: what is being typed there is not ours to end.
        """
        if not self.words:
            raise PublisherError(EDITOR_ABSENT.at(None, example=EXAMPLE))
        values = {"file": str(file), "line": str(line)}
        words = [_PLACES.sub(lambda found: values[found[1]], word) for word in self.words]
        try:
            process = subprocess.Popen(  # noqa: S603 - the user's own command, no shell
                words,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # else Ctrl-C in the terminal would end it with us
            )
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or type(error).__name__
            unstarted = EDITOR_UNSTARTED.at(None, program=words[0], reason=reason)
            raise PublisherError(unstarted) from None
        threading.Thread(target=process.wait, daemon=True).start()


NO_COMMAND = Command()


def command(text: str) -> Command:
    """A command as a shell would split it; none where it is empty. Raises WrongUsage."""
    try:
        words = tuple(shlex.split(text))
    except ValueError:
        words = ("",)
    if not words:
        return NO_COMMAND
    program, *options = words
    if not program or _PLACES.search(program) or "{file}" not in "".join(options):
        raise WrongUsage(EDITOR_UNREADABLE.at(None, command=text, example=EXAMPLE))
    return Command(words)

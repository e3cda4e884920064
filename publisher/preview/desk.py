"""What a further tool of the preview may look at, and where it says which addresses it answers.

A tool is a module beside this one with a function `routes(desk)`, listed in `tools.ROUTES`, and an
ES module in `static/`, listed in `static/tools.js`.
"""

from __future__ import annotations

from typing import NamedTuple

from publisher.preview.annex import Annex
from publisher.preview.board import Board
from publisher.preview.opening import NO_COMMAND, Command
from publisher.preview.pictures import Pictures
from publisher.preview.studio import Studio
from publisher.preview.values import Order, Shown


class Desk(NamedTuple):
    """The order, what is on the board now and later, and the one door to PDFium.

    `run` is new in every run of the server; it stands in addresses whose answers browsers keep.
    `board.value.good` is the last build with pages, `board.value.before` the whole one before it.
    `studio` builds, and can be asked for other things in a process that reads manuscripts; what
    nobody waits for is done in the `annex`. A POST must bring the `token` of this run. The
    `command` opens a file in the editor's own program.
    """

    order: Order
    board: Board[Shown]
    pictures: Pictures
    run: str
    studio: Studio
    annex: Annex
    token: str
    command: Command = NO_COMMAND

    @property
    def looked_at(self) -> Order:
        """The order as the editor looks at it now."""
        return self.board.value.asked

    async def settled(self) -> Shown:
        """What is shown when the build under way has ended: an article is followed by the whole."""
        board = self.board
        while board.value.working and not board.closed:
            await board.later_than(board.version)
        return board.value

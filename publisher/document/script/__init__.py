"""An edition in the other script: 简体 and 繁體, converted by phrases with OpenCC."""

from publisher.document.script.conversion import Manner, converted
from publisher.document.script.guesses import Guess, guesses

__all__ = ["Guess", "Manner", "converted", "guesses"]

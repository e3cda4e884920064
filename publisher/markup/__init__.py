"""From the model to markup: layouts and their tokens, pages of print, chapters of the e-book."""

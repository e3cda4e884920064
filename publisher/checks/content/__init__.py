"""What the pages of a PDF draw: content streams read by us, for speed and because none is trusted.

`tokens` cuts a stream into instructions, `interpreter` runs them and gives `marks` (text, lines,
areas, pictures) with their place on the page, their colour (`colours`) and their face (`faces`).
Whatever a hostile file does ends in `BrokenContent`, never in a traceback or an endless run.
"""

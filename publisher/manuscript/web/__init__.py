"""Web pages (.html): their paragraphs, and what in them is no text."""

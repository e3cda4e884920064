"""The Markdown of clean copies and of ordinary manuscripts: grammar, reading, writing."""

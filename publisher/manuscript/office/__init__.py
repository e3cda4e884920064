"""Word files (.docx): the package, its styles and numbers, and its paragraphs."""

"""Publication (+ Pagination) -> EPUB 3.3, with EbookLib as the writer of the package."""

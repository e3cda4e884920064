"""Publication (+ Pagination) -> EPUB 3.3, with EbookLib as the writer of the package."""

from publisher.epub.building import Built, build

__all__ = ["Built", "build"]

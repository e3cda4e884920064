"""Publishing toolchain for Chinese text: one manuscript, a print PDF and an EPUB."""

__version__ = "0.1.0"

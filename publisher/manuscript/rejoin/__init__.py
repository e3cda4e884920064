"""Lines -> paragraphs. Every break is weighed; every join says why."""

from publisher.manuscript.rejoin.joining import rejoin

__all__ = ["rejoin"]

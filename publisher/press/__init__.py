"""PDF -> the file that is handed over: PDF/X-4 for a press, or what readers open at a screen."""

from publisher.press.booklet import imposed, single_pages
from publisher.press.finishing import Job, for_press
from publisher.press.proof import Proof, Remark, for_proof
from publisher.press.screen import for_screen

__all__ = [
    "Job",
    "Proof",
    "Remark",
    "for_press",
    "for_proof",
    "for_screen",
    "imposed",
    "single_pages",
]

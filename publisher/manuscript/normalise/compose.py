"""NFC: a letter and its accent are one character where there is one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from publisher.manuscript.draft import Edit, Passage
from publisher.manuscript.findings import COMPOSED

_CLUSTER = re.compile("[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+")


def compose(passage: Passage) -> Iterator[Edit]:
    """Letters with combining marks are composed, cluster by cluster."""
    if unicodedata.is_normalized("NFC", passage.text):
        return
    for found in _CLUSTER.finditer(passage.text):
        yield Edit(found.start(), found.end(), unicodedata.normalize("NFC", found[0]), COMPOSED)

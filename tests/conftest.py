"""Builds in tests keep nothing in the cache of whoever runs them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from publisher.pipeline import cache


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(cache.VARIABLE, str(tmp_path_factory.mktemp("cache")))
        yield

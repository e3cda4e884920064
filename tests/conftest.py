"""Builds in tests keep nothing in the cache of whoever runs them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from publisher.pipeline import cache

# a busy machine is slow and not wrong
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(cache.VARIABLE, str(tmp_path_factory.mktemp("cache")))
        yield

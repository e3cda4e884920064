"""Builds in tests keep nothing in the cache of whoever runs them."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

from publisher.pipeline import cache

# a busy machine is slow and not wrong
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

# what is started here must hear when it is to stop, also where nohup or a shell's & runs the tests
for _number in (signal.SIGINT, signal.SIGHUP):
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, signal.default_int_handler)


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(cache.VARIABLE, str(tmp_path_factory.mktemp("cache")))
        yield

"""Flow -> pages, with what they say about themselves: Pagination, SourceMap, outline."""

from publisher.setting.pagination import SetPages, set_article, set_pages
from publisher.setting.values import Goal, SetFlow

__all__ = ["Goal", "SetFlow", "SetPages", "set_article", "set_pages"]

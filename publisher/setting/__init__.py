"""Flow -> pages, with what they say about themselves: Pagination, SourceMap, outline."""

from publisher.setting.flow import set_flow
from publisher.setting.pagination import SetPages, set_article, set_pages
from publisher.setting.values import Goal, SetFlow

__all__ = ["Goal", "SetFlow", "SetPages", "set_article", "set_flow", "set_pages"]

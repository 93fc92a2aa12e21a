"""When: time expressions, and the dates of articles that state none. Article, Parse, Passage -> Timex, Article"""

from copydesk.stages.time.dating import date_articles
from copydesk.stages.time.find import find_timexes, read_timexes

__all__ = ["date_articles", "find_timexes", "read_timexes"]

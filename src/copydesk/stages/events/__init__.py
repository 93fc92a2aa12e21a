"""What happened on a day, and timelines of it. Draft -> Event"""

from copydesk.stages.events.find import find_events
from copydesk.stages.events.timeline import make_timeline

__all__ = ["find_events", "make_timeline"]

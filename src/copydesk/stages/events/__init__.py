"""What happened on a day, and timelines of it. Draft -> Event"""

from copydesk.stages.events.find import find_events

__all__ = ["find_events"]

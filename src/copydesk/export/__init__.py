"""A story in the formats of other programs. StoryRecords -> text or a folder of tables."""

from copydesk.export.formats import FOLDERS, TEXTS, find_text
from copydesk.export.limits import EVERYTHING, Limits, limit_records

__all__ = ["EVERYTHING", "FOLDERS", "TEXTS", "Limits", "find_text", "limit_records"]

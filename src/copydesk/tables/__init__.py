"""Tables and evidence for the terminal. StoryRecords -> rich renderables."""

from copydesk.tables.show import render_view
from copydesk.tables.stats import OutletStats
from copydesk.tables.views import VIEWS, Row, rows
from copydesk.tables.why import render_why

__all__ = ["VIEWS", "OutletStats", "Row", "render_view", "render_why", "rows"]

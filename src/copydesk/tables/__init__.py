"""Tables and evidence for the terminal. StoryRecords -> rich renderables."""

from copydesk.tables.show import render_view
from copydesk.tables.stats import Figures, Quoted
from copydesk.tables.views import VIEWS, Row, rows
from copydesk.tables.why import render_why

__all__ = ["VIEWS", "Figures", "Quoted", "Row", "render_view", "render_why", "rows"]

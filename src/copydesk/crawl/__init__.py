"""Copies, stories and quoted sources among any number of pages, as Parquet tables, on an engine of choice.

In reading order: inputs (what files there are, cut into pieces), reading (a shard of pieces into tables), meeting (which
articles may belong together), copies, stories, quoted, run (one step after the other), group (a group's pages again).
"""

from copydesk.crawl.group import pages_of_group
from copydesk.crawl.plan import CrawlPlan, CrawlSettings
from copydesk.crawl.run import crawl, plan_crawl
from copydesk.crawl.summary import CrawlSummary

__all__ = ["CrawlPlan", "CrawlSettings", "CrawlSummary", "crawl", "pages_of_group", "plan_crawl"]

"""HTML pages: the main text and what the mark-up states. HTML -> Article."""

"""Pages that hold several articles: threads, live pages, digests, pasted stories. Page -> Articles."""

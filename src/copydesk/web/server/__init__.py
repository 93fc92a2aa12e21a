"""The story live in a browser: the views of the report, search, notes, stars, corrections and exports."""

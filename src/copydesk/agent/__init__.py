"""The agent's door: a story over the Model Context Protocol, read-only."""

"""A page's bytes: into text, tamed, and the way back from each block. SavedPage -> Decoded."""

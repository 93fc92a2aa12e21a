"""What single lines, names and stamps say: dates, names, outlets, languages. text -> values."""

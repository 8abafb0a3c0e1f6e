"""Article to statement: what was said by whom, then who, which issue, which stance, and when."""

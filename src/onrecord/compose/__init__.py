"""Everything to a brief, and the audit every brief must pass: pure."""

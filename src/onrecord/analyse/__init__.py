"""Statements to positions, obstacles and outlook: pure functions of evidence and a date."""

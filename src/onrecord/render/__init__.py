"""A brief as Markdown, HTML, JSON or lines for a terminal: pure."""

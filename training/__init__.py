"""From the corpus to the reader's model; never imported by the package."""

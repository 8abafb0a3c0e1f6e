"""What is measured, and the floors that hold it: python -m benchmarks --help."""

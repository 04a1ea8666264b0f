"""Benchmarks, run by hand: ``python -m tests.benchmarks NAME``. Both sides of each ratio run in one call."""

"""Every figure Knowcafé publishes, one module each: `python -m bench.NAME --json`."""

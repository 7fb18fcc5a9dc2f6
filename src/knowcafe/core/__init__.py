"""The thinking: pure functions over frozen data. No clock, no chance, no files, no network."""

"""A planned week told to its host: the same words and pictures on every page."""

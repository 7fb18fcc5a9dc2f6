"""Knowcafé: the right ten people at the table, every week."""

__version__ = "0.1.0"

"""A "no" with a sentence fit to show."""


class Refused(Exception):
    """Raised by an action; its only argument is what the person reads, and what to do next."""

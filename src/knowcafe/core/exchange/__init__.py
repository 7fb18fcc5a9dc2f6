"""Bytes to rows and back: the files that people bring, in all their dialects."""

from knowcafe.core.exchange.fault import Fault, FaultKind

__all__ = ["Fault", "FaultKind"]

"""Bytes to rows and back: the files that people bring, in all their dialects."""

from knowcafe.core.exchange.fault import Fault, FaultKind
from knowcafe.core.exchange.free import Window
from knowcafe.core.exchange.met import MetRow, read_met
from knowcafe.core.exchange.needs import NeedRow, read_needs
from knowcafe.core.exchange.people import Knows, PersonRow, read_people
from knowcafe.core.exchange.reading import Rows
from knowcafe.core.exchange.slots import SlotRow, read_slots
from knowcafe.core.exchange.writing import as_csv

__all__ = [
    "Fault",
    "FaultKind",
    "Knows",
    "MetRow",
    "NeedRow",
    "PersonRow",
    "Rows",
    "SlotRow",
    "Window",
    "as_csv",
    "read_met",
    "read_needs",
    "read_people",
    "read_slots",
]

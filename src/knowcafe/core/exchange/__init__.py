"""Bytes to rows and back: the files that people bring, in all their dialects."""

from knowcafe.core.exchange.fault import Fault, FaultKind
from knowcafe.core.exchange.free import Window
from knowcafe.core.exchange.history import Guest, History, Tally, read_history
from knowcafe.core.exchange.kinds import COLUMNS, Kind
from knowcafe.core.exchange.met import MetRow, read_met
from knowcafe.core.exchange.needs import NeedRow, read_needs
from knowcafe.core.exchange.people import Knows, PersonRow, read_people
from knowcafe.core.exchange.reading import Rows
from knowcafe.core.exchange.replies import Said
from knowcafe.core.exchange.slots import SlotRow, read_slots
from knowcafe.core.exchange.sorting import Fate, Judged, Why, first_name, sort_out
from knowcafe.core.exchange.writing import as_csv

__all__ = [
    "COLUMNS",
    "Fate",
    "Fault",
    "FaultKind",
    "Guest",
    "History",
    "Judged",
    "Kind",
    "Knows",
    "MetRow",
    "NeedRow",
    "PersonRow",
    "Rows",
    "Said",
    "SlotRow",
    "Tally",
    "Why",
    "Window",
    "as_csv",
    "first_name",
    "read_history",
    "read_met",
    "read_needs",
    "read_people",
    "read_slots",
    "sort_out",
]

"""Slots of a file become weekly cafés of a chapter: same weekday, time and length."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from knowcafe.accounts.models import Person
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import MOST_TABLES, Chapter, Series
from knowcafe.core.exchange import Rows, SlotRow
from knowcafe.ops.importing.report import Report

Moment = tuple[int, time]


@dataclass(slots=True)
class Weekly:
    """The chapter's series by weekday and time, those of the file among them."""

    chapter: Chapter
    by: Person
    now: datetime
    series: dict[Moment, Series] = field(default_factory=dict)

    def take_over(self, rows: Rows[SlotRow], report: Report) -> None:
        """Begin what is missing. A slot that is no weekly café of this chapter is named."""
        there = Series.objects.filter(chapter=self.chapter).select_related("chapter")
        self.series = {(series.weekday, series.starts): series for series in there}
        tables: dict[Moment, int] = {}
        for row in rows.rows:
            if self._why_not(row) == "":
                tables[moment(row)] = tables.get(moment(row), 0) + row.tables
        known = set(self.series)
        for row in rows.rows:
            about = f"{row.starts.date} {row.starts.time:%H:%M}"
            why = self._why_not(row)
            if why:
                report.left_out(rows.file, row.line, about, why)
                continue
            said = _("is there already")
            if moment(row) not in self.series:
                self._begin(row, min(MOST_TABLES, tables[moment(row)]))
                report.series += 1
            if moment(row) not in known:
                said = self._said(row)
            report.took(rows.file, row.line, about, said)

    def on(self, row: SlotRow) -> tuple[Series, date] | None:
        """The day of a series which a slot is; None where it was left out."""
        series = self.series.get(moment(row)) if self._why_not(row) == "" else None
        return (series, row.starts.date) if series else None

    def _begin(self, row: SlotRow, tables: int) -> None:
        minutes = int((row.ends - row.starts.utc).total_seconds()) // 60
        self.series[moment(row)] = chapters.meet_weekly(
            self.chapter,
            weekday=row.starts.date.weekday(),
            starts=row.starts.time,
            minutes=minutes,
            tables=tables,
            by=self.by,
            now=self.now,
        )

    def _why_not(self, row: SlotRow) -> str:
        if row.starts.zone != self.chapter.zone:
            zones = {"theirs": row.starts.zone, "ours": self.chapter.zone}
            return _("on the clock of %(theirs)s, the chapter’s is %(ours)s") % zones
        if row.mode == "online" and not self.chapter.link:
            return _("online, but the chapter has no link; add one in its settings first")
        return ""

    def _said(self, row: SlotRow) -> str:
        here = self.chapter.place
        if row.place and row.place != here:
            return _("a café every week from now on, but at %s: a chapter has one place") % here
        return _("a café every week from now on")


def moment(row: SlotRow) -> Moment:
    return row.starts.date.weekday(), row.starts.time

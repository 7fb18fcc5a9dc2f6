"""One row of people with its needs: who they are, what they know, when they can come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.utils.translation import gettext as _

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Chapter, Member
from knowcafe.core.calendar import Quarter
from knowcafe.core.exchange import NeedRow, PersonRow
from knowcafe.members import actions as members
from knowcafe.members import queries
from knowcafe.members.actions.offers import LARGEST_CAP
from knowcafe.members.models import MOST_OPEN_NEEDS, Need
from knowcafe.ops.importing.gathered import Dates, Row
from knowcafe.ops.importing.report import Report
from knowcafe.phrases.week.composed import Asked


@dataclass(frozen=True, slots=True)
class Import:
    """Where to, whose word it is, and when."""

    chapter: Chapter
    by: Person
    now: datetime
    people: str  # the files' names, for the report
    needs: str

    def take_over(self, row: Row, report: Report) -> None:
        """The person, then their needs. What a member has said since is never written over."""
        person = accounts.ensure_person(row.said.email, first_name=row.called, now=self.now)
        is_new = queries.member_of(self.chapter, person) is None
        accounts.vouch_for(person, now=self.now)  # a host knows them; else they are let go
        member = chapters.join(self.chapter, person=person, now=self.now)
        changed = [
            self._describe(member, row.said),
            self._offer(member, row.depths),
            self._free(member, row),
            self._apart(member, row),
        ]
        report.people += is_new
        kept = (
            _("is there already, with more to say now") if any(changed) else _("is there already")
        )
        report.took(self.people, row.said.line, row.said.name, _("is new") if is_new else kept)
        for said, asked in row.needs:
            self._ask(member, said, asked, row.said.name, report)

    def _describe(self, member: Member, row: PersonRow) -> bool:
        before = queries.profile_of(member)
        if before.pk:
            return False
        members.describe(
            member,
            role=row.role,
            is_professional=row.professional,
            may_show_name=False,  # nobody has asked them
            languages=row.languages,
            by=self.by,
            now=self.now,
        )
        return True

    def _offer(self, member: Member, depths: dict[str, int]) -> bool:
        before = {offer.topic: offer.depth for offer in queries.offers_of(member)}
        if set(depths) <= set(before):
            return False
        members.offer(member, depths=depths | before, by=self.by, now=self.now)
        return True

    def _free(self, member: Member, row: Row) -> bool:
        said = [self._quarter(member, row, *one) for one in row.free.items()]
        return any(said)

    def _quarter(self, member: Member, row: Row, quarter: Quarter, free: Dates) -> bool:
        weeks = len({on.isocalendar()[:2] for _series, on in free})
        cap = min(LARGEST_CAP, row.said.cap_total or row.said.cap * weeks)
        if not cap or queries.availability_of(member, quarter):
            return False
        members.say_quarter(member, quarter=quarter, cap=cap, free=free, by=self.by, now=self.now)
        return True

    def _apart(self, member: Member, row: Row) -> bool:
        before = {pair for pair in queries.apart(self.chapter) if member.person_id in pair}
        for email, called in row.apart:
            other = accounts.ensure_person(email, first_name=called, now=self.now)
            members.keep_apart(member, other=other, by=self.by, now=self.now)
        return any(member.person_id in pair for pair in queries.apart(self.chapter) - before)

    def _ask(self, member: Member, said: NeedRow, asked: Asked, about: str, report: Report) -> None:
        mark = f"import:{sha256(asked.text.encode()).hexdigest()[:32]}"
        if Need.objects.filter(member=member, asked_with=mark).exists():
            report.took(self.needs, said.line, about, _("is there already"))
            return
        if queries.open_needs_of(member).count() >= MOST_OPEN_NEEDS:
            why = _("has three open needs already, as many as can be looked after at a time")
            report.left_out(self.needs, said.line, about, why)
            return
        members.ask(
            member,
            text=asked.text,
            topic=asked.topic,
            for_table="",
            is_urgent=said.urgent,
            free=[],  # said with the quarter
            asked_with=mark,
            by=self.by,
            now=self._since(said),
        )
        report.needs += 1
        label = queries.topic_label(self.chapter, asked.topic)
        report.took(self.needs, said.line, about, _("is new: %s") % label)

    def _since(self, said: NeedRow) -> datetime:
        """When it was asked, so that waiting counts from there; never later than now."""
        if said.since is None:
            return self.now - timedelta(weeks=said.weeks)
        days = (self.chapter.on_the_wall(self.now).date() - said.since).days
        return self.now - timedelta(days=max(0, days))

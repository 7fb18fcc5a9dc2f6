"""What somebody said of a quarter, or of the one before; and the link that asks for the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.crypto import salted_hmac

from knowcafe.chapters.models import Chapter, Member
from knowcafe.core.calendar import Quarter
from knowcafe.members.models import Availability, FreeDate
from knowcafe.members.queries.days import Weekly, days_of, quarter_of
from knowcafe.members.queries.people import availability_of, offers_of, profile_of

FEW_DAYS = timedelta(weeks=3)
"""So close to its end nobody is asked about a quarter any more, but about the next."""

USUAL_CAP = 2

_SIGNER = Signer(sep="~", salt="knowcafe.members.quarter")


@dataclass(frozen=True, slots=True)
class Said:
    """What a member's page of a quarter begins with."""

    depths: dict[str, int] = field(default_factory=dict)
    role: str = ""
    may_show_name: bool = False
    at_short_notice: bool = False
    languages: tuple[str, ...] = ()
    cap: int = USUAL_CAP
    weekly: frozenset[str] = frozenset()
    free: frozenset[str] = frozenset()


def quarters_to_say(chapter: Chapter, now: datetime) -> tuple[Quarter, Quarter]:
    """The one that is asked about first, and the other: this one and the next, as it is due."""
    today = chapter.on_the_wall(now).date()
    this = quarter_of(today)
    ends_soon = days_of(this)[1] - today < FEW_DAYS
    return (this.next(), this) if ends_soon else (this, this.next())


def said_before(member: Member, quarter: Quarter, weeklies: tuple[Weekly, ...]) -> Said:
    """What they said of the quarter; before that, what they said last, their usual days ticked."""
    profile, said = profile_of(member), availability_of(member, quarter)
    last = said or Availability.objects.filter(member=member).order_by("-quarter").first()
    first_day, last_day = days_of(quarter)
    days = FreeDate.objects.filter(member=member)
    here = days.filter(on__gte=first_day, on__lte=last_day).values_list("series_id", "on")
    return Said(
        depths={offer.topic: offer.depth for offer in offers_of(member)},
        role=profile.role,
        may_show_name=profile.may_show_name,
        at_short_notice=profile.agrees_to_short_notice,
        languages=tuple(profile.languages),
        cap=last.cap if last else USUAL_CAP,
        weekly=frozenset() if said else _usual(member, last, weeklies),
        free=frozenset(f"{series}.{on}" for series, on in here),
    )


def _usual(
    member: Member, last: Availability | None, weeklies: tuple[Weekly, ...]
) -> frozenset[str]:
    """The series on most of whose days they could come in the quarter they said last."""
    if not last:
        return frozenset()
    first, end = days_of(Quarter.parse(last.quarter))
    days = FreeDate.objects.filter(member=member, on__gte=first, on__lte=end)
    counts = list(days.values_list("series_id", flat=True))
    return frozenset(
        weekly.key
        for weekly in weeklies
        if 2 * counts.count(weekly.series.pk) > len(weekly.series.dates(first, days=91))
    )


def quarter_link(member: Member, quarter: Quarter) -> str:
    """Their own page of a quarter; it goes to their mailbox and nowhere else."""
    token = _SIGNER.sign(f"{member.pk}.{quarter}")
    return f"{settings.ADDRESS}{reverse('help-mine', args=[member.chapter.slug, token])}"


def quarter_digits(member: Member, quarter: Quarter) -> str:
    """Two digits printed beside the link: a scanner that only follows it has not read them."""
    hashed = salted_hmac("knowcafe.members.digits", f"{member.pk}.{quarter}", algorithm="sha256")
    return f"{int(hashed.hexdigest(), 16) % 100:02}"


def asked_for_quarter(token: str) -> tuple[Member, Quarter] | None:
    """Whom a link is for and of when; None if it was not made by us, or they have left."""
    try:
        member_id, _dot, quarter = _SIGNER.unsign(token).partition(".")
    except BadSignature:
        return None
    member = Member.objects.filter(pk=member_id).select_related("chapter", "person").first()
    return (member, Quarter.parse(quarter)) if member else None

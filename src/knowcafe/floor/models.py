"""The hour itself: its script and its taps, the phones in the room, and what was learned."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q

from knowcafe.accounts.models import Person
from knowcafe.cafes.models import Cafe, Facilitator
from knowcafe.chapters.models import Chapter, Member

TALK_KEPT = timedelta(days=1)
"""So long after a café nobody has closed it is known who has been heard."""

KEPT = timedelta(days=7)
"""So long after a café its phones, taps and tables are kept; insights stay."""


class HourQuerySet(models.QuerySet["Hour"]):
    def run_by(self, person: Person) -> HourQuerySet:
        """Those somebody may run: the same people as `rules.can_run` says, in one query."""
        if person.is_lead:
            return self
        hosts = Member.objects.filter(
            chapter=OuterRef("cafe__chapter"), person=person, is_host=True
        )
        named = Facilitator.objects.filter(cafe=OuterRef("cafe"), person=person)
        return self.filter(Q(cafe__second_facilitator=person) | Exists(hosts) | Exists(named))


class Hour(models.Model):
    """A café while it is held. What happened is its taps; everything shown is folded from them.

    `token` opens the door's page and the room's screen to whoever has it. `script` is the list of
    parts, `plan` who sits where in those with tables that have not begun, by the part's number,
    `says` what its last change means, and `spare` seats of places instead of people for other
    numbers of heads, for a phone that has lost the signal. `version` grows with every tap and
    every change of script or plan; `changed` is where script or plan changed last, `shown` where
    something did that the room may see. `balance` and `not_heard` are all that is kept of talk,
    `quick` all of the quick questions.
    """

    cafe = models.OneToOneField(Cafe, on_delete=models.CASCADE)
    token = models.CharField(max_length=43, unique=True)
    template = models.CharField(max_length=60)
    script = models.JSONField()
    question = models.CharField(max_length=200, blank=True)
    talk_is_on = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    shown = models.PositiveIntegerField(default=0)
    plan = models.JSONField(default=dict)
    spare = models.JSONField(default=dict)
    says = models.CharField(max_length=200, blank=True)
    opened_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)
    balance = models.FloatField(null=True)
    not_heard = models.PositiveSmallIntegerField(null=True)
    quick = models.JSONField(default=dict)

    objects = HourQuerySet.as_manager()

    def __str__(self) -> str:
        return f"hour of {self.cafe_id}"

    def is_kept(self, now: datetime) -> bool:
        """Whether its phones and screens still open."""
        return now < (self.closed_at or self.cafe.ends_at) + KEPT


class Tap(models.Model):
    """One thing somebody did on a phone, once: `key` is the phone's own, `number` our order.

    `at` is when, in milliseconds of the server's clock; `said` names what the tap is about.
    """

    hour = models.ForeignKey(Hour, on_delete=models.CASCADE)
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    at = models.BigIntegerField()
    received_at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    said = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hour", "key"], name="tap_taken_once"),
            models.UniqueConstraint(fields=["hour", "number"], name="one_tap_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind} of {self.hour_id}"


class Guest(models.Model):
    """The phone of somebody at a café. `who` is “p12” for a person with a place, else “w-…”.

    `person` is set only where they have shown that they are that person; nothing private is told
    to anybody else. `topic` is our first guess of their `need`. `contact` is what those may have
    who would like to stay in touch, as they are.
    """

    hour = models.ForeignKey(Hour, on_delete=models.CASCADE)
    who = models.CharField(max_length=40)
    token = models.CharField(max_length=43, unique=True)
    name = models.CharField(max_length=60)
    need = models.CharField(max_length=200, blank=True)
    topic = models.CharField(max_length=60, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE)
    consented_at = models.DateTimeField(null=True)
    asked_with = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hour", "who"], name="one_phone_a_guest"),
            models.UniqueConstraint(
                fields=["hour", "asked_with"], condition=~Q(asked_with=""), name="guest_came_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} at {self.hour_id}"


class Pulse(models.Model):
    """The three quick questions: was it useful, was there space to speak, what to change."""

    guest = models.OneToOneField(Guest, on_delete=models.CASCADE)
    useful = models.PositiveSmallIntegerField()
    space = models.PositiveSmallIntegerField()
    change = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(useful__gte=1, useful__lte=5, space__gte=1, space__lte=5),
                name="pulse_of_1_to_5",
            )
        ]

    def __str__(self) -> str:
        return f"{self.useful} {self.space}"


class Touch(models.Model):
    """A guest would like to stay in touch with somebody. Told to nobody until both would."""

    giver = models.ForeignKey(Guest, on_delete=models.CASCADE)
    to_who = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["giver", "to_who"], name="one_touch_each_way")
        ]

    def __str__(self) -> str:
        return f"{self.giver_id} to {self.to_who}"


class Insight(models.Model):
    """What a table found out, for the chapter's know-how. Without a name, unless they gave it."""

    class Kind(models.TextChoices):
        INSIGHT = "insight"
        QUESTION = "question"
        RESOURCE = "resource"
        STORY = "story"

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE)
    cafe = models.ForeignKey(Cafe, null=True, on_delete=models.SET_NULL)
    kind = models.CharField(max_length=8, choices=Kind)
    topic = models.CharField(max_length=60, blank=True)
    text = models.CharField(max_length=500)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    said_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["chapter", "said_at"], name="insight_of_chapter")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} of {self.chapter_id}"


class OwnTemplate(models.Model):
    """A chapter's own way to spend the hour, or its own version of one of ours."""

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE)
    slug = models.SlugField(max_length=60)
    data = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chapter", "slug"], name="one_template_a_slug")
        ]

    def __str__(self) -> str:
        return f"{self.slug} of {self.chapter_id}"

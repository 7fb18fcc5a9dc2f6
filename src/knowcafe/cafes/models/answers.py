"""Who is asked, what they say, and who came."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from knowcafe.accounts.models import Person
from knowcafe.cafes.models.tables import Cafe


class Invitation(models.Model):
    """Somebody asked to a café, until it expires or they answer. One of a plan, or to whoever is
    next for a seat that came free, keeps that seat; of the other kinds more may leave than there
    are free seats, and who says yes when the last is taken may be a reserve.

    The letter is written once the whole table is asked, so that it can say why: `told_at`.
    """

    class Answer(models.TextChoices):
        NONE = ""
        COMING = "coming"
        CANNOT = "cannot"
        CONFLICT = "conflict"  # of interest: a professional's reason
        PAUSE = "pause"
        EXPIRED = "expired"
        WITHDRAWN = "withdrawn"

    class Kind(models.TextChoices):
        PLAN = "plan"  # keeps a seat, as all below do not
        WAVE = "wave"  # to members who have not been asked for weeks
        OFFER = "offer"  # to the list, the day before, for four hours
        SHORT_NOTICE = "short-notice"  # to those who agreed to be asked so late
        LATE = "late"  # as a wave, the day before

    cafe = models.ForeignKey(Cafe, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    as_helper = models.BooleanField()
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.PLAN)
    sent_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    answer = models.CharField(max_length=9, choices=Answer, default=Answer.NONE, blank=True)
    answered_at = models.DateTimeField(null=True)
    briefed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cafe", "person"], name="invited_once_to_a_cafe")
        ]
        indexes = [models.Index(fields=["answer", "expires_at"], name="invitation_open")]

    def __str__(self) -> str:
        return f"{self.person_id} to {self.cafe_id}: {self.answer or 'not answered'}"


class Attendance(models.Model):
    """Who came, as a person noted it: a record of people, not of seats, so there may be eleven.

    Walk-ins have a first name and no account. `helped_at` is when somebody said that it helped
    and that those who helped may know; `corrected_at` when they said themselves what is right.
    """

    class State(models.TextChoices):
        CAME = "came"
        EXCUSED = "excused"
        MISSED = "missed"

    cafe = models.ForeignKey(Cafe, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    first_name = models.CharField(max_length=60)
    state = models.CharField(max_length=7, choices=State)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="noted_attendance_set"
    )
    asked_with = models.CharField(max_length=40, blank=True)
    helped_at = models.DateTimeField(null=True)
    corrected_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cafe", "person"], name="one_attendance_a_person"),
            models.UniqueConstraint(
                fields=["cafe", "asked_with"],
                condition=~Q(asked_with=""),
                name="attendance_sent_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.state} {self.cafe_id}"


class Confirmation(models.Model):
    """What somebody with a place at a café has said about coming, and how they got that place.

    Everybody is asked the day before. Giving a place back is a “cannot” without being asked.
    `called_up_at`: a reserve who was told to come without one of the seats.
    """

    class Answer(models.TextChoices):
        NONE = ""
        COMING = "coming"
        CANNOT = "cannot"
        UNSURE = "unsure"

    cafe = models.ForeignKey(Cafe, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    booked_at = models.DateTimeField()
    as_reserve = models.BooleanField(default=False)
    asked_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=6, choices=Answer, default=Answer.NONE, blank=True)
    answered_at = models.DateTimeField(null=True)
    called_up_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cafe", "person"], name="one_confirmation_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.cafe_id}: {self.answer or 'not answered'}"

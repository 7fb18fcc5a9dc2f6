"""What a group did before it came here: lists that hosts bring, and what is kept of them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from knowcafe.accounts.models import Person
from knowcafe.chapters.models import Chapter


class Intake(models.Model):
    """A file of people from elsewhere: first looked at, then brought in or forgotten.

    `data` is the file until it is brought in, for an hour at most; `kind` and `columns` say how it
    is read where a host knows better. Afterwards it is a line about what was brought in, `before`
    holds the counts it wrote over, and `outcome` how many rows became what.
    """

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, blank=True)
    columns = models.JSONField(default=dict)
    on = models.DateField(null=True)
    at = models.DateTimeField()
    data = models.BinaryField(null=True)
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    outcome = models.JSONField(default=dict)
    before = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["chapter", "by"], condition=Q(done_at=None), name="one_file_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(data=None), name="no_file_kept_once_brought_in"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} for {self.chapter_id}"


class PastMember(models.Model):
    """Somebody who was brought in: under an address, or by name alone until one is given.

    `key` is who they are over there, `name` what they are called there, both empty for those who
    came with an address. `person` is who that is here. Nobody of them is asked to anything before
    they come by themselves.
    """

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE)
    intake = models.ForeignKey(Intake, null=True, on_delete=models.SET_NULL)
    source = models.CharField(max_length=10)
    key = models.CharField(max_length=130, blank=True)
    name = models.CharField(max_length=120, blank=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["chapter", "source", "key"], condition=~Q(key=""), name="known_once_there"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(name=""), name="past_member_is_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.pk} in {self.chapter_id}"


class PastCount(models.Model):
    """How many said yes to an evening held elsewhere, and how many came where anybody noted it.

    Without `on` they are sums over many evenings. `came` is None where nobody was checked in, which
    is not the same as nobody came. `key` is the day, or “all”.
    """

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE)
    source = models.CharField(max_length=10)
    key = models.CharField(max_length=10)
    on = models.DateField(null=True)
    people = models.PositiveIntegerField()
    said_yes = models.PositiveIntegerField()
    came = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chapter", "source", "key"], name="counted_once"),
            models.CheckConstraint(
                condition=Q(came=None) | Q(came__lte=F("said_yes")), name="came_of_those_who_would"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.key} in {self.chapter_id}"

"""People."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower


class PersonQuerySet(models.QuerySet["Person"]):
    def get_by_natural_key(self, email: str) -> Person:
        """Django's sign-in asks by this name."""
        return self.get(email=email.lower())


class Person(AbstractBaseUser):
    """Somebody with an e-mail address, which is theirs for certain only once `verified_at` is set.

    Nobody has a password; the field is Django's and holds one that never matches. A lead looks
    after the whole network; hosts are each chapter's own.
    """

    email = models.EmailField(max_length=254, unique=True)
    first_name = models.CharField(max_length=60)
    since = models.DateTimeField()
    verified_at = models.DateTimeField(null=True)
    is_lead = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="person_email_in_lower")
        ]

    def __str__(self) -> str:
        return f"{self.first_name} <{self.email}>"


class SpareKey(models.Model):
    """A way in once, for a quarter of an hour, when mail is down. Its token is kept as a digest."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    digest = models.CharField(max_length=64, unique=True)
    good_until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"for {self.person_id} until {self.good_until}"


class Tries(models.Model):
    """When somebody last tried something, in seconds; who and what is a digest in `key`.

    The web server, the timetable and a second web server count in the same row.
    """

    key = models.CharField(max_length=64, unique=True)
    times = models.JSONField(default=list)
    last_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "tries"

    def __str__(self) -> str:
        return f"{self.key[:8]} {len(self.times)}"

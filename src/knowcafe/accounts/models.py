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

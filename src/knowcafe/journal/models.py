"""What was done, when, by whom: one line for every verb that matters."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """A line of the journal. It keeps plain ids, so that it outlives what it tells about."""

    at = models.DateTimeField()
    verb = models.CharField(max_length=40)
    chapter_id = models.BigIntegerField(null=True)
    by_id = models.BigIntegerField(null=True)
    about_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["chapter_id", "at"], name="entry_of_chapter")]

    def __str__(self) -> str:
        return f"{self.verb} {self.about_id}"

"""What hosts bring from elsewhere: people once, counts once, nobody mailed, and back again."""

from __future__ import annotations

import resource
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.models import Person
from knowcafe.cafes import actions
from knowcafe.cafes.models import Intake, PastCount, PastMember
from knowcafe.cafes.queries import history as queries
from knowcafe.cafes.queries.reading import LARGEST, read_file
from knowcafe.chapters import actions as chapters
from knowcafe.chapters.models import Member
from knowcafe.core.exchange import Fate, FaultKind, Kind
from knowcafe.journal.models import Entry
from knowcafe.members.models import Offer, Profile
from knowcafe.outbox.models import Message
from knowcafe.refused import Refused
from tests.core.exchange.elsewhere import LIST, LUMA, MEETUP, MEETUP_EVENING

pytestmark = pytest.mark.django_db
THE_DAY = date(2026, 1, 15)


def keep(chapter, text: str, by, now, name: str = "guests.csv") -> Intake:
    return actions.keep_file(chapter, name=name, data=text.encode(), by=by, now=now)


def bring(chapter, text: str, by, now) -> Intake:
    intake = keep(chapter, text, by, now)
    if intake.on is None:
        actions.say_what_it_is(
            intake, kind=intake.kind, columns=intake.columns, on=THE_DAY, by=by, now=now
        )
    return actions.bring_in(intake, by=by, now=now)


def rows(*but: str) -> list[list[dict[str, object]]]:
    tables = apps.get_app_config("knowcafe").get_models()
    wanted = [table for table in tables if table.__name__ not in ("Intake", "Entry", *but)]
    return [list(table.objects.order_by("pk").values()) for table in wanted]


def test_a_luma_file(london, esi, now) -> None:
    done = bring(london, LUMA, esi, now)
    assert done.outcome == {"new": 5, "skipped": 3}
    assert (bytes(done.data or b""), done.done_at) == (b"", now)
    people = Person.objects.exclude(pk=esi.pk).order_by("pk")
    assert list(people.values_list("email", "first_name", "verified_at")) == [
        ("amara@example.org", "Amara", None),
        ("bilal@example.org", "Bilal", None),
        ("dana+cafe@example.org", "Dana", None),
        ("dana@example.org", "Dana", None),
        ("hugo@example.org", "", None),
    ]
    profiles = Profile.objects.filter(member__chapter=london)
    assert set(profiles.values_list("is_only_known", "wants_invitations")) == {(True, False)}
    assert profiles.count() == PastMember.objects.exclude(person=None).count() == 5
    count = PastCount.objects.get()
    assert (count.source, count.key, count.on) == ("luma", "2026-01-15", THE_DAY)
    assert (count.people, count.said_yes, count.came) == (8, 3, 2)
    assert not Message.objects.exists()
    assert Entry.objects.filter(verb="history.brought_in", by_id=esi.pk).count() == 1


def test_the_same_file_again_changes_nothing_and_a_newer_one_what_is_new(london, esi, now) -> None:
    bring(london, LUMA, esi, now)
    bring(london, MEETUP, esi, now)
    before = rows()
    again = bring(london, LUMA, esi, now + timedelta(days=1))
    assert again.outcome == {"here": 5, "skipped": 3}
    assert bring(london, MEETUP, esi, now + timedelta(days=1)).outcome == {"known": 3}
    assert rows() == before
    newer = LUMA.replace("gst-2,Bilal Khan,Bilal,Khan,bilal@example.org,+44 20 7946 0000,"
                         "2026-01-03T10:00:00.000Z,approved,",
                         "gst-2,Bilal Khan,Bilal,Khan,bilal@example.org,+44 20 7946 0000,"
                         "2026-01-03T10:00:00.000Z,approved,2026-01-15T19:00:00Z")  # fmt: skip
    bring(london, newer, esi, now + timedelta(days=2))
    assert PastCount.objects.get(source="luma").came == 3


def test_who_is_here_is_left_as_they_are(london, esi, amara, now) -> None:
    chapters.join(london, person=amara, now=now)
    bring(london, LUMA, esi, now)
    assert not Profile.objects.filter(member__person=amara).exists()
    assert not PastMember.objects.filter(person=amara).exists()


def test_members_of_meetup_wait_for_an_address(london, esi, now) -> None:
    done = bring(london, MEETUP, esi, now)
    assert done.outcome == {"to-claim": 3}
    assert [p.name for p in queries.unclaimed(london)] == [
        "Amara Okafor", "Grace Lund", "Zoë Ångström",
    ]  # fmt: skip
    assert [p.name for p in queries.unclaimed(london, search="zoë Ång")] == ["Zoë Ångström"]
    count = PastCount.objects.get()
    assert (count.key, count.on, count.said_yes, count.came) == ("all", None, 20, 16)
    assert Member.objects.filter(chapter=london).count() == 1


def test_an_address_given_by_a_host(london, esi, hugo, now) -> None:
    bring(london, MEETUP, esi, now)
    amara, grace, _zoe = queries.unclaimed(london)
    with pytest.raises(Refused, match="hosts"):
        actions.give_address(amara, email="amara@example.org", by=hugo, now=now)
    member = actions.give_address(amara, email="Amara@example.org", by=esi, now=now)
    assert (member.person.email, member.person.first_name) == ("amara@example.org", "Amara")
    assert Profile.objects.get(member=member).is_only_known
    amara.refresh_from_db()
    assert (amara.name, amara.person) == ("", member.person)
    with pytest.raises(Refused, match="already"):
        actions.give_address(amara, email="a@example.org", by=esi, now=now)
    assert bring(london, MEETUP, esi, now).outcome == {"known": 3}
    actions.let_strangers_go(now=now + timedelta(days=40))
    assert Person.objects.filter(email="amara@example.org").exists()
    actions.forget_past_member(grace, by=esi, now=now)
    assert not PastMember.objects.filter(name="Grace Lund").exists()


def test_somebody_of_the_same_name_has_come(london, esi, hugo, now) -> None:
    bring(london, MEETUP, esi, now)
    joined = accounts.ensure_person("a@example.org", first_name="amara", now=now)
    chapters.join(london, person=joined, now=now)
    claims = queries.claims(london, queries.unclaimed(london))
    assert [(c.past.name, [p.email for p in c.perhaps]) for c in claims] == [
        ("Amara Okafor", ["a@example.org"]),
        ("Grace Lund", []),
        ("Zoë Ångström", []),
    ]
    past = claims[0].past
    with pytest.raises(Refused, match="Nobody like that"):
        actions.recognise(past, person_id=hugo.pk, by=esi, now=now)
    actions.recognise(past, person_id=joined.pk, by=esi, now=now)
    assert not Profile.objects.filter(member__person=joined).exists()
    assert [c.perhaps for c in queries.claims(london, queries.unclaimed(london))] == [(), ()]
    assert queries.claims(london, []) == []


def test_who_comes_by_is_asked_like_everybody_from_then_on(london, thursday, esi, now) -> None:
    bring(london, LUMA, esi, now)
    actions.just_come(
        thursday, first_name="Amara", email="amara@example.org", asked_with="k", by=None, now=now
    )
    known = Profile.objects.filter(member__chapter=london)
    assert known.get(member__person__first_name="Amara").wants_invitations
    assert not known.get(member__person__first_name="Bilal").wants_invitations


def test_undone_within_a_day(london, thursday, esi, now) -> None:
    before = rows()
    bring(london, LUMA, esi, now)
    done = Intake.objects.get()
    assert actions.undo_intake(done, by=esi, now=now) == 0
    assert rows("Person") == [table for table in before if not _is_people(table)]
    assert actions.let_strangers_go(now=now + timedelta(hours=25)) == 5
    assert rows() == before
    with pytest.raises(Refused, match="Only the last list"):
        actions.undo_intake(done, by=esi, now=now)


def _is_people(table: list[dict[str, object]]) -> bool:
    return bool(table) and "verified_at" in table[0]


def test_undoing_keeps_whoever_is_counted_on(london, thursday, esi, now) -> None:
    bring(london, LUMA, esi, now)
    actions.just_come(
        thursday, first_name="Amara", email="amara@example.org", asked_with="k", by=None, now=now
    )
    dana = Member.objects.get(person__email="dana@example.org")
    Offer.objects.create(member=dana, topic="pricing", depth=2)
    assert actions.undo_intake(Intake.objects.get(), by=esi, now=now) == 2
    left = Member.objects.filter(chapter=london, is_host=False).values_list("person__email")
    assert {email for (email,) in left} == {"amara@example.org", "dana@example.org"}


def test_undoing_brings_the_older_counts_back(london, esi, now) -> None:
    bring(london, LUMA, esi, now)
    more = LUMA + "gst-9,Farid,,,farid@example.org,,,approved,,,,0,,\n"
    newer = bring(london, more, esi, now)
    assert PastCount.objects.get().said_yes == 4
    assert not queries.can_be_undone(Intake.objects.order_by("pk")[0], now)
    assert not queries.can_be_undone(newer, now + timedelta(days=1))
    actions.undo_intake(newer, by=esi, now=now)
    assert PastCount.objects.get().said_yes == 3
    same = bring(london, LUMA, esi, now)
    actions.undo_intake(same, by=esi, now=now)
    assert PastCount.objects.get().said_yes == 3


def test_a_file_waits_for_an_hour(london, esi, now) -> None:
    keep(london, MEETUP, esi, now)
    intake = keep(london, LUMA, esi, now)
    assert [i.pk for i in Intake.objects.all()] == [intake.pk]
    assert queries.waiting_file(london, esi, now + timedelta(minutes=59)) == intake
    assert queries.waiting_file(london, esi, now + timedelta(minutes=60)) is None
    assert actions.forget_files(now=now + timedelta(minutes=59)) == 0
    assert actions.forget_files(now=now + timedelta(minutes=60)) == 1
    with pytest.raises(Refused, match="already"):
        actions.bring_in(intake, by=esi, now=now)
    actions.forget_file(keep(london, LUMA, esi, now), by=esi)
    assert not Intake.objects.exists()


def test_pressed_twice_it_is_brought_in_once(london, esi, now) -> None:
    intake = keep(london, LUMA, esi, now)
    twin = Intake.objects.get()
    actions.bring_in(intake, by=esi, now=now)
    with pytest.raises(Refused, match="already"):
        actions.bring_in(twin, by=esi, now=now)
    assert Entry.objects.filter(verb="history.brought_in").count() == 1


def test_a_host_says_what_a_file_is(london, esi, now) -> None:
    intake = keep(london, LUMA, esi, now)
    say = {"on": THE_DAY, "by": esi, "now": now}
    actions.say_what_it_is(intake, kind="luma", columns={"email": 4, "yes": 1}, **say)
    intake.refresh_from_db()
    assert intake.columns == {"email": 4}
    assert {g.name for g in queries.read_intake(intake).guests} != {""}
    actions.say_what_it_is(intake, kind="list", columns={"email": 0}, **say)
    intake.refresh_from_db()
    assert intake.columns == {}
    assert queries.read_intake(intake).kind is Kind.LIST
    actions.bring_in(intake, by=esi, now=now)
    assert not PastCount.objects.exists()
    for day in (now.date() + timedelta(days=1), date(1999, 12, 31)):
        with pytest.raises(Refused, match="a day that has been"):
            actions.say_what_it_is(intake, kind="luma", columns={}, on=day, by=esi, now=now)


def test_an_evening_has_a_day(london, esi, now) -> None:
    intake = keep(london, MEETUP_EVENING, esi, now)
    assert intake.on is None
    with pytest.raises(Refused, match="which day"):
        actions.bring_in(intake, by=esi, now=now)
    assert bring(london, MEETUP_EVENING, esi, now).outcome == {"to-claim": 3, "skipped": 1}


def test_only_hosts_bring_people(london, hugo, esi, now) -> None:
    intake = keep(london, LIST, esi, now)
    for by in (hugo, None):
        for verb in (
            lambda: keep(london, LIST, by, now),  # noqa: B023
            lambda: actions.bring_in(intake, by=by, now=now),  # noqa: B023
            lambda: actions.forget_file(intake, by=by),  # noqa: B023
            lambda: actions.undo_intake(intake, by=by, now=now),  # noqa: B023
        ):
            with pytest.raises(Refused, match="Only hosts"):
                verb()


def test_what_cannot_be_read_is_refused_and_not_kept(london, esi, now) -> None:
    for text in ("", "<html>", "api_id,email\n"):
        with pytest.raises(Refused, match="guests"):
            keep(london, text, esi, now)
    assert not Intake.objects.exists()
    intake = keep(london, LUMA, esi, now)
    Intake.objects.update(data=b"")
    intake.refresh_from_db()
    with pytest.raises(Refused, match="is empty"):
        actions.bring_in(intake, by=esi, now=now)


def test_a_file_is_read_where_it_can_do_nothing_else() -> None:
    found = read_file(LUMA.encode("utf-16"), "x", zone="America/New_York")
    assert (found.on, found.faults) == (THE_DAY, ())
    large = read_file(b"x" * (LARGEST + 1), "x", zone="UTC").faults[0]
    assert (large.kind, large.value, large.expected) == (FaultKind.TOO_LARGE, "10", ("10",))


def test_what_takes_too_much_is_stopped() -> None:
    """The guard, and the same file without it."""
    long = ("name,email\n" + "Amara,amara@example.org\n" * 50_000).encode()
    limits = {resource.RLIMIT_AS: 1}
    assert read_file(long, "x", zone="UTC", limits=limits).faults[0].kind is FaultKind.TOO_HARD
    assert len(read_file(long, "x", zone="UTC").guests) == 50_000


def test_no_network_in_there() -> None:
    limits = queries.read_file.__kwdefaults__["limits"]
    assert (limits[resource.RLIMIT_CPU], limits[resource.RLIMIT_AS]) == (5, 256 * 2**20)
    assert (limits[resource.RLIMIT_NOFILE], limits[resource.RLIMIT_NPROC]) == (3, 0)


def test_the_constraints(london, esi, now) -> None:
    count = {"chapter": london, "source": "luma", "key": "all", "people": 1, "said_yes": 1}
    for make in (
        lambda: PastCount.objects.create(**count, came=2),
        lambda: PastMember.objects.create(chapter=london, source="luma"),
        lambda: Intake.objects.create(chapter=london, name="x", at=now, done_at=now, data=b"x"),
        lambda: [Intake.objects.create(chapter=london, by=esi, name="x", at=now) for _ in "ab"],
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            make()
    count_row = PastCount(key="all", source="luma", chapter=london)
    assert str(count_row) == f"luma all in {london.pk}"
    assert str(PastMember(source="luma", chapter=london)) == f"luma None in {london.pk}"
    assert str(Intake(name="x", chapter=london)) == f"x for {london.pk}"


def test_every_row_with_its_fate(london, esi, now) -> None:
    intake = keep(london, LUMA, esi, now)
    fates = [row.fate for row in queries.judged(london, queries.read_intake(intake))]
    assert fates.count(Fate.NEW) == 5
    assert list(queries.intakes(london)) == []


def test_a_long_list(london, esi, now) -> None:
    long = "name,email\n" + "".join(f"Amara {n},a{n}@example.org\n" for n in range(1001))
    assert bring(london, long, esi, now).outcome == {"new": 1001}
    assert Member.objects.filter(chapter=london).count() == 1002

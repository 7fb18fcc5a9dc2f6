"""Invitations: a seat is kept, a letter says why, and nobody is written to too often."""

from datetime import date, datetime, timedelta

import pytest

from knowcafe.cafes import actions
from knowcafe.cafes.models import Cafe, Invitation, Seat
from knowcafe.cafes.queries import asked, digits, place_link
from knowcafe.chapters.models import Chapter
from knowcafe.core.calendar import Week
from knowcafe.members import actions as members
from knowcafe.members.models import Profile
from knowcafe.members.queries import stop_link
from knowcafe.outbox import actions as outbox
from knowcafe.outbox import rules as quiet
from knowcafe.outbox.models import Message
from tests.rooms.cafes.invited import answers, ask, kept, letter, opened, person, table_of
from tests.rooms.cafes.planned import asks, is_free, knows, member
from tests.rooms.cafes.test_seats import come, mail

HOURS = timedelta(hours=1)


@pytest.fixture
def cafe(london, esi, now):
    """Amara and Bilal need pricing and contracts; Dana and Chidi know them."""
    found = table_of(4, london, esi, now)
    asks(london, "Amara", "pricing", now=now, weeks=2)
    asks(london, "Bilal", "contracts", now=now)
    knows(london, "Dana", "pricing", now=now, role="accountant")
    knows(london, "Chidi", "contracts", now=now, role="lawyer")
    return found


def test_a_seat_is_kept_and_a_letter_says_why(cafe, now) -> None:
    assert ask(cafe, "Amara", helpers=("Dana",), now=now) == [True, True]
    assert kept(cafe) == ["Amara", "Dana"]
    row = Invitation.objects.get(person=person("Amara"))
    assert (row.expires_at, row.told_at, row.as_helper) == (now + 48 * HOURS, now, False)
    told = letter("invitation", "Amara")
    assert told.subject == "Thursday 25 March, 18:30: a seat for you"
    mine = opened("Amara")
    assert told.body == "\n".join(
        (
            "Hello Amara,", "",
            "There is a seat for you at the Knowcafé. An accountant can help with pricing.", "",
            "Thursday 25 March, 18:30–20:00 (London)", "Brixton Library", "",
            "We keep it for you until Wednesday 09:00; after that somebody else may have it.", "",
            "Answer here:", asked.invitation_link(mine.row),
            f"The two digits the page asks for: {digits(cafe, mine.person)}",
            "", "-- ",
            "You get this because you belong to Knowcafé London.",
            "How seats are given: http://localhost:8000/london/rule/",
            f"No more invitations: {stop_link(member(cafe.chapter, 'Amara', now))}",
        )
    )  # fmt: skip
    assert told.stop_link == stop_link(member(cafe.chapter, "Amara", now))
    assert "METHOD:REQUEST" in told.calendar
    assert told.good_until == row.expires_at


def test_a_helper_learns_the_topics_and_never_whose_they_are(cafe, now) -> None:
    ask(cafe, "Amara", helpers=("Dana",), now=now)
    body = letter("invitation", "Dana").body
    assert "Your know-how in pricing is wanted at this table." in body
    assert "you offered your know-how" in body
    assert "Amara" not in body


def test_publishing_a_plan_asks_and_tells(cafe, london, esi, now) -> None:
    is_free(london, "Amara", "Bilal", "Chidi", "Dana", on=cafe.on)
    plan = actions.draft_plan(london, week=Week.containing(cafe.on), by=esi, now=now)
    assert mail() == []
    actions.publish_plan(plan, by=esi, now=now)
    names = ("amara", "bilal", "chidi", "dana")
    assert sorted(mail()) == [(name, "invitation") for name in names]
    assert "A lawyer can help with contracts" in letter("invitation", "Bilal").body
    assert Invitation.objects.filter(as_helper=True, told_at=now).count() == 2


def test_names_only_of_those_who_agreed(cafe, now) -> None:
    Profile.objects.filter(member__person__first_name="Dana").update(may_show_name=True)
    ask(cafe, "Amara", helpers=("Dana",), now=now)
    assert "Dana, an accountant, can help with pricing." in letter("invitation", "Amara").body


def test_whom_nobody_there_can_help_reads_so(cafe, now) -> None:
    ask(cafe, "Amara", now=now)
    assert (
        "There is a seat for you at the Knowcafé. Nobody at this table can help with pricing yet, "
        "so it stays on the list. Come all the same: the others will think along.\n"
    ) in letter("invitation", "Amara").body


def test_whom_a_table_cannot_see_has_no_reason(cafe, now) -> None:
    ask(cafe, "Amara", now=now)
    table = asked.table(cafe, now=now)
    assert list(table.reasons()) == [person("Amara").pk]
    assert asked.table(cafe, now=cafe.starts_at).reasons() == {}
    assert table.topics(besides=person("Bilal")) == ["A question about pricing"]
    assert table.topics(besides=person("Amara")) == []


def test_the_address_of_a_home_is_not_in_the_letter(cafe, now) -> None:
    cafe.is_place_public = False
    cafe.save()
    ask(cafe, "Amara", now=now)
    told = letter("invitation", "Amara")
    assert "Brixton" not in told.body + told.calendar
    assert "We tell the address to those who have a seat." in told.body


def test_asked_once_and_only_while_a_seat_is_free(cafe, now) -> None:
    come(cafe, "Hugo", now)
    assert not actions.invite(cafe, person("Hugo"), as_helper=False, now=now)
    assert ask(cafe, "Amara", "Amara", "Bilal", "Dana", "Chidi", now=now) == [
        True, False, True, True, False,
    ]  # fmt: skip
    assert str(Invitation.objects.earliest("pk")).endswith(": not answered")


def test_somebody_from_elsewhere_belongs_here_once_asked(cafe, hugo, now) -> None:
    assert ask(cafe, "Hugo", now=now) == [True]
    assert member(cafe.chapter, "Hugo", now).since == now


def test_two_who_see_the_same_free_seat(cafe, now) -> None:
    """The second finds the seat it saw taken, and takes the next."""
    Seat.objects.filter(cafe=cafe, number__gt=1).update(kept_for=None)
    ask(cafe, "Amara", "Bilal", now=now)
    assert kept(cafe) == ["Amara", "Bilal"]


@pytest.mark.parametrize(
    ("begins", "asked_at", "until"),
    [
        ("18:30", "Mon 19:59", "Wed 19:59"),
        ("18:30", "Tue 09:00", "Wed 20:00"),
        ("18:30", "Wed 16:00", "Wed 20:00"),
        ("18:30", "Wed 16:01", "Thu 13:00"),
        ("18:30", "Thu 12:00", "Thu 13:00"),
        ("18:30", "Thu 12:01", ""),
        ("12:30", "Wed 14:00", "Wed 20:00"),
        ("12:30", "Wed 20:00", "Thu 08:30"),
        ("12:30", "Thu 07:31", ""),
    ],
)
def test_how_long_a_seat_is_kept(cafe, begins: str, asked_at: str, until: str) -> None:
    """Never beyond what leaves the next some time, nor until reserves are told."""
    Cafe.objects.filter(pk=cafe.pk).update(starts_at=clock(cafe, f"Thu {begins}"))
    cafe.refresh_from_db()
    when = clock(cafe, asked_at)
    assert ask(cafe, "Amara", now=when) == [bool(until)]
    ends = [row.expires_at for row in Invitation.objects.all()]
    assert ends == ([clock(cafe, until)] if until else [])
    assert all(end < cafe.reserves_told_at for end in ends)


def clock(cafe: Cafe, said: str) -> datetime:
    """A moment of the café's week, on its chapter's clock: “Wed 20:00”."""
    day, time = said.split()
    on = next(d for d in Week.containing(cafe.on).days if f"{d:%a}" == day)
    return datetime.fromisoformat(f"{on} {time}").replace(tzinfo=cafe.starts.tzinfo)


def test_who_does_not_want_to_be_asked_is_not(cafe, now) -> None:
    amara, bilal = (member(cafe.chapter, name, now) for name in ("Amara", "Bilal"))
    members.stop_invitations(amara, by=amara.person, now=now)
    members.pause(bilal, until=date(2027, 4, 1), by=bilal.person, now=now)
    assert ask(cafe, "Amara", "Bilal", now=now) == [False, False]
    assert not Message.objects.exists()


def unrequested(name: str, key: str, now) -> bool:
    return outbox.write(
        key, to=f"{name}@example.org", subject="s", body="b", now=now, good_until=now,
        stop_link="http://localhost:8000/stop/x/",
    )  # fmt: skip


def test_two_unrequested_letters_a_week_all_kinds_together(cafe, now) -> None:
    assert unrequested("amara", "quarter", now - 24 * HOURS)
    assert ask(cafe, "Amara", now=now) == [True]
    assert not unrequested("amara", "nudge", now)
    assert unrequested("amara", "nudge", now + 6 * 24 * HOURS)
    assert unrequested("bilal", "nudge:2", now)
    assert unrequested("bilal", "nudge:3", now)
    assert ask(cafe, "Bilal", now=now) == [False]
    assert kept(cafe) == ["Amara"]


def test_control_without_the_guard_there_are_three(cafe, now, monkeypatch) -> None:
    monkeypatch.setattr(quiet, "MOST_UNREQUESTED", 99)
    assert [unrequested("amara", key, now) for key in "abc"] == [True] * 3


def test_what_was_asked_for_is_not_counted(cafe, now) -> None:
    for name in ("Amara", "Bilal"):
        come(cafe, name, now)
    assert unrequested("amara", "a", now)
    assert unrequested("amara", "b", now)
    assert not unrequested("amara", "c", now)


def test_a_helper_of_two_cafes_is_not_told_of_a_third(cafe, now) -> None:
    """Seats are kept before letters are written: those to come count too."""
    others = list(type(cafe).objects.with_free().exclude(pk=cafe.pk))
    cafes = [cafe, *others]
    done = [actions.invite(c, person("Dana"), as_helper=True, now=now) for c in cafes]
    assert done == [True, True, False]
    assert actions.tell_everybody_invited(now=now) == 2
    assert actions.tell_everybody_invited(now=now) == 0
    assert actions.tell_invited(cafe, now=now) == 0


def test_another_letter_was_quicker(cafe, now) -> None:
    actions.invite(cafe, person("Amara"), as_helper=False, now=now)
    unrequested("amara", "a", now)
    unrequested("amara", "b", now)
    assert actions.tell_invited(cafe, now=now) == 0
    assert (answers(), kept(cafe)) == ({"Amara": "withdrawn"}, [])


def test_links_that_lead_nowhere(cafe, now) -> None:
    ask(cafe, "Amara", now=now)
    token = asked.invitation_link(opened("Amara").row).rstrip("/").rpartition("/")[2]
    assert asked.invited(token[:-1]) is None
    Invitation.objects.all().delete()
    assert asked.invited(token) is None


def test_whoever_comes_to_the_door_takes_the_seat_kept_for_them(cafe, now) -> None:
    ask(cafe, "Amara", now=now)
    come(cafe, "Amara", now)
    assert (answers(), kept(cafe)) == ({"Amara": "coming"}, [])
    assert mail() == [("amara", "invitation"), ("amara", "seat")]
    assert place_link(cafe, person("Amara")) in letter("seat", "Amara").body


def test_a_closed_chapter_tells_its_address_to_seats_and_hosts(cafe, esi, now) -> None:
    from knowcafe.cafes import rules

    Chapter.objects.update(is_open=False)
    cafe.chapter.refresh_from_db()
    come(cafe, "Esi", now, by=esi)
    ask(cafe, "Amara", now=now)
    assert rules.can_know_place(esi, cafe)
    assert not rules.can_know_place(person("Amara"), cafe)

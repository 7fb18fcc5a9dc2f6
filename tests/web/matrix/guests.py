"""The pages of a café's guests, its screen and its papers; the host's templates of the hour."""

from knowcafe.cafes.queries import place_link
from knowcafe.floor import actions
from knowcafe.floor.models import Guest, Hour
from tests.web.matrix.world import HOSTS, NOBODY_ELSE, Row, World, all_get

_LOOK_ONLY = (404, *[405] * 6)
_PRESS_ONLY = all_get(405)


def _hour(world: World) -> Hour:
    """The host has opened it."""
    found = Hour.objects.filter(cafe=world.cafe).first()
    esi, starts = world.people["host"], world.cafe.starts_at
    return found or actions.open_hour(world.cafe, by=esi, now=starts)


def _guest(world: World) -> str:
    """Somebody has come in by the door, whoever has the address of their page."""
    hour = _hour(world)
    found = Guest.objects.filter(hour=hour).first()
    guest = found or actions.come_as_guest(
        hour.token, name="Grace", need="", asked_with="", now=world.cafe.starts_at
    )
    return f"/floor/guest/{guest.token}/"


def _room(world: World) -> str:
    return f"/floor/room/{_hour(world).token}/"


def _by_place(world: World) -> str:
    _hour(world)
    token = place_link(world.cafe, world.people["host"]).rstrip("/").rpartition("/")[2]
    return f"/floor/place/{token}/"


def _paper(world: World, name: str) -> str:
    _hour(world)
    return f"/floor/{world.cafe.pk}/{name}/"


ROWS = {
    "come": Row(
        lambda world: f"/floor/come/{_hour(world).token}/", open=all_get(200), post=all_get(422)
    ),
    "floor-place": Row(_by_place, open=all_get(200), post=all_get(302)),
    "floor-mine": Row(
        lambda world: f"/floor/mine/{world.cafe.pk}/",
        open=(404, *[200] * 6),
        closed=NOBODY_ELSE,
        post=(404, *[409] * 6),
    ),
    "guest": Row(_guest, open=all_get(200), post=all_get(405)),
    "guest-state": Row(
        lambda world: f"{_guest(world)}state/", open=all_get(200), post=all_get(405)
    ),
    "guest-pulse": Row(lambda world: f"{_guest(world)}pulse/", open=_PRESS_ONLY, post=all_get(422)),
    "guest-say": Row(lambda world: f"{_guest(world)}say/", open=_PRESS_ONLY, post=all_get(302)),
    "guest-touch": Row(lambda world: f"{_guest(world)}touch/", open=_PRESS_ONLY, post=all_get(302)),
    "room": Row(_room, open=all_get(200), post=all_get(405)),
    "room-state": Row(lambda world: f"{_room(world)}state/", open=all_get(200), post=all_get(405)),
    "floor-door": Row(lambda world: _paper(world, "door"), open=HOSTS, post=_LOOK_ONLY),
    "floor-sheet": Row(lambda world: _paper(world, "sheet"), open=HOSTS, post=_LOOK_ONLY),
    "hour-ways": Row(lambda _: "/london/host/hour/", open=HOSTS, post=_LOOK_ONLY),
    "hour-way": Row(
        lambda _: "/london/host/hour/classic/",
        open=HOSTS,
        post=(404, 404, 404, 404, 404, 422, 422),
    ),
}

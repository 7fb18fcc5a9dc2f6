"""The pages of host."""

from knowcafe.cafes.models import PastMember
from knowcafe.floor.models import Insight
from tests.web.conftest import NOW
from tests.web.matrix.world import HOSTS, Row, World

_LOOK_ONLY = (404, *[405] * 6)
_NOTHING_TYPED = (404, 404, 404, 404, 404, 422, 422)
_TO_PRESS = (404, 404, 404, 404, 404, 422, 422)

_NOT_WITH_ITSELF = (404,) * 7


def _past_member(world: World) -> str:
    """Somebody brought in by name."""
    row, _is_new = PastMember.objects.get_or_create(
        chapter=world.chapter, source="meetup", key="1", defaults={"name": "Grace Lund"}
    )
    return f"/london/host/people/{row.pk}/"


def _take_away(world: World) -> str:
    """One that a table left behind."""
    said = {"chapter": world.chapter, "kind": "story", "text": "A story", "said_at": NOW}
    row, _is_new = Insight.objects.get_or_create(**said)
    return f"/london/host/know-how/{row.pk}/"


ROWS = {
    "came": Row(lambda _: "/london/host/came/", open=HOSTS, post=_LOOK_ONLY),
    "host-cafe": Row(
        lambda world: f"/london/host/cafes/{world.cafe.pk}/",
        open=HOSTS,
        post=(404, 404, 404, 404, 404, 409, 409),
    ),
    "call-off": Row(
        lambda world: f"/london/host/cafes/{world.cafe.pk}/call-off/",
        open=HOSTS,
        post=(404, 404, 404, 404, 404, 302, 409),
    ),
    "people": Row(lambda _: "/london/host/people/", open=HOSTS, post=_NOTHING_TYPED),
    "history": Row(lambda _: "/london/host/history/", open=HOSTS, post=_NOTHING_TYPED),
    "past-member": Row(
        _past_member,
        open=_LOOK_ONLY,
        post=_NOTHING_TYPED,
    ),
    "settings": Row(lambda _: "/london/host/settings/", open=HOSTS, post=_NOTHING_TYPED),
    "weekly": Row(
        lambda world: f"/london/host/settings/weekly/{world.cafe.series_id}/",
        open=HOSTS,
        post=_NOTHING_TYPED,
    ),
    "who-came": Row(
        lambda world: f"/london/host/cafes/{world.cafe.pk}/came/",
        open=HOSTS,
        post=(404, 404, 404, 404, 404, 422, 422),
    ),
    "week": Row(lambda _: "/london/host/", open=HOSTS, post=_LOOK_ONLY),
    "week-draft": Row(lambda _: "/london/host/draft/", open=_LOOK_ONLY, post=_TO_PRESS),
    "week-change": Row(
        lambda _: "/london/host/change/",
        open=(404, 404, 404, 404, 404, 302, 302),
        post=_TO_PRESS,
    ),
    "week-undo": Row(lambda _: "/london/host/undo/", open=_LOOK_ONLY, post=_TO_PRESS),
    "week-drop": Row(lambda _: "/london/host/start-over/", open=_LOOK_ONLY, post=_TO_PRESS),
    "week-publish": Row(
        lambda _: "/london/host/publish/",
        open=(404, 404, 404, 404, 404, 302, 302),
        post=_TO_PRESS,
    ),
    "asking": Row(
        lambda world: f"/london/host/cafes/{world.cafe.pk}/asking/",
        open=_LOOK_ONLY,
        post=_NOTHING_TYPED,
    ),
    "second": Row(
        lambda world: f"/london/host/cafes/{world.cafe.pk}/second/",
        open=_LOOK_ONLY,
        post=(404, 404, 404, 404, 404, 302, 302),
    ),
    "thin": Row(
        lambda world: f"/london/host/cafes/{world.cafe.pk}/thin/",
        open=HOSTS,
        post=(404, 404, 404, 404, 404, 302, 302),
    ),
    "merge": Row(
        lambda world: f"/london/host/cafes/{world.cafe.pk}/merge/{world.cafe.pk}/",
        open=_NOT_WITH_ITSELF,
        post=(404, 404, 404, 404, 404, 409, 409),
    ),
    "move": Row(
        lambda world: f"/london/host/cafes/{world.cafe.pk}/move/{world.cafe.pk}/",
        open=_NOT_WITH_ITSELF,
        post=(404, 404, 404, 404, 404, 409, 409),
    ),
    "let-run": Row(
        lambda world: f"/london/host/cafes/{world.cafe.pk}/run/",
        open=_LOOK_ONLY,
        post=_NOTHING_TYPED,
    ),
    "stop-running": Row(
        lambda world: f"/london/host/cafes/{world.cafe.pk}/run/1/stop/",
        open=_LOOK_ONLY,
        post=(404,) * 7,
    ),
    "take-out": Row(_take_away, open=HOSTS, post=(404, 404, 404, 404, 404, 302, 404)),
    "rehearse": Row(lambda _: "/london/host/rehearse/", open=HOSTS, post=_LOOK_ONLY),
    "forecasts": Row(lambda _: "/london/host/forecasts/", open=HOSTS, post=_LOOK_ONLY),
}

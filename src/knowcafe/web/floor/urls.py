"""The hour: the companion, the phones of those who are there, the room's screen, paper."""

from django.urls import path

from knowcafe.web.floor.views import (
    closing,
    companion,
    door,
    guest,
    offline,
    preparing,
    room,
    sheet,
)

GUESTS = [
    path("come/<str:token>/", door.come, name="come"),
    path("place/<str:token>/", door.by_place, name="floor-place"),
    path("mine/<int:cafe>/", door.mine, name="floor-mine"),
    path("guest/<str:token>/", guest.guest, name="guest"),
    path("guest/<str:token>/state/", guest.state, name="guest-state"),
    path("guest/<str:token>/pulse/", guest.pulse, name="guest-pulse"),
    path("guest/<str:token>/say/", guest.say, name="guest-say"),
    path("guest/<str:token>/touch/", guest.touch, name="guest-touch"),
]

ROOM = [
    path("room/<str:token>/", room.room, name="room"),
    path("room/<str:token>/state/", room.state, name="room-state"),
    path("<int:cafe>/door/", room.door, name="floor-door"),
    path("<int:cafe>/sheet/", sheet.sheet, name="floor-sheet"),
]

COMPANION = [
    path("sw.js", offline.worker, name="floor-worker"),
    path("app.webmanifest", offline.manifest, name="floor-manifest"),
    path("<int:cafe>/", companion.companion, name="floor"),
    path("<int:cafe>/taps/", companion.taps, name="floor-taps"),
    path("<int:cafe>/prepare/", preparing.prepare, name="floor-prepare"),
    path("<int:cafe>/close/", closing.close, name="floor-close"),
]

urlpatterns = [*GUESTS, *ROOM, *COMPANION]

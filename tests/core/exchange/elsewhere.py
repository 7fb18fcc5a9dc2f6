"""Invented exports of Luma, Meetup and Eventbrite; no line of them is anybody's."""

from __future__ import annotations

LUMA_HEADER = (
    "api_id,name,first_name,last_name,email,phone_number,created_at,approval_status,"
    "checked_in_at,custom_source,qr_code_url,amount,ticket_name,What do you do?"
)
LUMA = f"""\ufeff{LUMA_HEADER}
gst-1,Amara Okafor,Amara,Okafor,Amara@Example.org,,2026-01-02T10:00:00.000Z,approved,\
2026-01-15T18:42:11.000Z,,https://example.org/a,0,Standard,"I make candles,
and ""soap"" too"
gst-2,Bilal Khan,Bilal,Khan,bilal@example.org,+44 20 7946 0000,2026-01-03T10:00:00.000Z,approved,\
,,,0,Standard,Sales
gst-3,Chidi Eze,Chidi,Eze,chidi@example.org,,2026-01-03T11:00:00.000Z,declined,,,,0,Standard,
gst-4,Dana Levi,Dana,Levi,dana+cafe@example.org,,2026-01-04T10:00:00.000Z,waitlist,,,,0,Standard,
gst-5,Dana Levi,Dana,Levi,dana@example.org,,2026-01-04T10:00:00.000Z,pending_approval,,,,0,,
gst-6,Grace Lund,Grace,Lund,grace@example.org,,2026-01-04T10:00:00.000Z,invited,,,,0,Standard,

gst-7,Amara,Amara,,AMARA@example.org,,2026-01-05T10:00:00.000Z,approved,,,,0,Standard,
gst-8,"=HYPERLINK(""http://example.org"",""Hugo"")",,,hugo@example.org,,,approved,\
2026-01-15 18:45:00,,,0,,
"""

MEETUP_HEADER = (
    "Name\tUser ID\tTitle\tMember ID\tLocation\tJoined Group on\tLast visited group on\t"
    "Last Attended\tTotal RSVPs\tRSVPed Yes\tRSVPed Maybe\tRSVPed No\tMeetups attended\t"
    "No shows\tIntro\tPhoto\tAssistant Organizer\tMailing List\tURL of Member Profile"
)
PROFILE = "https://www.meetup.com/cafe/members/"


def _member(name: str, number: int, *counts: int, title: str = "", intro: str = "") -> str:
    """A row: RSVPs in all, yes, maybe, no; attended, no-shows."""
    cells = [name, f"user {number}", title, str(number), "London", "01/15/2024", "02/01/2026", ""]
    cells += [*map(str, counts), intro, "No", "No", "Yes", f"{PROFILE}{number}/"]
    return "\t".join(cells) + "\n"


MEETUP = f"{MEETUP_HEADER}\n" + "".join(
    [
        _member("Amara Okafor", 100001, 14, 12, 0, 2, 9, 3, intro="Candles, soap, jars, a, b, c"),
        _member("Grace Lund", 100002, 0, 0, 0, 0, 0, 0),
        _member("Zoë Ångström", 100003, 8, 8, 0, 0, 7, 1, title="Organiser"),
    ]
)

GERMAN_HEADER = (
    "Name\tBenutzer-ID\tTitel\tMitglieds-ID\tOrt\tGruppe beigetreten am\tZuletzt besucht am\t"
    "Zuletzt teilgenommen\tAntworten\tZusagen\tVielleicht\tAbsagen\tBesuchte Meetups\t"
    "Nicht erschienen\tIntro\tFoto\tCo-Organisator\tMailingliste\tProfil-URL"
)
GERMAN = MEETUP.replace(MEETUP_HEADER, GERMAN_HEADER)

MEETUP_EVENING = """\
Name\tAttendance?\tUser ID\tTitle\tEvent Host\tRSVP\tGuests\tRSVPed on\tURL of Member Profile
Amara Okafor\tYes\tuser 100001\t\tNo\tYes\t2\tJanuary 10, 2026 9:00 AM\t
Bilal Khan\tNo Show\tuser 100004\t\tNo\tYes\t0\tJanuary 11, 2026 9:00 AM\t
Chidi Eze\t\tuser 100005\t\tNo\tNo\t0\tJanuary 11, 2026 9:00 AM\t
Esi Mensah\tYes\tuser 100006\tOrganiser\tYes\tYes\t0\tJanuary 1, 2026 9:00 AM\t
"""

EVENTBRITE = """\
Order #,Order Date,First Name,Surname,Email,Quantity,Price Tier,Ticket Type,Attendee #,\
Attendee Status
1001,2026-01-02 10:00:00,Amara,Okafor,amara@example.org,1,,Free,5001,Checked In
1001,2026-01-02 10:00:00,Amara,Okafor,amara@example.org,1,,Free,5002,Attending
1002,2026-01-02 11:00:00,Bilal,Khan,bilal@example.org,3,,Free,5003,Attending
1003,2026-01-02 12:00:00,Chidi,Eze,chidi@example.org,1,,Free,5004,Refunded
"""

LIST = "Email Address;First Name;Last Name;TAGS\nfarid@example.org;Farid;Aziz;host\n"

"""The lists of people that groups bring from elsewhere: what they are and what their columns mean.

Headers are those of the exports in English, German, French and Spanish. A header nobody knows is
told by what stands below it, and whoever brings the file may say what it is.
"""

from __future__ import annotations

from enum import StrEnum

from knowcafe.core.exchange.columns import Column, bare


class Kind(StrEnum):
    """Where a file comes from."""

    MEETUP_MEMBERS = "meetup-members"
    MEETUP_EVENING = "meetup-evening"
    LUMA = "luma"
    EVENTBRITE = "eventbrite"
    LIST = "list"  # names and addresses, from anywhere

    @property
    def is_evening(self) -> bool:
        """Whether it is about one evening, and who came to it."""
        return self in (Kind.MEETUP_EVENING, Kind.LUMA, Kind.EVENTBRITE)

    @property
    def source(self) -> str:
        """Whose list it is: “meetup”, “luma”…"""
        return self.value.partition("-")[0]


_FULL = ("name", "full name", "guest name", "nom", "nombre", "benutzername", "mitgliedsname")
_FIRST = ("first name", "first_name", "vorname", "prénom", "nombre de pila")
_LAST = ("last name", "last_name", "surname", "nachname", "nom de famille", "apellido", "apellidos")
_EMAIL = (
    *("email", "e-mail", "email address", "mail", "adresse e-mail", "e-mail-adresse"),
    *("courriel", "correo electrónico", "correo"),
)
_MEETUP_ID = (
    *("user id", "member id", "benutzer-id", "mitglieds-id", "mitgliedsnummer"),
    *("id utilisateur", "identifiant utilisateur", "id membre", "identifiant membre"),
    *("id de usuario", "id de miembro"),
)
_WHO = (Column("name", _FULL), Column("first_name", _FIRST), Column("last_name", _LAST))
_ADDRESS = Column("email", _EMAIL)
_ID = Column("key", _MEETUP_ID)

COLUMNS: dict[Kind, tuple[Column, ...]] = {
    Kind.MEETUP_MEMBERS: (
        Column("name", _FULL),
        _ID,
        Column("yes", ("rsvped yes", "rsvpd yes", "zusagen", "rsvp oui", "rsvp sí")),
        Column(
            "attended",
            ("meetups attended", "besuchte meetups", "meetups suivis", "meetups asistidos"),
        ),
        Column("missed", ("no shows", "nicht erschienen", "absences", "ausencias")),
    ),
    Kind.MEETUP_EVENING: (
        Column("name", _FULL),
        _ID,
        Column("said", ("rsvp", "antwort", "réponse", "respuesta")),
        Column("came", ("attendance?", "attendance", "anwesenheit", "présence", "asistencia")),
        Column("more", ("guests", "gäste", "invités", "invitados")),
    ),
    Kind.LUMA: (
        *_WHO,
        _ADDRESS,
        Column("said", ("approval_status", "approval status", "status", "guest status")),
        Column("came", ("checked_in_at", "checked in at", "check-in time", "checked in")),
    ),
    Kind.EVENTBRITE: (
        *_WHO,
        _ADDRESS,
        Column("said", ("attendee status", "teilnehmerstatus", "statut du participant")),
        Column("quantity", ("quantity", "menge", "anzahl", "quantité", "cantidad")),
        Column("came", ("check-in date", "checked in date", "checkin date", "date attending")),
    ),
    Kind.LIST: (*_WHO, _ADDRESS),
}
"""What is read of each kind, and the headers it goes by."""

_MARKS: dict[Kind, tuple[str, ...]] = {
    Kind.MEETUP_MEMBERS: (
        *("joined group on", "last visited group on", "last attended", "total rsvps"),
        *("rsvped maybe", "rsvped no", "intro", "mailing list", "url of member profile"),
        *("assistant organizer", "location", "photo", "title", "gruppe beigetreten am"),
        *("profil-url", "a rejoint le groupe le", "se unió al grupo el"),
    ),
    Kind.MEETUP_EVENING: (
        *("event host", "rsvped on", "title", "url of member profile", "veranstalter"),
        *("geantwortet am", "hôte", "anfitrión"),
    ),
    Kind.LUMA: (
        *("api_id", "guest_api_id", "phone_number", "created_at", "custom_source", "qr_code_url"),
        *("amount", "amount_tax", "amount_discount", "currency", "coupon_code", "eth_address"),
        *("solana_address", "survey_response_rating", "survey_response_feedback"),
        *("ticket_type_id", "ticket_name", "utm_source"),
    ),
    Kind.EVENTBRITE: (
        *("order #", "order date", "attendee #", "price tier", "ticket type", "order id"),
        *("bestellnummer", "bestelldatum", "teilnehmer-nr.", "n° de commande", "barcode #"),
    ),
    Kind.LIST: ("tags", "member_rating", "optin_time", "last_changed"),
}
"""Headers that are not read and say what a file is."""

_KNOWN: dict[Kind, frozenset[str]] = {
    kind: frozenset(
        bare(name)
        for name in (*_MARKS[kind], *(name for column in columns for name in column.names))
    )
    for kind, columns in COLUMNS.items()
}
_ALL = frozenset[str]().union(*_KNOWN.values())


def known(cells: tuple[str, ...]) -> int:
    """How many cells are headers of any kind."""
    return sum(bare(cell) in _ALL for cell in cells)


def kind_of(header: tuple[str, ...]) -> Kind:
    """The kind most of whose headers are there; a list of people where no other is likelier."""
    spelt = {bare(cell) for cell in header}
    hits = {kind: len(spelt & names) for kind, names in _KNOWN.items()}
    best = max(hits, key=lambda kind: (hits[kind], kind is Kind.LIST))
    return best if hits[best] > hits[Kind.LIST] else Kind.LIST

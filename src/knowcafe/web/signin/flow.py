"""allauth's sign-in by code, as our pages use it.

What waits for its code is kept in the browser's session, so a code works in this browser only.
Of the code itself only a keyed digest is kept there: sessions are rows, and rows are backed up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import constant_time_compare, salted_hmac

from knowcafe.accounts import actions as accounts
from knowcafe.accounts.queries import Person, visitor
from knowcafe.web.signin.adapter import SecondStep

ASKED_FOR = "signing_in_as"
"""In the session: the address, so that another code is one tap away when one has run out."""


class Process(LoginCodeVerificationProcess):  # type: ignore[misc] # allauth has no types
    """As allauth's, but the code is not kept, and the proof goes to our own table."""

    def generate_code(self) -> str:
        code: str = super().generate_code()
        self.state["code"] = _digest(code)
        return code

    def fits(self, typed: str) -> bool:
        return constant_time_compare(_digest(typed), self.state["code"])


def _digest(code: str) -> str:
    return salted_hmac("signin.code", code, algorithm="sha256").hexdigest()


def begin(request: HttpRequest, email: str, *, first_name: str, now: datetime) -> None:
    """Send a code; the same happens whether or not anybody knew the address."""
    person = accounts.ensure_person(email, first_name=first_name, now=now)
    clear_login(request)
    request.session[ASKED_FOR] = person.email
    login = Login(user=person, email=person.email)
    login.state["stages"] = {"current": LoginByCodeStage.key}
    stage = LoginByCodeStage(LoginStageController(request, login), request, login)
    stage.state.update(Process.initial_state(user=person, email=person.email))
    stage.state["initiated_by_user"] = True
    process = Process(stage=stage)
    accounts.post_code(person.email, code=process.generate_code(), now=now)
    process.persist()


class Step(Enum):
    """Where somebody stands who asked for a code."""

    NONE = "none"
    WAITING = "waiting"
    TOO_OLD = "stale"
    SPENT = "spent"
    WRONG = "wrong"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Standing:
    """For which address, and how many tries are left."""

    step: Step
    email: str = ""
    left: int = 0


def standing(request: HttpRequest) -> Standing:
    """What the page of the code has to say. Asking changes nothing."""
    email = request.session.get(ASKED_FOR, "")
    process = _process(request)
    if not email:
        return Standing(Step.NONE)
    if process is None or not process.is_valid():
        return Standing(Step.TOO_OLD, email)
    return Standing(Step.WAITING, email, _left(process))


def _process(request: HttpRequest) -> Process | None:
    stage = LoginStageController.enter(request, LoginByCodeStage.key)
    return Process(stage=stage) if stage else None


def _left(process: Process) -> int:
    left: int = process.max_attempts - process.state["failed_attempts"]
    return left


def try_code(
    request: HttpRequest, typed: str, *, onward: str, now: datetime
) -> Standing | HttpResponseBase:
    """Where they are sent with the right code, else how they stand."""
    process, email = _process(request), request.session.get(ASKED_FOR, "")
    if process is None or not process.is_valid():
        return standing(request)
    if not process.fits(typed):
        has_more = process.record_invalid_attempt()
        return Standing(Step.WRONG if has_more else Step.SPENT, email, _left(process))
    person = process.user
    accounts.verify_address(person, now=now)
    record_authentication(request, person, method="code", email=email)
    return let_in(request, person, onward=onward)


def let_in(request: HttpRequest, person: Person, *, onward: str) -> HttpResponseBase:
    """Sign somebody in, or ask for the second step of those who have one."""
    request.session.pop(ASKED_FOR, None)
    answer: HttpResponseBase = perform_login(
        request, Login(user=person, email=person.email, redirect_url=onward)
    )
    return answer


def half_in(request: HttpRequest) -> SecondStep | None:
    """The second step somebody has still to take, with who it is in `login.user`."""
    if visitor(request.user):
        return None
    stage: SecondStep | None = LoginStageController.enter(request, SecondStep.key)
    return stage

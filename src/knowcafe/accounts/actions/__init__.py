"""What may be done with accounts. Every verb is one transaction, or says why not."""

from knowcafe.accounts.actions.factors import (
    add_app,
    add_passkey,
    forget_factors,
    new_recovery_codes,
    remove_factor,
    use_code,
)
from knowcafe.accounts.actions.people import (
    call_me,
    clear_sessions,
    ensure_people,
    ensure_person,
    must_be_name,
    post_code,
    verify_address,
    vouch_for,
)
from knowcafe.accounts.actions.spare_keys import cut_spare_key, use_spare_key
from knowcafe.accounts.actions.tries import TooMany, count_tries, forget_tries

__all__ = [
    "TooMany",
    "add_app",
    "add_passkey",
    "call_me",
    "clear_sessions",
    "count_tries",
    "cut_spare_key",
    "ensure_people",
    "ensure_person",
    "forget_factors",
    "forget_tries",
    "must_be_name",
    "new_recovery_codes",
    "post_code",
    "remove_factor",
    "use_code",
    "use_spare_key",
    "verify_address",
    "vouch_for",
]

"""Every route's row: who gets what answer. A page without a row here fails its test."""

from tests.web.matrix import companion, demo, guests, host, member, public, signin

ROWS = (
    public.ROWS | signin.ROWS | member.ROWS | host.ROWS | guests.ROWS | companion.ROWS | demo.ROWS
)

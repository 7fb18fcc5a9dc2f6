"""Every route's row: who gets what answer. A page without a row here fails its test."""

from tests.web.matrix import demo, guests, host, member, public, signin

ROWS = public.ROWS | signin.ROWS | member.ROWS | host.ROWS | guests.ROWS | demo.ROWS

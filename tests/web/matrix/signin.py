"""The pages to sign in, and of what one signs in with."""

from tests.web.matrix.world import Row, all_get

IN = (200, 302, 302, 302, 302, 302, 302)
"""A form for strangers; whoever is signed in is sent on."""

OWN = (404, 200, 200, 200, 200, 200, 200)
"""One's own page; for strangers there is none."""


def own(code: int) -> tuple[int, int, int, int, int, int, int]:
    return (404, code, code, code, code, code, code)


ROWS: dict[str, Row] = {
    "sign-in": Row(lambda _: "/sign-in/", open=IN, post=(422, *IN[1:])),
    "sign-in-code": Row(lambda _: "/sign-in/code/", open=all_get(302), post=all_get(302)),
    "second-step": Row(lambda _: "/sign-in/second/", open=all_get(302), post=all_get(302)),
    "let-in": Row(lambda _: "/sign-in/with/made-up/", open=all_get(404), post=all_get(409)),
    "sign-out": Row(lambda _: "/sign-out/", open=(302, *OWN[1:]), post=all_get(302)),
    "security": Row(lambda _: "/security/", open=OWN, post=own(405)),
    "security-app": Row(lambda _: "/security/app/", open=OWN, post=own(422)),
    "security-passkey": Row(lambda _: "/security/passkey/", open=OWN, post=own(422)),
    "security-codes": Row(
        lambda _: "/security/codes/",
        open=OWN,
        post=(404, 409, 409, 409, 302, 302, 302),
    ),
    "security-remove": Row(
        lambda _: "/security/99999/remove/", open=all_get(404), post=all_get(404)
    ),
}

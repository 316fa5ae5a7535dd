"""Lets only those in who know the key."""

import base64
import binascii
import hmac

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

OPEN_PATH = "/healthz"
UNAUTHORIZED = 401
# RFC 7617: at the sight of `Basic`, a browser asks its user.
CHALLENGE = 'Basic realm="Inference: type the key as the password", charset="UTF-8"'
WEBSOCKET_POLICY_VIOLATION = 1008


class KeyGuard:
    """An ASGI app before another one; a request without the key gets 401, unless a probe asks for a sign of life."""

    def __init__(self, app: ASGIApp, key: str) -> None:
        self._app = app
        self._key = key.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request, as ASGI defines it."""
        if scope["type"] == "lifespan" or scope["path"] == OPEN_PATH or self._knows(Headers(scope=scope)):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": WEBSOCKET_POLICY_VIOLATION})
        else:
            body = {"error": "The endpoint asks for its key."}
            await JSONResponse(body, UNAUTHORIZED, {"WWW-Authenticate": CHALLENGE})(scope, receive, send)

    def _knows(self, headers: Headers) -> bool:
        scheme, _, credentials = headers.get("authorization", "").partition(" ")
        given = _basic_password(credentials) if scheme.lower() == "basic" else credentials.strip().encode()
        return scheme.lower() in ("basic", "bearer") and hmac.compare_digest(given, self._key)


def _basic_password(credentials: str) -> bytes:
    try:
        return base64.b64decode(credentials, validate=True).partition(b":")[2]
    except (binascii.Error, ValueError):
        return b""

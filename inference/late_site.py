"""A site that can be opened after the server has started to listen."""

import asyncio

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

OPEN_TIMEOUT_S = 60
RETRY_AFTER_S = "2"


class LateSite:
    """An ASGI app that asks for patience until `open` has been called, and is that app from then on.

    Made on the event loop that serves it.
    """

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._closing = asyncio.Event()
        self._site: Starlette | None = None
        self._keeper: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request, as ASGI defines it."""
        if self._site:
            await self._site(scope, receive, send)
            return
        # Browsers reload the page by themselves when told to refresh.
        waiting = {"Retry-After": RETRY_AFTER_S, "Refresh": RETRY_AFTER_S}
        await PlainTextResponse("The app is starting.", 503, waiting)(scope, receive, send)

    def open(self, site: Starlette) -> None:
        """Runs the site's start-up and lets requests in; called from a thread, raises what the start-up raises."""
        asyncio.run_coroutine_threadsafe(self._open(site), self._loop).result(OPEN_TIMEOUT_S)

    async def close(self) -> None:
        """Runs the site's shut-down."""
        self._closing.set()
        if self._keeper:
            await self._keeper

    async def _open(self, site: Starlette) -> None:
        opened = self._loop.create_future()
        self._keeper = asyncio.create_task(self._keep(site, opened))
        await opened

    async def _keep(self, site: Starlette, opened: asyncio.Future[None]) -> None:
        """Start-up and shut-down of a site must run in one task, and `open` and `close` do not share one."""
        try:
            async with site.router.lifespan_context(site):
                self._site = site
                opened.set_result(None)
                await self._closing.wait()
        except Exception as error:
            if opened.done():
                raise
            opened.set_exception(error)

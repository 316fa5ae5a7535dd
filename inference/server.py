"""The door: health routes that answer from the first moment, and the Gradio site as soon as it has been imported."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route

from key_guard import KeyGuard
from late_site import LateSite
from lean_gradio import leave_out_type_stubs
from loading import Loading
from settings import Settings


def build_server(settings: Settings) -> Starlette:
    """`/healthz` (alive), `/readyz` (200 when the model answers, else 503 with the phase), and the site on `/`."""
    loading = Loading(settings.model_file)

    async def healthz(_: Request) -> JSONResponse:
        return JSONResponse({"status": "alive"})

    async def readyz(_: Request) -> JSONResponse:
        report = loading.report()
        if settings.replica:
            report["replica"] = settings.replica
        return JSONResponse(report, 200 if report["phase"] == "ready" else 503)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        site = LateSite()
        app.router.routes.append(Mount("/", site))

        def open_site() -> None:
            leave_out_type_stubs()
            from page import build_site

            site.open(build_site(loading, settings.max_waiting))

        # A daemon, so that a stop in the middle of a long load does not wait for its end.
        threading.Thread(target=loading.run, args=(open_site,), name="loading", daemon=True).start()
        yield
        await site.close()

    routes = [Route("/healthz", healthz), Route("/readyz", readyz)]
    guard = [Middleware(KeyGuard, key=settings.api_key)] if settings.api_key else []
    return Starlette(routes=routes, middleware=guard, lifespan=lifespan)

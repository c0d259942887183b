"""What watches over the window: logs, health, readiness and figures. Nothing here knows a case."""

import ipaddress
import os
import time
from functools import cache

from flask import Blueprint, Flask, Response, abort, current_app, g, request
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from singlewindow import migrations
from singlewindow.casework import House

REQUESTS = Counter("singlewindow_requests", "Requests by route and status.", ["route", "status"])
SECONDS = Histogram("singlewindow_request_seconds", "Seconds a request took, by route.", ["route"])
blueprint = Blueprint("watch", __name__)


def register(app: Flask, house: House) -> None:
    """Count and time each request, and serve what a probe asks."""
    app.before_request(_start)
    app.after_request(_count)
    app.extensions["singlewindow-head"] = migrations.newest()
    app.extensions["singlewindow-engine"] = house.database.engine
    app.register_blueprint(blueprint)


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
def readyz() -> Response:
    """The database answers and its tables are those that this version expects; 503 where not."""
    try:
        with current_app.extensions["singlewindow-engine"].connect() as connection:
            connection.execute(text("SELECT 1"))
        at = migrations.current(current_app.extensions["singlewindow-engine"])
    except SQLAlchemyError:
        return Response("the database does not answer\n", status=503, mimetype="text/plain")
    if at != current_app.extensions["singlewindow-head"]:
        return Response("the database wants: singlewindow upgrade\n", status=503, mimetype="text/plain")
    return Response("ready\n", mimetype="text/plain")


@blueprint.get("/metrics")
def metrics() -> Response:
    """Figures for Prometheus, to those on the same machine only."""
    if not ipaddress.ip_address(request.remote_addr or "0.0.0.0").is_loopback:  # noqa: S104 - not a bind address
        abort(404)
    registry: CollectorRegistry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


for view, who in ((healthz, "public"), (readyz, "public"), (metrics, "loopback")):
    view.allowed = (who,)  # type: ignore[attr-defined]


def _start() -> None:
    g.started = time.perf_counter()


def _count(response: Response) -> Response:
    route = request.url_rule.rule if request.url_rule else "none"
    requests, seconds = _figures(route, response.status_code)
    requests.inc()
    if "started" in g:
        seconds.observe(time.perf_counter() - g.started)
    return response


@cache
def _figures(route: str, status: int) -> tuple[Counter, Histogram]:
    """The counter of a route and status, and the route's times: found once, since finding them takes locks."""
    return REQUESTS.labels(route, status), SECONDS.labels(route)

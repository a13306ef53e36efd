"""What whoever watches the server counts: requests and how long they took, whether graph and ops answer, jobs that wait.

/metrics needs the right `audit`: figures tell nothing about anybody, but how much is going on is not for all. A scraper
sends a token of an auditor's, limited to that right (`jinying token`), as its bearer token. A route is counted by its
template, so that no id becomes a label.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily

from api.system import System
from api.visit import visit_of
from graph.ops.jobs import Jobs
from graph.say import JinyingError

PATH = "/metrics"
STEPS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 90.0)  # seconds
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))


class Metrics:
    """Figures of one application, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter("jinying_requests", "Requests answered.", ("method", "route", "status"), registry=self.registry)  # fmt: skip
        self._seconds = Histogram("jinying_request_seconds", "From the first byte of a request to the last of its answer.", ("method", "route"), buckets=STEPS, registry=self.registry)  # fmt: skip
        self._running = Gauge("jinying_requests_running", "Requests that are being answered.", registry=self.registry)

    def watch(self, name: str, about: str, ask: Callable[[], float]) -> None:
        """A figure that is asked for when somebody looks; where it can't be had, it is missing."""
        self.registry.register(_Asked(name, about, ask))  # type: ignore[arg-type]

    def begun(self) -> None:
        self._running.inc()

    def ended(self, method: str, route: str, status: int, seconds: float) -> None:
        """One request, answered."""
        method = method if method in METHODS else "other"
        self._running.dec()
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    def page(self) -> bytes:
        """All of it, as Prometheus reads it."""
        return generate_latest(self.registry)


class _Asked:
    """A gauge without a value of its own."""

    def __init__(self, name: str, about: str, ask: Callable[[], float]) -> None:
        self._name, self._about, self._ask = name, about, ask

    def describe(self) -> list[GaugeMetricFamily]:
        return [GaugeMetricFamily(self._name, self._about)]

    def collect(self) -> list[GaugeMetricFamily]:
        try:
            return [GaugeMetricFamily(self._name, self._about, value=self._ask())]
        except JinyingError:
            return []


def up(ask: Callable[[], object]) -> Callable[[], float]:
    """1 where a part answers, 0 where it does not."""

    def told() -> float:
        try:
            ask()
        except JinyingError:
            return 0.0
        return 1.0

    return told


def standard(system: System) -> Metrics:
    """What is watched of a system."""
    metrics, jobs = Metrics(), Jobs(system.ops)
    metrics.watch("jinying_graph_up", "Whether the graph answers.", up(lambda: system.view.run("read/mark", limit_s=2)))
    metrics.watch("jinying_ops_up", "Whether the ops database answers.", up(system.ops.judged_last))
    metrics.watch(
        "jinying_jobs_waiting", "Jobs that no worker has taken.", lambda: jobs.list(0, states=("waiting",))[1]
    )
    metrics.watch("jinying_jobs_running", "Jobs that a worker is at.", lambda: jobs.list(0, states=("running",))[1])
    started = time.time()
    metrics.watch("jinying_start_time_seconds", "When this server began.", lambda: started)
    return metrics


def router(metrics: Metrics) -> APIRouter:
    """The one page."""
    routes = APIRouter(include_in_schema=False)

    def page(request: Request) -> Response:
        visit_of(request).demand("audit")
        return Response(metrics.page(), media_type=CONTENT_TYPE_LATEST)

    routes.add_api_route(PATH, page, methods=["GET"])
    return routes

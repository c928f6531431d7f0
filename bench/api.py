"""What reads cost: `python -m bench.api`, on SQLite or, with DATABASE_URL, on PostgreSQL.

One granian worker on one core, wrk on the other. The hub's delivery role, a stock Wagtail site with the same
corpus and the floor take turns, round after round: compare their figures with one another.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import httpx

from cms.environment import ROOT

from .database import environment, is_postgres, make_database, run
from .words import PLACES, TITLES

SIZE, CONNECTIONS, PATIENCE = 1_000, 8, 60
HUB, PEER, FLOOR = 28_650, 28_651, 28_652
WORD, SEARCHES = "recovery", "search, always other words"
PAIRS = tuple(f"{title.split()[0]}+{place.split()[-1]}" for title in TITLES for place in PLACES)


@dataclass(frozen=True)
class Target:
    """One thing to ask for, of one server; with `words`, each of these in turn after the address."""

    server: str
    name: str
    url: str
    headers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass
class Measured:
    """Requests a second of each round, and the 99th percentiles in milliseconds at half of that."""

    rates: list[float]
    p99s: list[float]

    @property
    def rate(self) -> float:
        return statistics.median(self.rates)

    @property
    def p99(self) -> float:
        return statistics.median(self.p99s)

    @property
    def spread(self) -> str:
        return f"{min(self.rates):,.0f} to {max(self.rates):,.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what reads cost.")
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    run("-m", "bench.load", str(SIZE), size=SIZE)
    variables = environment(SIZE) | {"PEER_DATABASE_URL": _peer_database()}
    subprocess.run(
        [sys.executable, "-m", "bench.peer_wagtail.load", str(SIZE)], env=variables, cwd=ROOT, check=True
    )
    with servers(variables):
        measured = measure(list(targets()), arguments.seconds, arguments.rounds)
    print_rows(measured)


def targets() -> Iterator[Target]:
    """The same questions to each server, as far as it has an answer."""
    hub, peer = f"http://127.0.0.1:{HUB}/api/v1", f"http://127.0.0.1:{PEER}/api/v2/pages/"
    article = httpx.get(f"{hub}/articles/?limit=1").raise_for_status().json()["results"][0]
    detail = f"{hub}/articles/{article['slug']}/"
    etag = httpx.get(detail, headers={"accept-encoding": "identity"}).headers["etag"]
    end = httpx.get(f"{hub}/changes/?limit=1000").json()
    while end["more"]:
        end = httpx.get(f"{hub}/changes/?limit=1000&cursor={end['next']}").json()
    yield Target("hub", "detail", detail)
    yield Target("hub", "304", detail, (f"If-None-Match: {etag}",))
    yield Target("hub", "listing of 20", f"{hub}/articles/?limit=20")
    yield Target("hub", "search", f"{hub}/search/?q={WORD}")
    yield Target("hub", SEARCHES, f"{hub}/search/?q=", words=PAIRS)
    yield Target("hub", "changes, nothing new", f"{hub}/changes/?cursor={end['next']}")
    yield Target("hub", "changes, page of 20", f"{hub}/changes/?limit=20")
    kind = "type=peer_wagtail.PeerArticle&fields=summary"
    first = httpx.get(f"{peer}?{kind}&limit=1").raise_for_status().json()["items"][0]["id"]
    yield Target("peer", "detail", f"{peer}{first}/")
    yield Target("peer", "listing of 20", f"{peer}?{kind},body&limit=20")
    yield Target("peer", "search", f"{peer}?{kind}&search={WORD}&limit=20")
    yield Target("peer", SEARCHES, f"{peer}?{kind}&limit=20&search=", words=PAIRS)
    yield Target("floor", "detail", f"http://127.0.0.1:{FLOOR}/{article['slug']}/")


def measure(asked: list[Target], seconds: int, rounds: int) -> dict[Target, Measured]:
    measured = {target: Measured([], []) for target in asked}
    for _ in range(rounds):
        for target in asked:
            measured[target].rates.append(_wrk(target, seconds)[0])
    for _ in range(rounds):
        for target in asked:
            measured[target].p99s.append(_wrk(target, seconds, rate=measured[target].rate / 2)[1])
    return measured


def print_rows(measured: dict[Target, Measured]) -> None:
    """As docs/performance.md shows them."""
    by_name = {(target.server, target.name): each for target, each in measured.items()}
    floor = by_name["floor", "detail"].rate
    print("| read | a second (spread) | p99 at half load | × stock Wagtail | of the floor |")
    print("| --- | --- | --- | --- | --- |")
    for (server, name), each in by_name.items():
        peer = by_name.get(("peer", "detail" if name == "304" else name))
        ratio = f"{each.rate / peer.rate:.0f}" if peer and server == "hub" else "–"
        share = f"{each.rate / floor:.0%}" if server == "hub" else "–"
        print(
            f"| {server}: {name} | {each.rate:,.0f} ({each.spread}) | {each.p99:.1f} ms | {ratio} | {share} |"
        )


@contextmanager
def servers(variables: dict[str, str]) -> Iterator[None]:
    """Each on the first core; only one of them is asked at a time."""
    applications = {
        "cms.wsgi:application": (HUB, {"ROLE": "delivery", "SEARCH_RATE": ""}),
        "bench.peer_wagtail.wsgi:application": (PEER, {}),
        "bench.floor:application": (FLOOR, {}),
    }
    with ExitStack() as stack:
        for application, (port, more) in applications.items():
            stack.enter_context(_server(application, port, variables | more))
        yield


@contextmanager
def _server(application: str, port: int, variables: dict[str, str]) -> Iterator[None]:
    command = [
        "taskset",
        "-c",
        "0",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    command += ["--workers", "1", "--blocking-threads", "4", "--no-access-log", application]
    process = subprocess.Popen(command, env=variables, cwd=ROOT, stdout=sys.stderr, start_new_session=True)
    try:
        _wait_for(port)
        yield
    finally:
        process.terminate()
        process.wait(timeout=15)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            httpx.get(f"http://127.0.0.1:{port}/")
            return
        except httpx.TransportError:
            time.sleep(0.2)
    raise TimeoutError(f"Nothing answers at port {port}.")


def _wrk(target: Target, seconds: int, *, rate: float = 0.0) -> tuple[float, float]:
    """Requests a second and their 99th percentile; with a rate, connections pause at random to keep to it."""
    command = ["taskset", "-c", "1", "wrk", "--latency", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s"]
    for header in target.headers:
        command += ["-H", header]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_script(target, rate))
        script.flush()
        command += ["-s", script.name, target.url]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said and "304" not in target.name:
        raise RuntimeError(f"{target.url} was not answered:\n{said}")
    return parse_wrk(said)


def _script(target: Target, rate: float) -> str:
    """What wrk is told beyond its options."""
    lines = []
    if target.words:
        words, path = ", ".join(f'"{word}"' for word in target.words), target.url.partition("/api/")[2]
        lines += [f"local words, place = {{{words}}}, 0", "function request()", "place = place % #words + 1"]
        lines += [f'return wrk.format(nil, "/api/{path}" .. words[place])', "end"]
    if rate:
        # Readers do not come in step: with equal pauses, all connections would ask at the same moments.
        pause = 1000 * CONNECTIONS / rate
        lines += [f"function delay() return -{pause:.3f} * math.log(1 - math.random()) end"]
    return "\n".join(lines)


def parse_wrk(said: str) -> tuple[float, float]:
    """What wrk says: requests a second, and the 99th percentile in milliseconds."""
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()  # type: ignore[union-attr]
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    return float(found[1]) if found else 0.0, float(number) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[unit]


def _peer_database() -> str:
    given = os.environ.get("DATABASE_URL", "")
    if not is_postgres(given):
        return f"sqlite:///{ROOT / 'var/aftercare_bench_peer.sqlite3'}"
    url = f"{given.rpartition('/')[0]}/aftercare_bench_peer"
    make_database(url, fresh=False)
    return url


if __name__ == "__main__":
    main()

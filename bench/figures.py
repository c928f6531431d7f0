"""Figures of one run: medians, 95th percentiles, and the goals that they are held against."""

import json
import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """One line of the table."""

    name: str
    value: float
    unit: str
    spread: str = ""
    goal: str = ""
    met: bool | None = None

    def as_json(self) -> str:
        return json.dumps(asdict(self))

    @property
    def cell(self) -> str:
        verdict = {True: ", met", False: ", **not met**", None: ""}[self.met]
        spread = f" ({self.spread})" if self.spread else ""
        return f"{self.value:,.{0 if self.value >= 100 else 1}f} {self.unit}{spread}{verdict}"


def timing(name: str, samples: Sequence[float], *, goal: float | None = None) -> Figure:
    """Milliseconds: the 95th percentile, which the goal is for, and the median."""
    value = percentile(samples, 0.95)
    spread = f"median {statistics.median(samples):.1f}"
    if goal is None:
        return Figure(name, value, "ms", spread)
    return Figure(name, value, "ms", spread, f"p95 ≤ {goal:g} ms", value <= goal)


def rate(name: str, rates: Sequence[float], *, goal: float) -> Figure:
    """So many a second: the median of several runs."""
    spread, value = f"{min(rates):.0f} to {max(rates):.0f}", statistics.median(rates)
    return Figure(name, value, "a second", spread, f"≥ {goal:g} a second", value >= goal)


def cost(name: str, seconds: float, count: int) -> Figure:
    """Milliseconds of CPU for each of so many."""
    return Figure(name, seconds / count * 1000, "ms of CPU")


def percentile(samples: Sequence[float], share: float) -> float:
    return sorted(samples)[min(len(samples) - 1, int(len(samples) * share))]


def print_table(by_size: dict[int, list[Figure]], say: Callable[[str], None] = print) -> None:
    """One row a figure, one column a size."""
    sizes = list(by_size)
    say(f"| what | goal | {' | '.join(f'{size:,}' for size in sizes)} |")
    say(f"| --- | --- |{' --- |' * len(sizes)}")
    names = dict.fromkeys(figure.name for figures in by_size.values() for figure in figures)
    for name in names:
        found = [next((f for f in by_size[size] if f.name == name), None) for size in sizes]
        goal = next((figure.goal for figure in found if figure), "")
        cells = [figure.cell if figure else "–" for figure in found]
        say(f"| {name} | {goal or '–'} | {' | '.join(cells)} |")

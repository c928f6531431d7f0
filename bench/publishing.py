"""What publishing costs, at several sizes of the hub: `python -m bench.publishing --sizes 1000,10000`.

Loads what is missing (`bench.load`), measures one size after the other, each in processes of its own
(`bench.measure`), and prints one table with the goals beside what was measured.
"""

import argparse
import json
import subprocess
import sys

from cms.environment import ROOT

from .database import run
from .figures import Figure, print_table


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure publishing, at each size of the hub.")
    parser.add_argument("--sizes", default="1000", help="numbers of articles, separated by commas")
    parser.add_argument("--fresh", action="store_true", help="load every corpus anew")
    arguments = parser.parse_args()
    sizes = [int(size) for size in arguments.sizes.split(",")]
    print_table({size: measure(size, fresh=arguments.fresh) for size in sizes})


def measure(size: int, *, fresh: bool) -> list[Figure]:
    run("-m", "bench.load", str(size), *(["--fresh"] if fresh else []), size=size)
    print(f"Measuring {size:,} articles …", file=sys.stderr)
    command = [sys.executable, "-m", "bench.measure", str(size)]
    figures = []
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            figures.append(Figure(**json.loads(line)))
            print(f"{figures[-1].name}: {figures[-1].cell}", file=sys.stderr)
    if process.returncode:
        raise SystemExit(process.returncode)
    return figures


if __name__ == "__main__":
    main()

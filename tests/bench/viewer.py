#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints how long graphs take from process start to a finished layout, the layout alone, and the memory: viewer.py PROGRAM MODEL...

Each figure is the least of several runs. Models of tools/bench_models.py; sizes from 1k to 100k show how the time grows.
"""

import argparse
import os
import re
import subprocess
import time
from pathlib import Path

UNITS = {"ms": 1.0, "s": 1000.0}


def run(program: str, model: Path) -> tuple[float, float, float, int]:
    """Milliseconds of the process, of the layout, MiB at most, number of boxes."""
    start = time.perf_counter()
    process = subprocess.Popen([program, "layout", str(model)], stdout=subprocess.PIPE, text=True)
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = (time.perf_counter() - start) * 1000
    if status != 0:
        raise SystemExit(f"{model}: {program} layout failed")
    boxes = re.search(r"^(\d+) nodes", text, re.M)
    spent = re.search(r"laid out in ([\d.]+) (ms|s)", text)
    return wall, float(spent[1]) * UNITS[spent[2]], usage.ru_maxrss / 1024, int(boxes[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("models", nargs="+", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    print(f"{'model':24} {'boxes':>8} {'process ms':>11} {'layout ms':>10} {'µs/box':>8} {'MiB':>6}")
    for model in arguments.models:
        runs = [run(arguments.program, model) for _ in range(arguments.runs)]
        wall, layout, memory, boxes = (min(column) for column in zip(*runs))
        print(f"{model.stem:24} {boxes:8} {wall:11.0f} {layout:10.1f} {layout * 1000 / boxes:8.2f} {memory:6.0f}")


if __name__ == "__main__":
    main()

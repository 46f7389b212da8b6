#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints how long opening takes and how smooth the picture moves, with the targets: viewer.py BUILD_FOLDER MODELS_FOLDER [NAME...]

`start` is from the process's start to the graph painted in the real program, `all` until shapes and decisions are there too; `layout`
is the layout alone, with `halftone layout`'s memory; frames are of the view at 1400×900 without a graphics card, find is the slowest
key stroke. Frames are in time of the processor, `clock` is the greater p99 by the clock: it says how busy the machine was. Each time is
the least of several runs. ✗ marks what misses. With --netron, Netron opens the same models in turn with us (netron_opening.py says what
that needs); its time starts with the navigation, the browser and the server run already.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

UNITS = {"ms": 1.0, "s": 1000.0}
# model: start ms, layout ms, MiB; None where nothing is asked.
TARGETS = {
    "synthetic_1k": (250, 20, None),
    "synthetic_5k": (400, 100, None),
    "synthetic_20k": (800, 400, None),
    "synthetic_100k": (3000, 2000, 1024),
    "mobilenetv2": (250, 20, None),
    "resnet50": (250, 20, None),
    "yolov8n": (250, 20, None),
    "bert_base": (500, None, 200),
    "decoder_mask_8k": (500, None, None),
    # 100,000 nodes again, wide instead of deep: wide_models.py makes them in the models' folder.
    "wide_moe": (3000, 2000, 1024),
    "wide_cells": (3000, 2000, 1024),
    "wide_layers": (3000, 2000, 1024),
}
WELCOME_MS, FRAME_MS, FIND_MS = 500, 16, 50


def spawn(command: list[str]) -> tuple[str, float, float]:
    """Text, milliseconds of the monotonic clock at the start, MiB at most."""
    start = time.monotonic() * 1000
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"{' '.join(command)} failed")
    return text, start, usage.ru_maxrss / 1024


def opening(program: Path, model: Path | None) -> dict[str, float]:
    text, start, memory = spawn([str(program), "--first-frame", *([str(model)] if model else [])])
    return {name: float(at) - start for name, at in re.findall(r"^(\w+) ([\d.]+)$", text, re.M)} | {"MiB": memory}


def layout(program: Path, model: Path) -> dict[str, float]:
    text, _, memory = spawn([str(program), "layout", str(model)])
    spent = re.search(r"laid out in ([\d.]+) (ms|s)", text)
    return {"layout": float(spent[1]) * UNITS[spent[2]], "layout MiB": memory}


def least(runs: list[dict[str, float]]) -> dict[str, float]:
    return {name: min(run[name] for run in runs) for name in runs[0]}


def cell(value: float, target: float | None, width: int, digits: int = 0) -> str:
    mark = "✗" if target is not None and value > target else " "
    return f"{value:{width - 1}.{digits}f}{mark}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path, help="folder of the release build")
    parser.add_argument("models", type=Path, help="folder with the models of tools/bench_models.py and of wide_models.py")
    parser.add_argument("names", nargs="*", help="all that have targets and are in the folder, unless named")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--netron", action="store_true", help="measure Netron in Chromium beside it")
    arguments = parser.parse_args()
    program, frames = arguments.build / "halftone", arguments.build / "bench/bench_viewer_frames"
    welcome = min(opening(program, None)["window"] for _ in range(arguments.runs))
    print(f"welcome page on screen: {welcome:.0f} ms{' ✗' if welcome > WELCOME_MS else ''} (≤ {WELCOME_MS})\n")
    print(f"{'model':18} {'boxes':>7} {'start':>7}{'(≤)':>6} {'all':>6} {'MiB':>6}{'(≤)':>6} {'layout':>8}{'(≤)':>6} {'MiB':>5} {'µs/box':>7}"
          f" {'pan p99':>8} {'zoom p99':>9} {'clock':>6} {'find':>6}{'   Netron     MiB  times' if arguments.netron else ''}")
    measure(arguments, program, frames)
    print(f"\nframes ≤ {FRAME_MS} ms, find ≤ {FIND_MS} ms")


def beside_netron(model: Path, runs: int, ours: float) -> str:
    """Netron's least time, the browser's memory and how many times ours that is; a model it does not show is tried once."""
    shown = []
    for _ in range(runs):
        # Not in this process: what the server reads would count as memory of the programs that are started after it.
        command = [sys.executable, str(Path(__file__).with_name("netron_opening.py")), str(model)]
        text = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
        figures = re.search(r"([\d.]+) ms +([\d.]+) MiB", text)
        if figures is None:
            return f" {'no picture':>16}"
        shown.append({"ms": float(figures[1]), "MiB": float(figures[2])})
    best = least(shown)
    return f" {best['ms']:8.0f} {best['MiB']:7.0f} {best['ms'] / ours:6.1f}"


def measure(arguments, program: Path, frames: Path) -> None:
    for name in arguments.names or [name for name in TARGETS if (arguments.models / f"{name}.onnx").exists()]:
        model = arguments.models / f"{name}.onnx"
        start, alone, most = TARGETS.get(name, (None, None, None))
        shown = least([opening(program, model) for _ in range(arguments.runs)])
        laid = least([layout(program, model) for _ in range(arguments.runs)])
        moved = least([json.loads(spawn([str(frames), str(model)])[0]) for _ in range(max(1, arguments.runs - 1))])
        asked = [f"{limit or '':>6}" for limit in (start, most, alone)]
        print(f"{name:18} {moved['boxes']:7} {cell(shown['graph'], start, 7)}{asked[0]} {shown['complete']:6.0f}"
              f" {cell(shown['MiB'], most, 6)}{asked[1]} {cell(laid['layout'], alone, 8, 1)}{asked[2]} {laid['layout MiB']:5.0f}"
              f" {laid['layout'] * 1000 / moved['boxes']:7.2f} {cell(moved['pan_p99'], FRAME_MS, 8, 1)}"
              f" {cell(moved['zoom_p99'], FRAME_MS, 9, 1)} {max(moved['pan_wall_p99'], moved['zoom_wall_p99']):6.1f}"
              f" {cell(moved['find'], FIND_MS, 6, 1)}{beside_netron(model, arguments.runs, shown['graph']) if arguments.netron else ''}", flush=True)


if __name__ == "__main__":
    main()

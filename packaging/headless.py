#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The studio's main job without a window: headless.py HALFTONE OUTPUT_FOLDER"""
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources/sample"
MODEL = SAMPLE / "digits_yolov8.onnx"
PREPROCESS = ["--preprocess", "scale=1/255,mean=0.5,std=0.5"]
DATA = ["--data", str(SAMPLE / "scenes"), *PREPROCESS]
TEST_DATA = ["--data", str(ROOT / "tests/data/scenes/test"), *PREPROCESS]
# A node whose own error leaves a channel less than this is worth keeping in float.
LEAST_DB = 15


def halftone(program, *arguments):
    """Runs one command and returns its figures."""
    done = subprocess.run([program, *map(str, arguments), "--json", "--quiet"], stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(done.returncode)
    return json.loads(done.stdout)


def quantize_and_compare(program, folder, name, excluded):
    exclude = [part for node in excluded for part in ("--exclude", node)]
    model = folder / f"{name}.onnx"
    halftone(program, "quantize", MODEL, "-o", model, "--statistics", folder / "statistics", "--profile", "plain", *exclude)
    errors = halftone(program, "compare", MODEL, model, *DATA, "--html", folder / f"{name}.html", "--csv", folder / f"{name}.csv")
    accuracy = halftone(program, "evaluate", model, *TEST_DATA)
    output = errors["outputs"][0]
    print(f"  {model.name}: output {output['sqnr_db']:.1f} dB, worst channel {output['worst_channel_db']:.1f} dB, "
          f"{accuracy['metric']} {accuracy['value']:.4f} on the test scenes")
    return errors


def proposal(errors):
    """Nodes whose own error is large, worst first."""
    bad = [t for t in errors["tensors"]
           if t["kind"] != "weight" and t["local_worst_channel_db"] is not None and t["local_worst_channel_db"] < LEAST_DB]
    bad.sort(key=lambda tensor: tensor["local_worst_channel_db"])
    return list(dict.fromkeys(t["producer"] for t in bad if t["producer"]))


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    print(f"calibrating {MODEL.name} on {len(list((SAMPLE / 'scenes').glob('*.png')))} scenes")
    halftone(program, "calibrate", MODEL, *DATA, "-o", folder / "statistics")
    print("quantizing every node")
    errors = quantize_and_compare(program, folder, "all_int8", [])
    nodes = proposal(errors)
    print("proposed to stay float: " + (", ".join(nodes) or "nothing"))
    name = "all_int8"
    if nodes:
        name = "exported"
        quantize_and_compare(program, folder, name, nodes)
    halftone(program, "layout", folder / f"{name}.onnx", "--svg", folder / "graph.svg", "--png", folder / "graph.png")
    print(f"exported model: {folder / name}.onnx\nreport:         {folder / name}.html\n"
          f"pictures:       {folder / 'graph.svg'}, {folder / 'graph.png'}")


main()

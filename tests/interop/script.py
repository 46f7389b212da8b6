#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ONNX Runtime script that `halftone quantize --save-script` writes, run: script.py HALFTONE TEST_DATA

With the ort profile its model must be ours, node for node (as parity.py compares); in other formats it must run and load."""
import pathlib
import subprocess
import sys
import tempfile

import onnx
import onnxruntime

from parity import compare_models

PREPROCESS = "scale=1/255,mean=0.5,std=0.5"
EQUAL = {
    "defaults": [],
    "per channel u8s8": ["--per-channel", "--activations", "u8"],
    "symmetric, excluded": ["--symmetric-activations", "--exclude", "/b1/conv1/Conv"],
}
RUNS = {
    "qoperator": ["--format", "qoperator", "--profile", "ort"],
    "default profile": [],
    "percentile": ["--profile", "plain", "--method", "percentile"],
    "dynamic": ["--format", "dynamic"],
    "weight-only": ["--format", "weight-only", "--block-size", "32"],
    "float16": ["--format", "float16"],
}


def make(program, model, data, folder, options):
    """Our model, and the one that the script makes."""
    ours, theirs, script = folder / "ours.onnx", folder / "theirs.onnx", folder / "script.py"
    done = subprocess.run([program, "quantize", model, "-o", ours, "--data", data, "--samples", "8", "--preprocess", PREPROCESS,
                           "--save-script", script, *options], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip()[-400:])
    done = subprocess.run([sys.executable, script, model, theirs], capture_output=True, text=True, cwd=folder)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip()[-400:])
    return ours, theirs


def main(program, data):
    failed = 0
    model, pictures = data / "models" / "digits_resnet.onnx", data / "digits" / "calibration"
    for name, options in {**{k: [*v, "--profile", "ort"] for k, v in EQUAL.items()}, **RUNS}.items():
        with tempfile.TemporaryDirectory() as folder:
            try:
                ours, theirs = make(program, model, pictures, pathlib.Path(folder), options)
                onnxruntime.InferenceSession(str(theirs), providers=["CPUExecutionProvider"])
                found = compare_models(onnx.load(theirs), onnx.load(ours)) if name in EQUAL else []
            except Exception as error:  # A script that fails is a finding like another.
                found = [str(error)]
        failed += bool(found)
        print(f"{'FAIL' if found else 'ok  '} script {name}", *found[:6], sep="\n    " if found else "", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(1 if main(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()) else 0)

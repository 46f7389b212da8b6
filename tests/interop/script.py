#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ONNX Runtime script that `halftone quantize --save-script` writes, run: script.py HALFTONE TEST_DATA

With the ort profile its model must be ours, node for node (as parity.py compares). With ranges that ONNX Runtime has no method for, and with
settings of single tensors, its scales must be ours. In other formats it must run and load."""
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy
import onnx
import onnxruntime

from parity import compare_models

PREPROCESS = "scale=1/255,mean=0.5,std=0.5"
EQUAL = {
    "defaults": [],
    "per channel u8s8": ["--per-channel", "--activations", "u8"],
    "symmetric, excluded": ["--symmetric-activations", "--exclude", "/b1/conv1/Conv"],
}
SCALES = {
    "mse": ["--method", "mse"],
    "percentile": ["--method", "percentile"],
    "entropy": ["--method", "entropy"],
    "range search": ["--method", "mse", "--range-search"],
    "pairs": ["--method", "mse", "--weight-pairs", "--dedicated-pairs", "--float-bias", "--keep-activations", "--minimum-range", "0.01"],
}
TENSORS = {
    "/b1/Relu_output_0": {"min": -1.5, "max": 2.5, "symmetric": True},
    "/b2/Relu_output_0": {"scale": 0.03125, "zero_point": 100},
    "/b1/Add_output_0": {"type": "u16"},
    "onnx::Conv_92": {"per_channel": False},
}
RUNS = {
    "opset": ["--profile", "plain", "--opset", "21"],
    "qoperator": ["--format", "qoperator", "--profile", "ort"],
    "default profile": [],
    "dynamic": ["--format", "dynamic"],
    "weight-only": ["--format", "weight-only", "--block-size", "32"],
    "float16": ["--format", "float16"],
}


def make(program, model, data, folder, options):
    """Our model, and the one that the script makes."""
    ours, theirs, script = folder / "ours.onnx", folder / "theirs.onnx", folder / "script.py"
    done = subprocess.run([program, "quantize", model, "-o", ours, "--accept", "broken", "--data", data, "--samples", "8", "--preprocess", PREPROCESS,
                           "--save-script", script, *options], capture_output=True, text=True, cwd=folder)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip()[-400:])
    done = subprocess.run([sys.executable, script, model, theirs], capture_output=True, text=True, cwd=folder)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip()[-400:])
    return ours, theirs


def scales(model):
    return {t.name: onnx.numpy_helper.to_array(t) for t in model.graph.initializer if t.name.endswith("_scale")}


def compare_scales(theirs, ours):
    """Scales that both have, within 1e-4; half of ours at least have to be there."""
    left, right = scales(theirs), scales(ours)
    both = sorted(left.keys() & right.keys())
    found = [f"{name}: {left[name].ravel()[:2]} instead of {right[name].ravel()[:2]}" for name in both
             if left[name].size != right[name].size or not numpy.allclose(left[name].ravel(), right[name].ravel(), rtol=1e-4, atol=0)]
    return found if 2 * len(both) >= len(right) else [*found, f"{len(both)} of {len(right)} scales"]


def two_inputs(program, folder):
    """Data of two inputs, each in a folder of its own: ranges are as ours."""
    random = numpy.random.default_rng(5)
    value = onnx.helper.make_tensor_value_info
    weights = [onnx.numpy_helper.from_array(random.standard_normal((6, 3, 1, 1)).astype("f"), name) for name in ("u", "v")]
    nodes = [onnx.helper.make_node(*each, name=each[2][0]) for each in (
        ("Conv", ["left", "u"], ["a"]), ("Conv", ["right", "v"], ["b"]), ("Add", ["a", "b"], ["y"]))]
    graph = onnx.helper.make_graph(nodes, "two", [value(name, 1, [1, 3, 8, 8]) for name in ("left", "right")], [value("y", 1, [1, 6, 8, 8])], weights)
    onnx.save(onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 17)], ir_version=8), folder / "two.onnx")
    for name, size in (("left", 1), ("right", 20)):
        (folder / name).mkdir()
        for i in range(4):
            numpy.save(folder / name / f"{i}.npy", (size * random.standard_normal((1, 3, 8, 8))).astype("f"))
    ours, theirs = make(program, folder / "two.onnx", "right=" + str(folder / "right"), folder,
                        ["--data", "left=" + str(folder / "left"), "--profile", "ort"])
    return compare_models(onnx.load(theirs), onnx.load(ours))


def main(program, data):
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        found = two_inputs(program, pathlib.Path(folder))
    failed += bool(found)
    print(f"{'FAIL' if found else 'ok  '} script several data sets", *found[:6], sep="\n    " if found else "", flush=True)
    model, pictures = data / "models" / "digits_resnet.onnx", data / "digits" / "calibration"
    like = {**{k: [*v, "--profile", "plain"] for k, v in SCALES.items()}, "tensors": ["--profile", "plain", "--override", "tensors.json"]}
    for name, options in {**{k: [*v, "--profile", "ort"] for k, v in EQUAL.items()}, **like, **RUNS}.items():
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "tensors.json").write_text(json.dumps(TENSORS))
            try:
                ours, theirs = make(program, model, pictures, pathlib.Path(folder), options)
                onnxruntime.InferenceSession(str(theirs), providers=["CPUExecutionProvider"])
                compared = compare_models if name in EQUAL else compare_scales if name in like else lambda *_: []
                found = compared(onnx.load(theirs), onnx.load(ours))
            except Exception as error:  # A script that fails is a finding like another.
                found = [str(error)]
        failed += bool(found)
        print(f"{'FAIL' if found else 'ok  '} script {name}", *found[:6], sep="\n    " if found else "", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(1 if main(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()) else 0)

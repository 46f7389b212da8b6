#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`halftone compare` on models whose names tell nothing: matching.py HALFTONE TEST_DATA

Float models are quantized here and by ONNX Runtime (after its own preprocessing, which folds batch norms), all nodes and values are
renamed in random order, and every tensor that is found by names must be found again with the same error."""
import json
import logging
import math
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import numpy
import onnx
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

SAMPLES = 2
PREPROCESS = "scale=1/255,mean=0.5,std=0.5"
MODELS = {"digits_resnet": "digits", "digits_mobilenet": "digits", "digits_yolov8": "scenes"}


class Reader(CalibrationDataReader):
    def __init__(self, model):
        generator = numpy.random.default_rng(5)
        item = onnx.load(model).graph.input[0]
        shape = [d.dim_value or 1 for d in item.type.tensor_type.shape.dim]
        self.left = [{item.name: generator.uniform(-1, 1, shape).astype("f")} for _ in range(SAMPLES)]

    def get_next(self):
        return self.left.pop() if self.left else None


def renamed(source, target):
    """New names for all nodes and values, given in an order that has nothing to do with the graph's."""
    model = onnx.load(source)
    graph = model.graph
    names = {n for node in graph.node for n in [*node.input, *node.output] if n}
    names |= {t.name for t in [*graph.initializer, *graph.input, *graph.output]}
    numbers = random.Random(7).sample(range(10 * len(names)), len(names))
    name_of = {old: f"v{number}" for old, number in zip(sorted(names), numbers)}
    name_of[""] = ""
    for number, node in zip(random.Random(8).sample(range(10 * len(graph.node)), len(graph.node)), graph.node):
        node.name = f"n{number}"
        node.input[:] = [name_of[n] for n in node.input]
        node.output[:] = [name_of[n] for n in node.output]
    for each in [*graph.initializer, *graph.input, *graph.output]:
        each.name = name_of[each.name]
    del graph.value_info[:]
    onnx.save(model, target)


def errors(program, float_model, quantized, data, folder):
    report = folder / "report.json"
    done = subprocess.run([program, "compare", float_model, quantized, "--data", data, "--samples", str(SAMPLES), "--preprocess",
                           PREPROCESS, "--json", report], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip() or done.stdout.strip())
    return {each["name"]: each for each in json.loads(report.read_text())["tensors"]}


def by_onnx_runtime(source, target, folder, kind):
    prepared = folder / "prepared.onnx"
    try:
        quant_pre_process(str(source), str(prepared))
    except Exception:  # Their shape inference gives up on some models.
        quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
    quantize_static(str(prepared), str(target), Reader(prepared), quant_format=kind, per_channel=True, weight_type=QuantType.QInt8,
                    activation_type=QuantType.QUInt8)


def same(a, b):
    if a is None or b is None:
        return a is b
    return a == b or (isinstance(a, float) and isinstance(b, float) and math.isclose(a, b, rel_tol=1e-4, abs_tol=1e-4))


def main(program, data):
    logging.disable(logging.WARNING)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        os.chdir(folder)  # quant_pre_process leaves files where it runs.
        for name, images in MODELS.items():
            source = data / "models" / f"{name}.onnx"
            for maker in ("ours qdq", "ours qoperator", "ours dynamic", "theirs QDQ", "theirs QOperator"):
                who, kind = maker.split()
                quantized, other = folder / "quantized.onnx", folder / "renamed.onnx"
                calibration = data / images / "calibration"
                if who == "ours":
                    subprocess.run([program, "quantize", source, "-o", quantized, "--format", kind, "--profile", "plain", "--data",
                                    calibration, "--samples", str(SAMPLES), "--preprocess", PREPROCESS], check=True, capture_output=True)
                else:
                    by_onnx_runtime(source, quantized, folder, QuantFormat[kind])
                renamed(quantized, other)
                named = errors(program, source, quantized, calibration, folder)
                found = errors(program, source, other, calibration, folder)
                lost = sorted(named.keys() - found.keys())
                wrong = sorted(t for t in named.keys() & found.keys() if not same(named[t]["sqnr_db"], found[t]["sqnr_db"]))
                good = not lost and not wrong and len(named) > 10
                failed += not good
                print(f"{'ok  ' if good else 'FAIL'} {name} {maker}: {len(named)} tensors"
                      + (f", lost {lost[:4]} ({len(lost)}), wrong {wrong[:4]} ({len(wrong)})" if lost or wrong else ""), flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(1 if main(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()) else 0)

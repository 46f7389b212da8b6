#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`halftone quantize --profile ort` beside ONNX Runtime's quantize_static and quantize_dynamic, node for node (docs/ort-profile.md).

usage: parity.py HALFTONE DATA [--only CONFIGURATION] [--form FORM] [--models NAME,…] [-v]
Both tools get the same prepared model, samples and options, in Q/DQ form, QOperator form and dynamic. Compared are nodes (type, domain, name, inputs, outputs, attributes),
initializers (names, types, shapes; weights and zero points bit for bit, scales within 1e-4, biases within one
step; 16-bit zero points, and weights whose scale was raised for a bias, within one), outputs, opsets."""
import argparse
import collections
import logging
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import onnx
import onnxruntime
from onnx import numpy_helper
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_dynamic, quantize_static
from onnxruntime.quantization.quant_utils import update_opset_version
from onnxruntime.quantization.shape_inference import quant_pre_process

from parity_compare import compare_models
from parity_configurations import CONFIGURATIONS
from parity_models import MODELS

SAMPLES = 4


class Reader(CalibrationDataReader):
    def __init__(self, samples):
        self.left = list(samples)

    def get_next(self):
        return self.left.pop(0) if self.left else None


def prepare(source, folder, name, random):
    """The float model both tools start from, and its samples."""
    target = folder / f"{name}.onnx"
    if isinstance(source, pathlib.Path):
        model = onnx.load(source)
        if model.opset_import[0].version < 13:
            model = onnx.version_converter.convert_version(model, 13)
        constants = {t.name for t in model.graph.initializer}
        for i in reversed(range(len(model.graph.input))):
            if model.graph.input[i].name in constants:
                del model.graph.input[i]
        for i, node in enumerate(model.graph.node):
            node.name = node.name or f"{node.op_type}_{i}"
        raw = folder / "raw.onnx"
        onnx.save(model, raw)
        quant_pre_process(str(raw), str(target), skip_symbolic_shape=True)
        model = onnx.load(target)
        if any(n.domain not in ("", "ai.onnx") for n in model.graph.node):
            # Optimized for this machine: a model that their own tool cannot load again.
            quant_pre_process(str(raw), str(target), skip_symbolic_shape=True, skip_optimization=True)
            model = onnx.load(target)
        shapes = {i.name: [d.dim_value or 1 for d in i.type.tensor_type.shape.dim] for i in model.graph.input}
    else:
        model, shapes = source(random)
        onnx.save(model, target)
    samples = [{n: random.uniform(-1, 1, s).astype(np.float32) for n, s in shapes.items()} for _ in range(SAMPLES)]
    data = folder / f"{name}.data"
    for i, sample in enumerate(samples):
        (data / str(i)).mkdir(parents=True)
        for key, value in enumerate(sample.values()):
            (data / str(i) / f"input_{key}.pb").write_bytes(numpy_helper.from_array(value).SerializeToString())
    return target, samples, data


def refused_at_run(path, sample):
    """Why a model of their tool does not run in their runtime, or nothing."""
    try:
        onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"]).run(None, sample)
    except Exception as error:
        return str(error)[:120]
    return ""


def quantize_theirs(form, model, target, samples, options):
    if form == "dynamic":
        quantize_dynamic(str(model), str(target), **options)
        return
    quantize_static(str(model), str(target), Reader(samples), calibrate_method=CalibrationMethod.MinMax,
                    quant_format=QuantFormat.QDQ if form == "qdq" else QuantFormat.QOperator, **options)


def wrong_result(form, graph, theirs, options):
    """Why their model computes something else than the float one (docs/ort-profile.md), or nothing."""
    if form != "qoperator":
        return ""
    biases = collections.Counter(n.input[2] for n in graph.node if n.op_type in ("Conv", "Gemm") and len(n.input) > 2)
    shared = [b for b, count in biases.items() if count > 1]
    if shared:
        return f"gives all nodes that share {shared[0]} the bias of the first"
    readers = collections.Counter(i for n in graph.node for i in n.input) + collections.Counter(o.name for o in graph.output)
    left = {n.name for n in theirs.node}
    for node in graph.node:
        if node.op_type in ("Relu", "Clip") and node.name not in left and readers[node.input[0]] > 1:
            return f"drops {node.name}, though others read what it reads"
    return ""


def run(halftone, configuration, model, samples, data, folder):
    form = configuration.form
    options, arguments = configuration.make(onnx.load(model).graph, folder)
    wide = onnx.load(model)
    try:
        newer = update_opset_version(wide, options.get("weight_type", QuantType.QInt8), options.get("activation_type", QuantType.QInt8))
    except Exception as error:  # the first thing that their tool does, too
        return None, f"onnxruntime refuses: {str(error)[:120]}"
    if newer.opset_import[0].version != onnx.load(model).opset_import[0].version:
        # docs/ort-profile.md: their tool would do this on its own.
        model = folder / "newer.onnx"
        onnx.save(newer, model)
    target = folder / "theirs.onnx"
    try:
        quantize_theirs(form, model, target, samples, options)
    except Exception as error:  # what their tool cannot do is nothing to be equal to
        return None, f"onnxruntime refuses: {str(error)[:120]}"
    theirs = onnx.load(target)
    wrong = wrong_result(form, onnx.load(model).graph, theirs.graph, options)
    if wrong:
        return None, f"onnxruntime {wrong}"
    command = [halftone, "quantize", str(model), "-o", str(folder / "ours.onnx"), "--profile", "ort", "--preprocess-model", "off",
               "--format", form, "--quiet", "--overwrite", *arguments]
    if form != "dynamic":
        command += ["--data", str(data)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        return [f"halftone: {done.stderr.strip()[-300:]}"], ""
    found = compare_models(theirs, onnx.load(folder / "ours.onnx"))
    broken = found and refused_at_run(target, samples[0])
    return (None, f"onnxruntime refuses what it wrote: {broken}") if broken else (found, "")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("halftone")
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--only")
    parser.add_argument("--form", choices=["qdq", "qoperator", "dynamic"])
    parser.add_argument("--models")
    parser.add_argument("-v", action="store_true")
    given = parser.parse_args()
    logging.getLogger().setLevel(logging.ERROR)
    sources = dict(MODELS) | {p.stem: p for p in sorted((given.data / "models").glob("*.onnx"))}
    if given.models:
        sources = {k: v for k, v in sources.items() if k in given.models.split(",")}
    configurations = [c for c in CONFIGURATIONS if given.only in (None, c.name) and given.form in (None, c.form)]
    if not sources or not configurations:
        sys.exit("nothing to compare")
    failed = equal = refused = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        for name, source in sources.items():
            model, samples, data = prepare(source, folder, name, np.random.default_rng(1))
            for configuration in configurations:
                found, note = run(given.halftone, configuration, model, samples, data, folder)
                if found is None:
                    refused += 1
                    print(f"refused {name} {configuration.form} {configuration.name}: {note}")
                elif found:
                    failed += 1
                    print(f"DIFFER  {name} {configuration.form} {configuration.name}: {len(found)} differences")
                    print("\n".join("    " + f for f in found[:None if given.v else 6]))
                else:
                    equal += 1
    print(f"{equal} equal, {failed} differ, {refused} that onnxruntime refuses; {len(configurations)} configurations, {len(sources)} models")
    sys.exit(1 if failed or not equal else 0)


if __name__ == "__main__":
    main()

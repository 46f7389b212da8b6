#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`halftone quantize --profile ort` beside ONNX Runtime's quantize_static, node for node (docs/ort-profile.md).

usage: parity.py HALFTONE DATA [--only CONFIGURATION] [--models NAME,…] [-v]
Both tools get the same prepared model, samples and options. Compared are nodes (type, domain, name, inputs, outputs, attributes),
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
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.quant_utils import update_opset_version
from onnxruntime.quantization.shape_inference import quant_pre_process

from parity_configurations import CONFIGURATIONS
from parity_models import MODELS

SAMPLES = 4
SCALE_TOLERANCE = 1e-4
QUANT = {"QuantizeLinear", "DequantizeLinear"}


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


def attributes(node):
    # What an attribute's absence means: ONNX, QuantizeLinear.
    defaults = {"axis": 1} if node.op_type in QUANT else {}
    found = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
    return tuple(sorted((k, repr(v)) for k, v in found.items() if k not in defaults or v != defaults[k]))


def signature(node):
    return (node.op_type, node.domain.replace("ai.onnx", ""), node.name, tuple(node.input), tuple(node.output), attributes(node))


def describe(entry):
    return f"{entry[1]}:{entry[0]} '{entry[2]}' {list(entry[3])} → {list(entry[4])} {dict(entry[5])}"


def compare_constants(theirs, ours):
    found = []
    mine = {t.name: t for t in ours.initializer}
    other = {t.name: t for t in theirs.initializer}
    biases = {n.input[0] for n in theirs.node if n.op_type == "DequantizeLinear"
              and n.input[0] in other and other[n.input[0]].data_type == onnx.TensorProto.INT32}
    scales = {n.input[1] for n in theirs.node if n.op_type in QUANT}
    for name in sorted(mine.keys() | other.keys()):
        if name not in mine or name not in other:
            found.append(f"initializer {name}: {'only ours' if name in mine else 'only theirs'}")
            continue
        a, b = mine[name], other[name]
        if a.data_type != b.data_type or list(a.dims) != list(b.dims):
            found.append(f"initializer {name}: ours {a.data_type}{list(a.dims)}, theirs {b.data_type}{list(b.dims)}")
            continue
        x, y = numpy_helper.to_array(a), numpy_helper.to_array(b)
        if name in scales:
            worst = float(np.max(np.abs(x - y) / np.abs(y), initial=0))
            if not worst <= SCALE_TOLERANCE:
                found.append(f"scale {name}: {worst:.2e} relative: ours {x.ravel()[:3]}, theirs {y.ravel()[:3]}")
        elif name in biases:
            worst = int(np.max(np.abs(x.astype(np.int64) - y), initial=0))
            # A step is a scale: it grows with what the scales differ.
            if worst > 1 + float(np.max(np.abs(y.astype(np.int64)), initial=0)) * SCALE_TOLERANCE:
                found.append(f"bias {name}: {worst} steps")
        elif a.data_type in (onnx.TensorProto.INT8, onnx.TensorProto.UINT8) or x.dtype.kind in "iufb":
            base = name.removesuffix("_quantized") + "_scale"
            # A weight scale raised for its bias follows the activation's scale, and so is as exact as that one.
            raised = name.endswith("_quantized") and base in mine and base in other and mine[base].raw_data != other[base].raw_data
            wide_zero = name.endswith("_zero_point") and x.dtype.itemsize == 2
            step = 1 if raised or wide_zero else 0
            if step and np.max(np.abs(x.astype(np.int64) - y), initial=0) <= step:
                continue
            if x.tobytes() != y.tobytes():
                differ = int(np.sum(x != y))
                found.append(f"initializer {name}: {differ} of {x.size} values differ: ours {x.ravel()[:3]}, theirs {y.ravel()[:3]}")
    return found


def drop_unread(model):
    """Q/DQ nodes and constants whose results nobody reads: their tool leaves some behind (docs/ort-profile.md)."""
    outputs = {o.name for o in model.graph.output}
    while True:
        read = outputs | {i for n in model.graph.node for i in n.input}
        dead = [n for n in model.graph.node if n.op_type in QUANT and not read & set(n.output)]
        for node in dead:
            model.graph.node.remove(node)
        if not dead:
            break
    for tensor in [t for t in model.graph.initializer if t.name not in read]:
        model.graph.initializer.remove(tensor)
    return model


def compare_models(theirs, ours):
    found = []
    theirs = drop_unread(theirs)
    a = collections.Counter(map(signature, ours.graph.node))
    b = collections.Counter(map(signature, theirs.graph.node))
    found += [f"only ours:   {describe(e)}" for e in sorted(a - b)]
    found += [f"only theirs: {describe(e)}" for e in sorted(b - a)]
    found += compare_constants(theirs.graph, ours.graph)
    if [o.name for o in ours.graph.output] != [o.name for o in theirs.graph.output]:
        found.append("graph outputs differ")
    # Domains without a node may be imported or not.
    used = {n.domain.replace("ai.onnx", "") for n in theirs.graph.node}
    opsets = [{o.domain: o.version for o in m.opset_import if o.domain in used} for m in (ours, theirs)]
    if opsets[0] != opsets[1]:
        found.append(f"opsets: ours {opsets[0]}, theirs {opsets[1]}")
    return found


def refused_at_run(path, sample):
    """Why a model of their tool does not run in their runtime, or nothing."""
    try:
        onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"]).run(None, sample)
    except Exception as error:
        return str(error)[:120]
    return ""


def run(halftone, configuration, model, samples, data, folder):
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
    try:
        quantize_static(str(model), str(folder / "theirs.onnx"), Reader(samples), calibrate_method=CalibrationMethod.MinMax,
                        quant_format=QuantFormat.QDQ, **options)
    except Exception as error:  # what their tool cannot do is nothing to be equal to
        return None, f"onnxruntime refuses: {str(error)[:120]}"
    command = [halftone, "quantize", str(model), "-o", str(folder / "ours.onnx"), "--profile", "ort", "--preprocess-model", "off",
               "--data", str(data), "--quiet", "--overwrite", *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        return [f"halftone: {done.stderr.strip()[-300:]}"], ""
    found = compare_models(onnx.load(folder / "theirs.onnx"), onnx.load(folder / "ours.onnx"))
    broken = found and refused_at_run(folder / "theirs.onnx", samples[0])
    return (None, f"onnxruntime refuses what it wrote: {broken}") if broken else (found, "")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("halftone")
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--only")
    parser.add_argument("--models")
    parser.add_argument("-v", action="store_true")
    given = parser.parse_args()
    logging.getLogger().setLevel(logging.ERROR)
    sources = dict(MODELS) | {p.stem: p for p in sorted((given.data / "models").glob("*.onnx"))}
    if given.models:
        sources = {k: v for k, v in sources.items() if k in given.models.split(",")}
    configurations = [c for c in CONFIGURATIONS if given.only in (None, c.name)]
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
                    print(f"refused {name} {configuration.name}: {note}")
                elif found:
                    failed += 1
                    print(f"DIFFER  {name} {configuration.name}: {len(found)} differences")
                    print("\n".join("    " + f for f in found[:None if given.v else 6]))
                else:
                    equal += 1
    print(f"{equal} equal, {failed} differ, {refused} that onnxruntime refuses; {len(configurations)} configurations, {len(sources)} models")
    sys.exit(1 if failed or not equal else 0)


if __name__ == "__main__":
    main()

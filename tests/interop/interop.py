#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks Halftone against ONNX and ONNX Runtime: interop.py HALFTONE TEST_DATA

Float models compute the same as ONNX Runtime, exported models pass the checker, load, and compute the same whole and operator by operator."""
import json
import pathlib
import subprocess
import sys
import tempfile
import zlib

import numpy
import onnx
import onnxruntime

PREPROCESS = "scale=1/255,mean=0.5,std=0.5"
FLOAT_TOLERANCE = 1e-4  # of the largest output
LEAST_DB = 35
MOST_STEPS = 1
MOST_TOP1_LOSS = 0.004

MODELS = {"digits_resnet": "digits", "digits_mobilenet": "digits", "digits_crnn": "strings", "digits_yolov8": "scenes"}
RECIPES = {
    "defaults": [],
    "s8 per tensor minmax": ["--profile", "plain", "--activations", "s8", "--per-tensor", "--method", "minmax"],
    "u8u8 percentile": ["--profile", "plain", "--weights", "u8", "--method", "percentile"],
}


class Checks:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def __call__(self, good, text):
        self.passed += bool(good)
        self.failed += not good
        print(f"{'ok  ' if good else 'FAIL'} {text}", flush=True)


def halftone(program, *arguments):
    done = subprocess.run([program, *map(str, arguments), "--json"], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip())
    return json.loads(done.stdout)


def our_outputs(program, model, feeds, folder):
    inputs, outputs = folder / "in", folder / "out"
    for each in (inputs, outputs):
        each.mkdir(exist_ok=True)
        for file in each.iterdir():
            file.unlink()
    for name, array in feeds.items():
        numpy.save(inputs / (name.replace("/", "_").replace(":", "_") + ".npy"), array)
    listed = halftone(program, "run", model, "--inputs", inputs, "--outputs", outputs)["outputs"]
    return {each["name"]: numpy.load(each["file"]) for each in listed}


def session(model, optimized=True):
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    if not optimized:
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    source = str(model) if isinstance(model, pathlib.Path) else model.SerializeToString()
    return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])


def random_feeds(runtime, batch, seed):
    generator = numpy.random.default_rng(seed)
    feeds = {}
    for each in runtime.get_inputs():
        shape = [d if isinstance(d, int) else batch for d in each.shape]
        feeds[each.name] = generator.standard_normal(shape).astype("f")
    return feeds


def sqnr(ours, theirs):
    noise = float(((ours.astype("d") - theirs) ** 2).sum())
    return float("inf") if noise == 0 else 10 * numpy.log10(float((theirs.astype("d") ** 2).sum()) / noise)


def png_pixels(path):
    """An 8-bit grey PNG as a matrix."""
    data, position, packed = path.read_bytes(), 8, b""
    while position < len(data):
        length, kind = int.from_bytes(data[position:position + 4], "big"), data[position + 4:position + 8]
        body = data[position + 8:position + 8 + length]
        if kind == b"IHDR":
            width, height = int.from_bytes(body[:4], "big"), int.from_bytes(body[4:8], "big")
            assert body[8:10] == b"\x08\x00", path
        packed += body if kind == b"IDAT" else b""
        position += 12 + length
    raw, previous, rows = zlib.decompress(packed), [0] * width, []
    for y in range(height):
        kind, line = raw[y * (width + 1)], list(raw[y * (width + 1) + 1:(y + 1) * (width + 1)])
        for x in range(width):
            left, up, corner = line[x - 1] if x else 0, previous[x], previous[x - 1] if x else 0
            guess = left + up - corner
            nearest = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))[2]
            line[x] = (line[x] + (0, left, up, (left + up) // 2, nearest)[kind]) & 255
        rows.append(line)
        previous = line
    return numpy.array(rows, "u1")


def digits(data):
    files = sorted((data / "digits/test").glob("*/*.png"))
    images = numpy.stack([png_pixels(file) for file in files])[:, None].astype("f")
    return (images / 255 - 0.5) / 0.5, numpy.array([int(file.parent.name) for file in files])


def islands(model):
    """(operator, model of the operator between its DequantizeLinear and QuantizeLinear) for every quantized operator."""
    graph = model.graph
    producer = {output: node for node in graph.node for output in node.output}
    constants = {each.name: each for each in graph.initializer}
    for quantize in graph.node:
        if quantize.op_type != "QuantizeLinear" or quantize.input[0] not in producer:
            continue
        operator = producer[quantize.input[0]]
        nodes, entries = [operator], []
        if operator.op_type in ("Relu", "Clip") and operator.input[0] in producer and producer[operator.input[0]].op_type in ("Conv", "Gemm", "MatMul", "Add"):
            nodes.insert(0, producer[operator.input[0]])
        if nodes[0].op_type in ("DequantizeLinear", "LSTM"):
            continue
        head = []
        for name in nodes[0].input:
            source = producer.get(name)
            if source is not None and source.op_type == "DequantizeLinear":
                head.append(source)
                entries += [] if source.input[0] in constants else [source.input[0]]
            elif name and name not in constants and not (source is not None and source.op_type == "Constant"):
                break
            elif source is not None:
                head.append(source)
        else:
            whole = list({id(node): node for node in [*head, *nodes, quantize]}.values())
            if entries:
                yield nodes[0], whole, sorted(set(entries)), quantize.output[0]


def island_model(model, nodes, entries, exit_name, tensors):
    wanted = {name for node in nodes for name in node.input}
    made = onnx.helper.make_graph(
        nodes, "island",
        [onnx.helper.make_tensor_value_info(n, onnx.helper.np_dtype_to_tensor_dtype(tensors[n].dtype), tensors[n].shape) for n in entries],
        [onnx.helper.make_tensor_value_info(exit_name, onnx.helper.np_dtype_to_tensor_dtype(tensors[exit_name].dtype), None)],
        [each for each in model.graph.initializer if each.name in wanted])
    result = onnx.helper.make_model(made, opset_imports=model.opset_import)
    result.ir_version = model.ir_version
    return result


def check_operators(check, program, name, path, feeds, folder):
    """Every quantized operator on equal inputs: at most one step from ONNX Runtime's."""
    model = onnx.load(path)
    names = sorted({n for _, _, entries, out in islands(model) for n in [*entries, out]})
    watched = onnx.ModelProto()
    watched.CopyFrom(model)
    present = {each.name for each in watched.graph.output}
    watched.graph.output.extend(onnx.ValueInfoProto(name=n) for n in names if n not in present)
    tensors = dict(zip(names, session(watched, optimized=False).run(names, feeds)))
    worst, count, culprit = 0, 0, ""
    for operator, nodes, entries, out in islands(model):
        small = island_model(model, nodes, entries, out, tensors)
        file = folder / "island.onnx"
        onnx.save(small, file)
        given = {n: tensors[n] for n in entries}
        theirs = session(small, optimized=False).run(None, given)[0].astype("i4")
        ours = next(iter(our_outputs(program, file, given, folder).values())).astype("i4")
        steps = int(numpy.abs(ours - theirs).max()) if ours.size else 0
        count += 1
        if steps > worst:
            worst, culprit = steps, f" at {operator.op_type} {operator.name}"
    check(count > 0 and worst <= MOST_STEPS, f"{name}: {count} operators on equal inputs at most {worst} step(s) apart{culprit}")


def main():
    program, data = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    check = Checks()
    print(f"onnx {onnx.__version__}, onnxruntime {onnxruntime.__version__}")
    images, labels = digits(data)
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        for name in [*MODELS, "digits_resnet_skewed", "mnist", "ultraface"]:
            path = data / f"models/{name}.onnx"
            runtime = session(path)
            feeds = random_feeds(runtime, 2, 1)
            ours = our_outputs(program, path, feeds, folder)
            theirs = dict(zip([o.name for o in runtime.get_outputs()], runtime.run(None, feeds)))
            worst = max(float(numpy.abs(ours[n] - theirs[n]).max() / numpy.abs(theirs[n]).max()) for n in theirs)
            check(worst <= FLOAT_TOLERANCE, f"{name}: float outputs differ by {worst:.1e} of the largest")
        for name, kind in MODELS.items():
            source = data / f"models/{name}.onnx"
            for title, options in RECIPES.items():
                path = folder / f"{name}.onnx"
                label = f"{name}, {title}"
                halftone(program, "quantize", source, "-o", path, "--accept", "broken", *options, "--data", data / kind / "calibration", "--preprocess", PREPROCESS, "--samples", 40)
                try:
                    onnx.checker.check_model(str(path), full_check=True)
                    runtime = session(path)
                    check(True, f"{label}: passes the checker and loads")
                except Exception as error:
                    check(False, f"{label}: {error}")
                    continue
                feeds = {runtime.get_inputs()[0].name: images[:4]} if kind == "digits" else random_feeds(runtime, 1, 2)
                ours = our_outputs(program, path, feeds, folder)
                plain = session(path, optimized=False)
                for output, theirs in zip(plain.get_outputs(), plain.run(None, feeds)):
                    decibels = sqnr(ours[output.name], theirs)
                    check(decibels >= LEAST_DB, f"{label}: output {output.name} at {decibels:.1f} dB to ONNX Runtime's")
                if title == "defaults":
                    check_operators(check, program, label, path, feeds, folder)
                if kind == "digits":
                    expected = session(source).run(None, {runtime.get_inputs()[0].name: images})[0].argmax(1)
                    found = runtime.run(None, {runtime.get_inputs()[0].name: images})[0].argmax(1)
                    before, after = float((expected == labels).mean()), float((found == labels).mean())
                    check(after >= before - MOST_TOP1_LOSS, f"{label}: top-1 {after:.3f} in ONNX Runtime, float {before:.3f}")
    print(f"interop: {check.passed} passed, {check.failed} failed")
    return 1 if check.failed else 0


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: GPL-3.0-or-later
"""Times single operators of realistic sizes in Halftone and in ONNX Runtime, and prints the ratio.

    operators.py HALFTONE [--only TEXT] [--threads 2] [--rounds 2] [--table FILE]

Each model is one node on random data; both run in turns in programs of their own, and the least of all runs counts.
"""
import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
import tempfile
import time

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

RANDOM = np.random.default_rng(1)
MICROSOFT = "com.microsoft"


def floats(*shape):
    return RANDOM.standard_normal(shape).astype(np.float32)


def integers(low, high, *shape, dtype=np.int64):
    return RANDOM.integers(low, high, shape).astype(dtype)


def bytes_(*shape):
    return integers(0, 256, *shape, dtype=np.uint8)


def const(array):
    """An operand that is an initializer."""
    return ("const", np.asarray(array))


def i64(*values):
    return const(np.array(values, np.int64))


def scale(value=0.02):
    return const(np.float32(value))


def zero(value=128, dtype=np.uint8):
    return const(dtype(value))


def boxes(count):
    corner = RANDOM.uniform(0, 600, (1, count, 2))
    size = RANDOM.uniform(10, 60, (1, count, 2))
    return np.concatenate([corner, corner + size], 2).astype(np.float32)


def recurrent(gates, layers=1, directions=1, hidden=256, inputs=128):
    return [floats(128, 1, inputs), const(floats(directions, gates * hidden, inputs) * 0.1),
            const(floats(directions, gates * hidden, hidden) * 0.1), const(floats(directions, 2 * gates * hidden) * 0.1)]


def packed(n, k, block):
    return [const(bytes_(n, k // block, block // 2)), const(np.abs(floats(n * k // block)) * 0.01 + 0.01)]


def cases():
    """(name, operator, operands, attributes[, outputs, domain])"""
    image = floats(1, 64, 80, 80)
    hidden = floats(1, 128, 768)
    scores = floats(1, 12, 128, 128)
    a, b = floats(1, 128, 3072), floats(1, 128, 3072)
    yield "Softmax 12×128×128", "Softmax", [scores], {}
    yield "LogSoftmax 128×5000", "LogSoftmax", [floats(128, 5000)], {}
    yield "LayerNormalization 128×768", "LayerNormalization", [hidden, const(floats(768)), const(floats(768))], {}
    yield "RMSNormalization 128×768", "RMSNormalization", [hidden, const(floats(768))], {}
    yield "SkipLayerNormalization 128×768", "SkipLayerNormalization", [hidden, floats(1, 128, 768), const(floats(768)), const(floats(768))], {}, 1, MICROSOFT
    yield "InstanceNormalization 64×80×80", "InstanceNormalization", [image, const(floats(64)), const(floats(64))], {}
    yield "GroupNormalization 64×80×80, 8 groups", "GroupNormalization", [image, const(floats(64)), const(floats(64))], {"num_groups": 8}
    yield "BatchNormalization 64×80×80", "BatchNormalization", [image] + [const(np.abs(floats(64)) + 0.5)] * 4, {}
    yield "LpNormalization 128×768", "LpNormalization", [floats(128, 768)], {"axis": -1}
    for mode, more in (("nearest", {}), ("linear", {}), ("cubic", {})):
        yield f"Resize {mode} ×2 64×80×80", "Resize", [image, None, const(np.array([1, 1, 2, 2], np.float32))], {"mode": mode, **more}
    yield "Resize linear, asymmetric, down", "Resize", [image, None, const(np.array([1, 1, 0.5, 0.5], np.float32))], {"mode": "linear", "coordinate_transformation_mode": "asymmetric"}
    yield "GridSample linear 64×80×80", "GridSample", [image, RANDOM.uniform(-1, 1, (1, 80, 80, 2)).astype(np.float32)], {"mode": "linear"}
    yield "GridSample cubic 64×80×80", "GridSample", [image, RANDOM.uniform(-1, 1, (1, 80, 80, 2)).astype(np.float32)], {"mode": "cubic"}
    yield "RoiAlign 100 of 64×80×80", "RoiAlign", [image, boxes(100)[0] / 8, integers(0, 1, 100)], {"output_height": 7, "output_width": 7, "sampling_ratio": 2}
    yield "NonMaxSuppression 8400", "NonMaxSuppression", [boxes(8400), RANDOM.uniform(0, 1, (1, 1, 8400)).astype(np.float32), i64(300), const(np.float32(0.45)), const(np.float32(0.25))], {}
    yield "NonMaxSuppression 8400, 80 classes", "NonMaxSuppression", [boxes(8400), RANDOM.uniform(0, 0.3, (1, 80, 8400)).astype(np.float32), i64(100), const(np.float32(0.45)), const(np.float32(0.25))], {}
    yield "TopK 300 of 8400", "TopK", [floats(1, 8400), i64(300)], {}, 2
    yield "TopK 5 of 1000, 128 rows", "TopK", [floats(128, 1000), i64(5)], {}, 2
    yield "ArgMax last 8400×80", "ArgMax", [floats(1, 8400, 80)], {"axis": 2, "keepdims": 0}
    yield "ArgMax channels 21×256×256", "ArgMax", [floats(1, 21, 256, 256)], {"axis": 1}
    yield "ScatterND 1000 rows of 64", "ScatterND", [floats(8400, 64), integers(0, 8400, 1000, 1), floats(1000, 64)], {}
    yield "ScatterElements 128×768", "ScatterElements", [floats(128, 768), integers(0, 128, 128, 768), floats(128, 768)], {"axis": 0}
    yield "Gather 128 of 30522×768", "Gather", [const(floats(30522, 768)), integers(0, 30522, 1, 128)], {}
    yield "Gather axis 1", "Gather", [floats(128, 768), integers(0, 768, 64)], {"axis": 1}
    yield "GatherElements 128×768", "GatherElements", [floats(128, 768), integers(0, 128, 128, 768)], {"axis": 0}
    yield "GatherND 1000 rows of 64", "GatherND", [floats(8400, 64), integers(0, 8400, 1000, 1)], {}
    yield "CumSum 128×768, last", "CumSum", [floats(128, 768), i64(1)], {}
    yield "CumSum 128×768, first", "CumSum", [floats(128, 768), i64(0)], {}
    yield "Where 12×128×128, mask", "Where", [RANDOM.uniform(0, 1, (1, 1, 128, 128)) > 0.5, scores, const(np.float32(-1e9))], {}
    yield "Where 128×3072", "Where", [RANDOM.uniform(0, 1, (1, 128, 3072)) > 0.5, a, b], {}
    yield "Expand 1×64×1×1 to 64×80×80", "Expand", [floats(1, 64, 1, 1), i64(1, 64, 80, 80)], {}
    yield "Tile 3 of 64×80×80", "Tile", [image, i64(1, 3, 1, 1)], {}
    for mode in ("reflect", "constant", "edge"):
        yield f"Pad {mode} 64×80×80", "Pad", [image, i64(0, 0, 3, 3, 0, 0, 3, 3)], {"mode": mode}
    yield "Einsum bhid,bhjd->bhij", "Einsum", [floats(1, 12, 128, 64), floats(1, 12, 128, 64)], {"equation": "bhid,bhjd->bhij"}
    yield "Einsum bhwc,hkc->bhwk", "Einsum", [floats(8, 14, 14, 64), floats(14, 14, 64)], {"equation": "bhwc,hkc->bhwk"}
    yield "ConvTranspose 64×40×40, 4×4, stride 2", "ConvTranspose", [floats(1, 64, 40, 40), const(floats(64, 32, 4, 4))], {"strides": [2, 2], "pads": [1, 1, 1, 1]}
    yield "LSTM 128 steps", "LSTM", recurrent(4), {"hidden_size": 256}
    yield "LSTM 128 steps, both directions", "LSTM", recurrent(4, directions=2), {"hidden_size": 256, "direction": "bidirectional"}
    yield "GRU 128 steps", "GRU", recurrent(3), {"hidden_size": 256, "linear_before_reset": 1}
    yield "RNN 128 steps", "RNN", recurrent(1), {"hidden_size": 256}
    yield "RotaryEmbedding 12×128×64", "RotaryEmbedding", [floats(1, 12, 128, 64), floats(1, 128, 32), floats(1, 128, 32)], {}
    yield "RotaryEmbedding (ms) 12×128×64", "RotaryEmbedding", [floats(1, 12, 128, 64), np.arange(128).reshape(1, 128), const(floats(512, 32)), const(floats(512, 32))], {}, 1, MICROSOFT
    yield "Attention 12×128×64", "Attention", [floats(1, 12, 128, 64) for _ in range(3)], {}
    yield "Attention (ms) 128×768", "Attention", [hidden, const(floats(768, 2304) * 0.03), const(floats(2304))], {"num_heads": 12}, 1, MICROSOFT
    yield "MultiHeadAttention 128×768", "MultiHeadAttention", [hidden, hidden + 1, hidden - 1], {"num_heads": 12}, 1, MICROSOFT
    for rows in (1, 128):
        yield f"MatMulNBits 2048², {rows} rows", "MatMulNBits", [floats(1, rows, 2048)] + packed(2048, 2048, 32), {"K": 2048, "N": 2048, "bits": 4, "block_size": 32}, 1, MICROSOFT
    yield "GatherBlockQuantized 128 of 30000×768", "GatherBlockQuantized", [("const", ("uint4", bytes_(30000, 768) % 16)), integers(0, 30000, 1, 128), const(np.abs(floats(30000, 24)))], {"block_size": 32, "gather_axis": 0, "quantize_axis": 1}, 1, MICROSOFT
    for op in ("ReduceMean", "ReduceSum", "ReduceMax", "ReduceL2", "ReduceProd"):
        for axis in (1, 2, 3):
            yield f"{op} 64×80×80, axis {axis}", op, [image, i64(axis)], {}
    yield "ReduceMean 64×80×80, space", "ReduceMean", [image, i64(2, 3)], {}
    for perm in ([0, 2, 3, 1], [0, 3, 1, 2], [0, 1, 3, 2], [0, 2, 1, 3]):
        yield f"Transpose 64×80×80, {perm}", "Transpose", [image], {"perm": perm}
    yield "Transpose 12×128×64, heads", "Transpose", [floats(1, 128, 12, 64)], {"perm": [0, 2, 1, 3]}
    yield "Transpose of 6 axes (window)", "Transpose", [floats(1, 8, 7, 8, 7, 96)], {"perm": [0, 1, 3, 2, 4, 5]}
    yield "Slice steps 2 64×80×80", "Slice", [image, i64(0, 0), i64(80, 80), i64(2, 3), i64(2, 2)], {}
    yield "Slice of channels", "Slice", [image, i64(16), i64(48), i64(1)], {}
    yield "Slice last, half", "Slice", [floats(1, 12, 128, 64), i64(0), i64(32), i64(3)], {}
    yield "Split 3 of 128×2304, last", "Split", [floats(1, 128, 2304)], {"axis": -1, "num_outputs": 3}, 3
    yield "Concat last 128×768", "Concat", [hidden, floats(1, 128, 768)], {"axis": 2}
    yield "Concat channels 64×80×80", "Concat", [image, floats(1, 64, 80, 80)], {"axis": 1}
    yield "DepthToSpace 64×80×80", "DepthToSpace", [image], {"blocksize": 2, "mode": "CRD"}
    yield "SpaceToDepth 64×80×80", "SpaceToDepth", [image], {"blocksize": 2}
    for op in ("Erf", "Gelu", "Tanh", "Sigmoid", "Exp", "Softplus", "Sin", "Cos", "Round", "Floor", "Sign", "Abs", "Neg", "HardSwish", "Elu", "Selu", "Mish", "Not", "IsNaN"):
        operand = a > 0 if op == "Not" else a
        yield f"{op} 128×3072", op, [operand], {}
    for op in ("Sqrt", "Log", "Reciprocal"):
        yield f"{op} 128×3072", op, [np.abs(a) + 0.1], {}
    yield "Gelu (tanh) 128×3072", "Gelu", [a], {"approximate": "tanh"}
    yield "FastGelu 128×3072", "FastGelu", [a, const(floats(3072))], {}, 1, MICROSOFT
    yield "BiasGelu 128×3072", "BiasGelu", [a, const(floats(3072))], {}, 1, MICROSOFT
    yield "PRelu 64×80×80", "PRelu", [image, const(floats(64, 1, 1))], {}
    yield "Pow 2", "Pow", [a, const(np.float32(2))], {}
    yield "Pow 0.5", "Pow", [np.abs(a), const(np.float32(0.5))], {}
    yield "Pow of tensors", "Pow", [np.abs(a), b], {}
    for op in ("Add", "Mul", "Div", "Sub", "Max"):
        yield f"{op} 128×3072", op, [a, b], {}
    yield "Add 128×3072 + 3072", "Add", [a, floats(3072)], {}
    yield "Mul 64×80×80 · 64×1×1", "Mul", [image, floats(1, 64, 1, 1)], {}
    yield "Add int64 128×3072", "Add", [integers(0, 99, 128, 3072), integers(0, 99, 128, 3072)], {}
    yield "Mod int64 128×3072", "Mod", [integers(0, 99, 128, 3072), i64(7)], {}
    yield "Mod float 128×3072", "Mod", [a, const(np.float32(0.3))], {"fmod": 1}
    for op in ("Equal", "Greater", "LessOrEqual"):
        yield f"{op} 128×3072", op, [a, b], {}
    yield "Equal int64 128×3072", "Equal", [integers(0, 9, 128, 3072), i64(3)], {}
    for op in ("And", "Or", "Xor"):
        yield f"{op} 128×3072", op, [a > 0, b > 0], {}
    yield "Cast float to int64", "Cast", [a], {"to": TensorProto.INT64}
    yield "Cast int64 to float", "Cast", [integers(0, 99, 128, 3072)], {"to": TensorProto.FLOAT}
    yield "Cast float to bool", "Cast", [a], {"to": TensorProto.BOOL}
    yield "Cast bool to float", "Cast", [a > 0], {"to": TensorProto.FLOAT}
    yield "Cast uint8 to float", "Cast", [bytes_(3, 640, 640)], {"to": TensorProto.FLOAT}
    yield "Cast float to float16", "Cast", [a], {"to": TensorProto.FLOAT16}
    yield "Clip 128×3072", "Clip", [a, const(np.float32(-1)), const(np.float32(1))], {}
    yield "Trilu 12×128×128", "Trilu", [scores], {"upper": 0}
    yield "OneHot 128 of 5000", "OneHot", [integers(0, 5000, 128), i64(5000), const(np.array([0, 1], np.float32))], {}
    yield "NonZero 128×768", "NonZero", [(floats(128, 768) > 1).astype(np.float32)], {}
    yield "AveragePool 3×3 64×80×80", "AveragePool", [image], {"kernel_shape": [3, 3], "pads": [1, 1, 1, 1]}
    yield "MaxPool 2×2 64×80×80", "MaxPool", [image], {"kernel_shape": [2, 2], "strides": [2, 2]}
    yield "GlobalAveragePool 64×80×80", "GlobalAveragePool", [image], {}
    yield "LRN 64×80×80", "LRN", [image], {"size": 5}
    yield "QuantizeLinear 64×80×80", "QuantizeLinear", [image, scale(), zero()], {}
    yield "DequantizeLinear 64×80×80", "DequantizeLinear", [bytes_(1, 64, 80, 80), scale(), zero()], {}
    yield "DynamicQuantizeLinear 128×768", "DynamicQuantizeLinear", [hidden], {}, 3
    q = bytes_(1, 12, 128, 128)
    yield "QLinearSoftmax 12×128×128", "QLinearSoftmax", [q, scale(0.1), zero(), scale(1 / 256), zero(0)], {"axis": -1, "opset": 13}, 1, MICROSOFT
    yield "QLinearWhere 128×3072", "QLinearWhere", [RANDOM.uniform(0, 1, (128, 3072)) > 0.5, bytes_(128, 3072), scale(), zero(), bytes_(128, 3072), scale(0.03), zero(7), scale(0.025), zero(100)], {}, 1, MICROSOFT
    yield "QLinearAdd 64×80×80", "QLinearAdd", [bytes_(1, 64, 80, 80), scale(), zero(), bytes_(1, 64, 80, 80), scale(0.03), zero(), scale(0.04), zero()], {}, 1, MICROSOFT
    yield "QLinearMul 64×80×80", "QLinearMul", [bytes_(1, 64, 80, 80), scale(), zero(), bytes_(1, 64, 1, 1), scale(0.03), zero(), scale(0.04), zero()], {}, 1, MICROSOFT
    yield "QLinearConcat 64×80×80", "QLinearConcat", [scale(0.04), zero(), bytes_(1, 64, 80, 80), scale(), zero(), bytes_(1, 64, 80, 80), scale(0.03), zero()], {"axis": 1}, 1, MICROSOFT
    yield "QLinearSigmoid 64×80×80", "QLinearSigmoid", [bytes_(1, 64, 80, 80), scale(), zero(), scale(1 / 256), zero(0)], {}, 1, MICROSOFT
    yield "QLinearAveragePool 64×80×80", "QLinearAveragePool", [bytes_(1, 64, 80, 80), scale(), zero(), scale(), zero()], {"kernel_shape": [3, 3], "pads": [1, 1, 1, 1]}, 1, MICROSOFT
    yield "QLinearGlobalAveragePool 64×80×80", "QLinearGlobalAveragePool", [bytes_(1, 64, 80, 80), scale(), zero(), scale(), zero()], {"channels_last": 0}, 1, MICROSOFT
    yield "QAttention 128×768", "QAttention", [bytes_(1, 128, 768), const(integers(-127, 128, 768, 2304, dtype=np.int8)), const(floats(2304)), scale(0.01), scale(0.001), None, zero(), zero(0, np.int8)], {"num_heads": 12}, 1, MICROSOFT
    yield "EmbedLayerNormalization 128×768", "EmbedLayerNormalization", [
        integers(0, 30522, 1, 128, dtype=np.int32), integers(0, 2, 1, 128, dtype=np.int32), const(floats(30522, 768)), const(floats(512, 768)), const(floats(2, 768)),
        const(floats(768)), const(floats(768))], {"epsilon": 1e-12}, 2, MICROSOFT


def initializer(array, name):
    if isinstance(array, tuple):
        return helper.make_tensor(name, TensorProto.UINT4, array[1].shape, array[1].reshape(-1))
    return numpy_helper.from_array(array, name)


def build(operator, operands, attributes, outputs=1, domain="", opset=23):
    names, inputs, constants, data = [], [], [], {}
    for index, operand in enumerate(operands):
        name = f"x{index}"
        names.append("" if operand is None else name)
        if operand is None:
            continue
        if isinstance(operand, tuple):
            constants.append(initializer(operand[1], name))
            continue
        inputs.append(helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(operand.dtype), operand.shape))
        data[name] = operand
    results = [f"y{index}" for index in range(outputs)]
    node = helper.make_node(operator, names, results, domain=domain, **attributes)
    graph = helper.make_graph([node], "one", inputs, [onnx.ValueInfoProto(name=name) for name in results], constants)
    opsets = [helper.make_opsetid("", opset), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=10), data


def theirs(folder, threads):
    """In a program of its own: milliseconds of the fastest run."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(f"{folder}/model.onnx", options, providers=["CPUExecutionProvider"])
    data = dict(np.load(f"{folder}/data.npz"))
    best, begin = 1e9, time.perf_counter()
    runs = 0
    while runs < 5 or (runs < 1000 and time.perf_counter() - begin < 0.15):
        start = time.perf_counter()
        session.run(None, data)
        best = min(best, time.perf_counter() - start)
        runs += 1
    return best * 1000


def ours(program, folder, threads):
    runs = 8
    while True:
        answer = subprocess.run([program, "bench", f"{folder}/model.onnx", "--data", f"{folder}/samples.npz", "--runs", str(runs), "--threads", str(threads),
                                 "--json", "--quiet"], capture_output=True, text=True)
        if answer.returncode:
            raise RuntimeError(answer.stderr.strip().splitlines()[-1] if answer.stderr.strip() else "failed")
        figures = json.loads(answer.stdout)
        if runs > 8 or figures["minimum_ms"] > 20:
            how = figures["operators"][0]["implementation"] if figures["operators"] else "constant"
            return figures["minimum_ms"], how
        runs = int(min(1000, max(20, 150 / max(figures["minimum_ms"], 0.001))))


def measure(program, case, threads, rounds):
    name, operator, operands, attributes, *rest = case
    outputs, domain = [*rest, *[1, ""][len(rest):]]
    with tempfile.TemporaryDirectory() as folder:
        model, data = build(operator, operands, attributes, outputs, domain)
        onnx.save(model, f"{folder}/model.onnx")
        np.savez(f"{folder}/data.npz", **data)
        # Samples are counted along the first axis.
        np.savez(f"{folder}/samples.npz", **{key: value if value.shape[0] == 1 else value[np.newaxis] for key, value in data.items()})
        mine, their, how = 1e9, 1e9, ""
        for _ in range(rounds):
            time_, how = ours(program, folder, threads)
            mine = min(mine, time_)
            answer = subprocess.run([sys.executable, __file__, "--theirs", folder, "--threads", str(threads)], capture_output=True, text=True)
            their = min(their, float(answer.stdout) if answer.returncode == 0 else 1e9)
    return mine, their, how


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", nargs="?")
    parser.add_argument("--only", default="")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--table")
    parser.add_argument("--theirs")
    arguments = parser.parse_args()
    if arguments.theirs:
        print(theirs(arguments.theirs, arguments.threads))
        return
    rows = []
    for case in cases():
        if arguments.only.lower() not in case[0].lower():
            continue
        try:
            mine, their, how = measure(arguments.program, case, arguments.threads, arguments.rounds)
        except Exception as error:  # one operator must not end the table
            print(f"{case[0]:45} {error}", flush=True)
            continue
        ratio = mine / their if their < 1e8 else None
        rows.append((case[0], mine, their, ratio, how))
        shown = f"{their:9.3f} {ratio:7.2f}" if ratio else f"{'–':>9} {'–':>7}"
        print(f"{case[0]:45} {mine:9.3f} {shown}  {how}", flush=True)
    if arguments.table:
        import onnxruntime

        cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.processor())
        with open(arguments.table, "w") as file:
            file.write("# Single operators beside ONNX Runtime\n\nWritten by tests/bench/operators.py; not to be edited. "
                       f"{datetime.date.today()}, {cpu}, {arguments.threads} threads, ONNX Runtime {onnxruntime.__version__}.\nOne node on random data, "
                       "data copied in and out; milliseconds of the fastest run, programs in turns. –: ONNX Runtime has none for these operands.\n\n"
                       "| operator | ours | ONNX Runtime | ratio | by |\n|---|--:|--:|--:|---|\n")
            for name, mine, their, ratio, how in sorted(rows, key=lambda row: -(row[3] or 0)):
                file.write(f"| {name} | {mine:.3f} | {their:.3f} | {ratio:.2f} | {how} |\n" if ratio else f"| {name} | {mine:.3f} | – | – | {how} |\n")


if __name__ == "__main__":
    main()

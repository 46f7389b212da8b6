#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A model beyond 2 GiB through `halftone quantize`: HALFTONE_LARGE=1 large.py HALFTONE [MIB_OF_WEIGHTS]

Made here: a chain of MatMuls whose weights lie in a file of their own. Quantized with weights of 4 bits, and with one layer only, so that what is
written is beyond 2 GiB as well. Each must be written with bounded memory, with external data where it must be, and run in ONNX Runtime as the
float model does. Does nothing unless HALFTONE_LARGE is set: it wants some 7 GiB of disk and a minute."""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import numpy as np
import onnx
from onnx import TensorProto, helper

from interop import Checks, session, sqnr

SIDE = 8192
LAYER = SIDE * SIDE * 4
#: Memory of `halftone quantize`: what it writes and three layers in work, never the model.
MOST_LAYERS = 6
LIMIT = 2 << 30


def make(folder, layers):
    """The float model: layer i multiplies by a matrix of small normal values, a different stretch of one pattern each."""
    random = np.random.default_rng(1)
    pattern = (random.standard_normal(SIDE * SIDE + 4096) / np.sqrt(SIDE)).astype(np.float32)
    graph = helper.make_graph([], "large", [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, SIDE])],
                              [helper.make_tensor_value_info(f"v{layers}", TensorProto.FLOAT, [1, SIDE])])
    with open(folder / "weights.bin", "wb") as file:
        for i in range(layers):
            pattern[i * 61:i * 61 + SIDE * SIDE].tofile(file)
            weight = TensorProto(name=f"w{i}", data_type=TensorProto.FLOAT, dims=[SIDE, SIDE], data_location=TensorProto.EXTERNAL)
            for key, value in (("location", "weights.bin"), ("offset", i * LAYER), ("length", LAYER)):
                weight.external_data.add(key=key, value=str(value))
            graph.initializer.append(weight)
            graph.node.append(helper.make_node("MatMul", [f"v{i}" if i else "x", f"w{i}"], [f"v{i + 1}"], name=f"layer{i}"))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    (folder / "large.onnx").write_bytes(model.SerializeToString())
    return folder / "large.onnx"


def measured(command):
    """Seconds, and the most memory of its own that the process had, in bytes: pages of the model's file, which is mapped, are the system's."""
    started, most = time.monotonic(), 0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    status = pathlib.Path(f"/proc/{process.pid}/status")
    while process.poll() is None:
        try:
            most = max(most, *(int(line.split()[1]) * 1024 for line in status.read_text().splitlines() if line.startswith("RssAnon")), 0)
        except OSError:  # gone between both lines
            pass
        time.sleep(0.01)
    if process.returncode != 0:
        raise RuntimeError(process.stderr.read().strip()[-300:])
    return time.monotonic() - started, most


def total_size(path):
    return sum(each.stat().st_size for each in path.parent.iterdir() if each.name.startswith(path.name))


def output(path, values):
    return session(path).run(None, {"x": values})[0]


def main():
    if not os.environ.get("HALFTONE_LARGE"):
        print("large: left out (HALFTONE_LARGE=1 runs it)")
        return 0
    program = pathlib.Path(sys.argv[1]).resolve()
    layers = max(2, int(sys.argv[2]) * (1 << 20) // LAYER) if len(sys.argv) > 2 else 9
    check = Checks()
    cases = {"4 bits": ["--format", "weight-only", "--bits", "4"],
             "one layer in 8 bits": ["--format", "weight-only", "--bits", "8", "--include", "layer0"],
             "dynamic": ["--format", "dynamic"]}
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR", "/var/tmp")) as temporary:
        folder = pathlib.Path(temporary)
        model = make(folder, layers)
        values = np.random.default_rng(2).standard_normal((1, SIDE)).astype("f")
        floats = output(model, values)
        for name, options in cases.items():
            target = folder / "out" / "quantized.onnx"
            target.parent.mkdir(exist_ok=True)
            for old in target.parent.iterdir():
                old.unlink()
            try:
                seconds, memory = measured([program, "quantize", model, "-o", target, "--quiet", *options])
                size = total_size(target)
                check(memory < MOST_LAYERS * LAYER,
                      f"{name}: {layers * LAYER / 2**30:.2f} GiB → {size / 2**30:.2f} GiB in {seconds:.1f} s, {memory / 2**30:.2f} GiB of memory at most")
                check(size < LIMIT or target.stat().st_size < 1 << 20, f"{name}: {target.stat().st_size:,} bytes beside the weights")
                onnx.checker.check_model(str(target))
                quality = sqnr(output(target, values), floats)
                check(quality > (8 if "4" in name else 25), f"{name}: {quality:.1f} dB to float in ONNX Runtime")
            except Exception as error:
                check(False, f"{name}: {str(error)[:300]}")
    print(f"large: {check.passed} passed, {check.failed} failed")
    return 1 if check.failed else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Options in combinations that nobody thinks of, and models quantized in parts: unusual.py HALFTONE TEST_DATA

Each export passes the checker, loads in ONNX Runtime, gives there what it gives here, and stays near the float model."""
import pathlib
import sys
import tempfile

import numpy
import onnx
import onnxruntime

from interop import LEAST_DB, PREPROCESS, Checks, halftone, our_outputs, png_pixels, session

DATA = {"digits_resnet": "digits", "digits_mobilenet": "digits", "digits_crnn": "strings"}
#: options, and the dB that the outputs keep at least
COMBINATIONS = {
    "s8 activations, 7-bit weights": (["--activations", "s8", "--reduce-range"], 20),
    "s16 activations, u16 weights": (["--profile", "plain", "--activations", "s16", "--weights", "u16"], 40),
    "u16 activations per tensor, symmetric, opset 21": (["--activations", "u16", "--per-tensor", "--symmetric-activations", "--opset", "21"], 20),
    "u8 weights per channel, 7 bits, opset 21": (["--weights", "u8", "--reduce-range", "--opset", "21"], 18),
    "QOperator, s8, 7 bits, biases corrected": (["--format", "qoperator", "--activations", "s8", "--reduce-range", "--bias-correction"], 20),
    "QOperator, only convolutions": (["--format", "qoperator", "--include-op", "Conv"], 20),
    "QOperator, dynamic inputs, every other node float": (["--format", "qoperator", "--dynamic-inputs", "--exclude", "re:.*[13579]$"], 20),
    "pairs for all, dedicated, contrib": (["--weight-pairs", "--dedicated-pairs", "--contrib-ops", "--keep-activations"], 20),
    "float biases, forced moves": (["--float-bias", "--quantize-moves"], 20),
    "excluded nodes read rounded values": (["--exclude", "re:.*Relu.*", "--excluded-read-rounded"], 18),
    "TensorRT, float outputs": (["--profile", "tensorrt", "--float-output", "Conv"], 20),
    "every other node in float16": (["--mode", "re:.*[02468]$=float16"], 20),
    "every other node in 16 bits, the rest dynamic": (["--format", "dynamic", "--mode", "re:.*[02468]$=int16"], 18),
    "blocked weights, the rest float16": (["--format", "float16", "--mode", "re:.*(fc|dense|Gemm|MatMul).*=weight-only"], 20),
    "percentile, unmixed with preprocessing": (["--method", "percentile", "--preprocess-model", "off"], 15),
}
PARTS = {"QDQ": [], "QOperator": ["--format", "qoperator"], "dynamic": ["--format", "dynamic"]}


def sample(data, model):
    file = sorted((data / DATA[model] / "test").glob("**/*.png"))[0]
    return {onnx.load(data / "models" / f"{model}.onnx").graph.input[0].name: (png_pixels(file).astype("f")[None, None] / 255 - 0.5) / 0.5}


def decibels(wanted, found):
    noise = float(((wanted - found) ** 2).sum())
    return 10 * numpy.log10(float((wanted**2).sum()) / noise) if noise else float("inf")


class Bench:
    def __init__(self, program, data, folder):
        self.program, self.data, self.folder, self.checks = program, data, folder, Checks()

    def quantize(self, model, source, target, options):
        return halftone(self.program, "quantize", source, "-o", target, "--overwrite", "--accept", "broken", "--data", self.data / DATA[model] / "calibration",
                        "--samples", 24, "--preprocess", PREPROCESS, *options)

    def outputs(self, path, feeds):
        """There and here."""
        onnx.checker.check_model(path)
        there = session(path).run(None, feeds)[0]
        here = next(iter(our_outputs(self.program, path, feeds, self.folder).values()))
        return there, here

    def compare(self, model, path, least, text):
        feeds = sample(self.data, model)
        wanted = session(self.data / "models" / f"{model}.onnx").run(None, feeds)[0]
        there, here = self.outputs(path, feeds)
        alike, kept = decibels(there, here), decibels(wanted, there)
        self.checks(alike >= LEAST_DB and kept >= least, f"{model}: {text}: {kept:.1f} dB, here as there {alike:.1f} dB")

    def combination(self, model, text, options, least):
        path = self.folder / "unusual.onnx"
        self.quantize(model, self.data / "models" / f"{model}.onnx", path, options)
        self.compare(model, path, least, text)

    def in_parts(self, model, text, options):
        """What the first run made stays, bit for bit; the second quantizes the rest."""
        first, second = self.folder / "first.onnx", self.folder / "second.onnx"
        self.quantize(model, self.data / "models" / f"{model}.onnx", first, [*options, "--include", "re:.*(/b1/|onnx::Conv_8|block1|/layers/0).*"])
        rest = self.quantize(model, first, second, ["--profile", "plain"])
        before, after = ({t.name: onnx.numpy_helper.to_array(t) for t in onnx.load(path).graph.initializer} for path in (first, second))
        integers = {name for name, array in before.items() if array.dtype in (numpy.int8, numpy.uint8) and array.size > 1}
        same = all(name in after and numpy.array_equal(after[name], before[name]) for name in integers)
        self.checks(integers and same and rest["quantized_nodes"] > 0, f"{model}: {text} in parts: {len(integers)} weights stay")
        self.compare(model, second, 15, f"{text} in parts")


def main(program, data):
    onnxruntime.set_default_logger_severity(4)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(program, data, pathlib.Path(folder))
        for model in DATA:
            for text, (options, least) in COMBINATIONS.items():
                try:
                    bench.combination(model, text, options, least)
                except Exception as error:  # Also what does not load is a finding.
                    bench.checks(False, f"{model}: {text}: {error}")
        for text, options in PARTS.items():
            try:
                bench.in_parts("digits_resnet", text, options)
            except Exception as error:
                bench.checks(False, f"{text} in parts: {error}")
    print(f"{bench.checks.passed} passed, {bench.checks.failed} failed")
    return bench.checks.failed


if __name__ == "__main__":
    sys.exit(1 if main(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()) else 0)

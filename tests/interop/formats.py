#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every format on the digits models, in ONNX Runtime and here: formats.py HALFTONE TEST_DATA [TABLE.md]

Each model is exported in each format, passes the checker, loads in ONNX Runtime, and is as accurate there as here. Prints (and writes) a
Markdown table. Fails where a model does not load, both sides differ, or accuracy is lost beyond what the format is known to cost."""
import json
import pathlib
import sys
import tempfile

import numpy
import onnx

from interop import PREPROCESS, Checks, digits, halftone, png_pixels, session

MOST_APART = 0.015  # accuracy in ONNX Runtime against here
MOST_LOSS = 0.025  # against the float model

FORMATS = {
    "float": None,
    "QDQ u8s8": ["--format", "qdq"],
    "QDQ s8s8 per tensor": ["--format", "qdq", "--profile", "plain", "--activations", "s8", "--per-tensor"],
    "QDQ u16s8": ["--format", "qdq", "--activations", "u16"],
    "QDQ s16s16": ["--format", "qdq", "--activations", "s16", "--weights", "s16", "--opset", "21"],
    "QDQ u8s4": ["--format", "qdq", "--weights", "s4"],
    "QDQ, Conv_1* int16, Gemm int4": ["--format", "qdq", "--mode", "re:.*Conv_1.*=int16", "--mode", "re:.*Gemm.*=int4"],
    "QDQ TensorRT": ["--format", "qdq", "--profile", "tensorrt"],
    "QOperator u8s8": ["--format", "qoperator"],
    "dynamic": ["--format", "dynamic"],
    "integer": ["--format", "integer"],
    "weight-only 8": ["--format", "weight-only", "--bits", "8"],
    "weight-only 4 HQQ": ["--format", "weight-only", "--bits", "4", "--algorithm", "hqq"],
    "float16": ["--format", "float16"],
    "bfloat16": ["--format", "bfloat16"],
}
CRNN = {
    "QDQ, LSTM dynamic": ["--format", "qdq", "--mode", "re:/rnn.*=dynamic"],
    "QDQ, LSTM weights": ["--format", "qdq", "--mode", "re:/rnn.*=weight-only"],
}


class Classify:
    task, folder = "classify", "digits"

    def __init__(self, data):
        self.images, self.labels = digits(data)

    def score(self, run):
        return float((run(self.images).argmax(1) == self.labels).mean())


class Read:
    task, folder = "ctc", "strings"

    def __init__(self, data):
        lines = [line.split() for line in (data / "strings/test/labels.txt").read_text().splitlines() if line.strip()]
        images = numpy.stack([png_pixels(data / "strings/test" / name) for name, _ in lines])[:, None].astype("f")
        self.images, self.texts = (images / 255 - 0.5) / 0.5, [text for _, text in lines]

    def score(self, run):
        right = 0
        # One by one: what is measured as the model runs depends on the batch.
        for image, text in zip(self.images, self.texts):
            best = run(image[None]).argmax(-1)[:, 0]
            right += text == "".join(str(b - 1) for b, before in zip(best, [0, *best]) if b and b != before)
        return right / len(self.texts)


class Detect:
    task, folder = "detect", "scenes"

    def __init__(self, data):
        named = json.loads((data / "scenes/test/boxes.json").read_text())
        images = numpy.stack([png_pixels(data / "scenes/test" / name) for name in named])[:, None].astype("f")
        self.images, self.boxes = (images / 255 - 0.5) / 0.5, list(named.values())

    @staticmethod
    def overlap(a, b):
        width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
        if width <= 0 or height <= 0:
            return 0
        shared = width * height
        return shared / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared)

    def score(self, run):
        true, false, missed = 0, 0, 0
        for image, wanted in zip(self.images, self.boxes):
            output = run(image[None])[0]
            scores, labels = output[4:].max(0), output[4:].argmax(0)
            kept = []
            for cell in numpy.argsort(-scores, kind="stable"):
                if scores[cell] <= 0.3:
                    break
                box = output[:4, cell]
                if all(self.overlap(box, other) <= 0.5 for other, _ in kept):
                    kept.append((box, labels[cell]))
            left = list(wanted)
            for box, label in kept:
                fits = [(self.overlap(box, other), other) for other in left if other[4] == label]
                best = max(fits, key=lambda each: each[0], default=(0, None))
                if best[0] >= 0.5:
                    left.remove(best[1])
                    true += 1
                else:
                    false += 1
            missed += len(left)
        return 2 * true / max(1, 2 * true + false + missed)


MODELS = {"digits_resnet": Classify, "digits_mobilenet": Classify, "digits_crnn": Read, "digits_yolov8": Detect}


def main():
    program, data = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    check = Checks()
    rows = ["| model | format | bytes | in ONNX Runtime | here |", "|---|---|---|---|---|"]
    tasks = {kind: kind(data) for kind in set(MODELS.values())}
    with tempfile.TemporaryDirectory() as temporary:
        for name, kind in MODELS.items():
            source, task, floating = data / f"models/{name}.onnx", tasks[kind], None
            for title, options in {**FORMATS, **(CRNN if kind is Read else {})}.items():
                path, label = pathlib.Path(temporary) / "model.onnx", f"{name}, {title}"
                try:
                    if options is None:
                        path = source
                    else:
                        halftone(program, "quantize", source, "-o", path, "--overwrite", *options, "--data", data / kind.folder / "calibration",
                                 "--preprocess", PREPROCESS, "--samples", 60)
                        onnx.checker.check_model(str(path), full_check=True)
                    runtime = session(path)
                    entry = runtime.get_inputs()[0].name
                    theirs = task.score(lambda images: runtime.run(None, {entry: images})[0])
                    ours = halftone(program, "evaluate", path, "--data", data / kind.folder / "test", "--task", kind.task, "--preprocess", PREPROCESS)["value"]
                except Exception as error:
                    check(False, f"{label}: {str(error)[:300]}")
                    continue
                floating = theirs if floating is None else floating
                rows.append(f"| {name} | {title} | {path.stat().st_size:,} | {theirs:.3f} | {ours:.3f} |")
                check(abs(theirs - ours) <= MOST_APART and theirs >= floating - MOST_LOSS, f"{label}: {theirs:.3f} in ONNX Runtime, {ours:.3f} here")
    table = "\n".join(rows)
    print(table)
    if len(sys.argv) > 3:
        pathlib.Path(sys.argv[3]).write_text(table + "\n")
    print(f"formats: {check.passed} passed, {check.failed} failed")
    return 1 if check.failed else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every format on the digits models, in ONNX Runtime and here: formats.py HALFTONE TEST_DATA [TABLE.md]

Each model is exported in each format, passes the checker, loads in ONNX Runtime, and is as accurate there as here. Prints (and writes) a
Markdown table. Fails where a model does not load, both sides differ, or accuracy is lost beyond what the format is known to cost. mnist and
ultraface, which others made, run in the formats of their kind; of super_resolution, whose operators for pictures ONNX Runtime lacks, the rest."""
import json
import pathlib
import sys
import tempfile

import numpy
import onnx
from PIL import Image

from interop import PREPROCESS, Checks, digits, halftone, our_outputs, png_pixels, session

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
    "QOperator, dynamic inputs": ["--format", "qoperator", "--dynamic-inputs"],
    "dynamic": ["--format", "dynamic"],
    "integer": ["--format", "integer"],
    "weight-only 8": ["--format", "weight-only", "--bits", "8"],
    "weight-only 4 HQQ": ["--format", "weight-only", "--bits", "4", "--algorithm", "hqq"],
    "float16": ["--format", "float16"],
    "bfloat16": ["--format", "bfloat16"],
}
YOLO = {"QDQ, joins in channels": ["--format", "qdq", "--join-form", "channels"]}
CRNN = {
    "QDQ, LSTM dynamic": ["--format", "qdq", "--mode", "re:/rnn.*=dynamic"],
    "QDQ, LSTM weights": ["--format", "qdq", "--mode", "re:/rnn.*=weight-only"],
}


#: Of operators and types of weights; the rest is about layers that these models do not have.
SMALL = ["float", "QDQ u8s8", "QDQ s8s8 per tensor", "QDQ u16s8", "QDQ TensorRT", "QOperator u8s8", "QOperator, dynamic inputs", "dynamic", "integer",
         "weight-only 8", "float16", "bfloat16"]


class Classify:
    task, folder, most_loss, most_apart = "classify", "digits", MOST_LOSS, MOST_APART

    def __init__(self, data):
        self.images, self.labels = digits(data)

    def samples(self, data, folder):
        """Calibration data, and how they become what the model reads."""
        return [data / self.folder / "calibration", "--preprocess", PREPROCESS, "--samples", 60]

    def score(self, run):
        return float((run(self.images).argmax(1) == self.labels).mean())

    def here(self, program, path, data, folder):
        return halftone(program, "evaluate", path, "--data", data / self.folder / "test", "--task", self.task, "--preprocess", PREPROCESS)["value"]


def shrunk(images, size):
    """Images as size × size, linear between the centres of pixels."""
    count = images.shape[-1]
    at = (numpy.arange(size) + 0.5) * count / size - 0.5
    weights = numpy.maximum(0, 1 - numpy.abs(at[:, None] - numpy.arange(count)))
    return weights @ images @ weights.T


class Mnist(Classify):
    """The digits in the middle 20 × 20 of 28 × 28 pixels of 0 … 255, as that data set has them."""
    AS_THEY_ARE = ("--preprocess", "scale=1,mean=0,std=1")

    def __init__(self, data):
        super().__init__(data)
        self.images = self.framed(self.images)

    @staticmethod
    def framed(images):
        frame = numpy.zeros((len(images), 1, 28, 28), "f")
        frame[:, :, 4:24, 4:24] = shrunk((images * 0.5 + 0.5) * 255, 20)
        return numpy.floor(frame)

    def pictures(self, images, labels, folder):
        for i, (image, label) in enumerate(zip(images, labels)) if not folder.exists() else ():
            (folder / str(label)).mkdir(parents=True, exist_ok=True)
            Image.fromarray(image[0].astype("u1")).save(folder / str(label) / f"{i}.png")
        return folder

    def samples(self, data, folder):
        files = sorted((data / "digits/calibration").glob("*/*.png"))[::5]
        images = numpy.stack([png_pixels(each) for each in files])[:, None].astype("f")
        return [self.pictures(self.framed((images / 255 - 0.5) / 0.5), [each.parent.name for each in files], folder / "mnist"), *self.AS_THEY_ARE]

    def score(self, run):
        return float(numpy.mean([run(image[None])[0].argmax() == label for image, label in zip(self.images, self.labels)]))

    def here(self, program, path, data, folder):
        pictures = self.pictures(self.images, self.labels, folder / "mnist-test")
        return halftone(program, "evaluate", path, "--data", pictures, "--task", "classify", *self.AS_THEY_ARE)["value"]


class Faces:
    """Photos through a face detector. There are no labels: 1 − |error| / |spread| against the float model, the mean of all outputs.
    The scores of what is no face are small, and so are coarse."""
    task, most_loss, most_apart = "outputs", 0.35, 0.05

    def __init__(self, data):
        self.program = None
        self.photos = [self.pixels(Image.open(each)) for each in sorted((data / "photos").iterdir())]
        self.floats = session(data / "models/ultraface.onnx")
        self.expected = [self.floats.run(None, {"input": each[None]}) for each in self.photos]

    @staticmethod
    def pixels(image):
        return (numpy.asarray(image.convert("RGB").resize((320, 240))).astype("f").transpose(2, 0, 1) - 127) / 128

    def samples(self, data, folder):
        target = folder / "faces"
        target.mkdir(exist_ok=True)
        for i, photo in enumerate(self.photos):
            # Not what is measured: mirrored, and cut in halves that are scaled up.
            for k, seen in enumerate((photo[:, :, ::-1], photo[:, ::2].repeat(2, 1), photo[:, :, ::2].repeat(2, 2))):
                numpy.save(target / f"{i}_{k}.npy", numpy.ascontiguousarray(seen))
        return [target]

    def agreement(self, outputs):
        return float(numpy.mean([1 - numpy.linalg.norm(a - b) / numpy.linalg.norm(b - b.mean((0, 1)))
                                 for found, wanted in zip(outputs, self.expected) for a, b in zip(found, wanted)]))

    def score(self, _, runtime):
        return self.agreement([runtime.run(None, {"input": each[None]}) for each in self.photos])

    def here(self, program, path, data, folder):
        names = [each.name for each in self.floats.get_outputs()]
        found = [our_outputs(program, path, {"input": each[None]}, folder) for each in self.photos]
        return self.agreement([[each[name] for name in names] for each in found])


class Read(Classify):
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


class Detect(Classify):
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


MODELS = {"digits_resnet": Classify, "digits_mobilenet": Classify, "digits_crnn": Read, "digits_yolov8": Detect, "mnist": Mnist, "ultraface": Faces}


def formats_of(kind):
    if kind in (Mnist, Faces):
        return {name: FORMATS[name] for name in SMALL}
    return {**FORMATS, **(CRNN if kind is Read else YOLO if kind is Detect else {})}


def others_kept(program, data, folder, check):
    """What is quantized of a model leaves operators alone that nobody here knows."""
    source, path = data / "models/super_resolution.onnx", folder / "kept.onnx"
    own = lambda model: [(n.op_type, list(n.input), sorted(a.SerializeToString() for a in n.attribute))
                         for n in onnx.load(model).graph.node if n.domain == "com.microsoft.extensions"]
    halftone(program, "quantize", source, "-o", path, "--accept", "broken", "--format", "weight-only", "--bits", "8")
    check(own(path) and own(path) == own(source), f"super_resolution, weight-only 8: {len(own(path))} operators of another runtime are as they were")
    return f"| super_resolution | weight-only 8 | {path.stat().st_size:,} | – | – |"


def main():
    program, data = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    check = Checks()
    rows = ["| model | format | bytes | in ONNX Runtime | here |", "|---|---|---|---|---|"]
    tasks = {kind: kind(data) for kind in set(MODELS.values())}
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        for name, kind in MODELS.items():
            source, task, floating = data / f"models/{name}.onnx", tasks[kind], None
            for title, options in formats_of(kind).items():
                path, label = folder / "model.onnx", f"{name}, {title}"
                try:
                    if options is None:
                        path = source
                    else:
                        halftone(program, "quantize", source, "-o", path, "--overwrite", "--accept", "broken", *options, "--data", *task.samples(data, folder))
                        onnx.checker.check_model(str(path), full_check=True)
                    runtime = session(path)
                    entry = runtime.get_inputs()[0].name
                    theirs = task.score(*((None, runtime) if kind is Faces else (lambda images: runtime.run(None, {entry: images})[0],)))
                    ours = task.here(program, path, data, folder)
                except Exception as error:
                    check(False, f"{label}: {str(error)[:300]}")
                    continue
                floating = theirs if floating is None else floating
                rows.append(f"| {name} | {title} | {path.stat().st_size:,} | {theirs:.3f} | {ours:.3f} |")
                check(abs(theirs - ours) <= kind.most_apart and theirs >= floating - kind.most_loss, f"{label}: {theirs:.3f} in ONNX Runtime, {ours:.3f} here")
        rows.append(others_kept(program, data, folder, check))
    table = "\n".join(rows)
    print(table)
    if len(sys.argv) > 3:
        pathlib.Path(sys.argv[3]).write_text(table + "\n")
    print(f"formats: {check.passed} passed, {check.failed} failed")
    return 1 if check.failed else 0


if __name__ == "__main__":
    sys.exit(main())

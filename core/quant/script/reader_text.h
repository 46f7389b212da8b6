// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace halftone {

/// The part of an ONNX Runtime script that reads samples as Halftone reads them. Expects DATA, SAMPLES, PREPROCESS and DIMS above it.
inline constexpr std::string_view kReaderText = R"python(
PICTURES = (".png", ".jpg", ".jpeg", ".bmp", ".webp", ".gif", ".tif", ".tiff")
TENSORS = (".npy", ".npz", ".pb")


def files(folder, kinds):
    """Files beside each other, else those of the folders below; by name."""
    def of(where):
        return [p for p in sorted(where.iterdir()) if p.is_file() and p.suffix.lower() in kinds]
    return of(folder) or [p for below in sorted(d for d in folder.iterdir() if d.is_dir()) for p in of(below)]


def size(text):
    width, _, height = text.partition("x")
    return int(width), int(height or width)


def numbers(text):
    """One number or one a channel; fractions as they were written."""
    def one(part):
        over, _, under = part.partition("/")
        return float(over) / float(under or 1)
    return numpy.array([one(part) for part in text.split(":")], numpy.float32)


def picture(path):
    from PIL import Image
    steps = dict(step.split("=", 1) for step in PREPROCESS.split(",") if step)
    channels = steps.get("channels", "rgb")
    image = Image.open(path).convert("L" if channels == "gray" else "RGB")
    if "resize" in steps:
        target = size(steps["resize"])
        if "x" not in steps["resize"]:
            scale = target[0] / min(image.size)
            target = tuple(max(1, round(side * scale)) for side in image.size)
        if target != image.size:
            image = image.resize(target, Image.BILINEAR)
    if "crop" in steps:
        width, height = size(steps["crop"])
        left, top = (image.width - width) // 2, (image.height - height) // 2
        image = image.crop((left, top, left + width, top + height))
    values = numpy.asarray(image, numpy.float32)
    values = values[:, :, None] if values.ndim == 2 else values[:, :, ::-1] if channels == "bgr" else values
    values = (values * numbers(steps.get("scale", "1")) - numbers(steps.get("mean", "0"))) / numbers(steps.get("std", "1"))
    if steps.get("layout", "nchw") == "nchw":
        values = values.transpose(2, 0, 1)
    return numpy.ascontiguousarray(values[None], dtype=numpy.float32)


def tensor(path):
    if path.suffix == ".npy":
        return numpy.load(path)
    return onnx.numpy_helper.to_array(onnx.TensorProto.FromString(path.read_bytes()))


def tensor_samples(path, inputs):
    """A .npz a sample, a folder of input_0.pb or NAME.npy a sample, or a file a sample of the only input."""
    listed = [path] if path.is_file() else files(path, TENSORS)
    folders = [] if path.is_file() else [d for d in sorted(path.iterdir()) if d.is_dir() and len(files(d, TENSORS)) > 1]
    for folder in folders:
        yield {next((n for n in inputs if p.stem == n), inputs[min(i, len(inputs) - 1)]): tensor(p)
               for i, p in enumerate(files(folder, TENSORS)) if not p.stem.startswith("output")}
    for file in [] if folders else listed:
        if file.suffix == ".npz":
            yield dict(numpy.load(file))
        else:
            yield {inputs[0]: tensor(file)}


def synthetic(count, seed, model, inputs):
    """Normal noise: not the same numbers as Halftone's."""
    random = numpy.random.default_rng(seed)
    for _ in range(count):
        yield {i.name: random.standard_normal([d.dim_value or DIMS.get(d.dim_param, 1) for d in i.type.tensor_type.shape.dim])
               .astype(onnx.helper.tensor_dtype_to_np_dtype(i.type.tensor_type.elem_type)) for i in model.graph.input if i.name in inputs}


def data_set(path, inputs, model):
    """Samples of some inputs."""
    if path.startswith("synthetic:"):
        count, _, seed = path.removeprefix("synthetic:").partition(":")
        return synthetic(int(count), int(seed or 0), model, inputs)
    where = pathlib.Path(path)
    pictures = [where] if where.suffix.lower() in PICTURES else files(where, PICTURES) if where.is_dir() else []
    return ({inputs[0]: picture(p)} for p in pictures) if pictures else tensor_samples(where, inputs)


class Reader(CalibrationDataReader):
    """What Halftone was calibrated on: data sets of INPUT=PATH side by side, and one of the other inputs."""

    def __init__(self, data, model):
        constants = {t.name for t in model.graph.initializer}
        inputs = [i.name for i in model.graph.input if i.name not in constants]
        parts = [(text, text.partition("=")) for text in data]
        named = [(path, [name]) if name in inputs and sep and not pathlib.Path(text).exists() else (text, None)
                 for text, (name, sep, path) in parts]
        rest = [name for name in inputs if [name] not in [of for _, of in named]]
        sets = zip(*(data_set(path, of or rest, model) for path, of in named))
        samples = ({name: value for part in parts for name, value in part.items()} for parts in sets)
        self.samples = itertools.islice(samples, SAMPLES or None)

    def get_next(self):
        return next(self.samples, None)

)python";

} // namespace halftone

# SPDX-License-Identifier: GPL-3.0-or-later
"""What parity.py asks of both tools: options of quantize_static or quantize_dynamic and the same as arguments of `halftone quantize`."""
import dataclasses
import json
from typing import Callable

import numpy as np
from onnxruntime.quantization import QuantType

TYPES = {"u8": QuantType.QUInt8, "s8": QuantType.QInt8, "u16": QuantType.QUInt16, "s16": QuantType.QInt16, "u4": QuantType.QUInt4, "s4": QuantType.QInt4}


@dataclasses.dataclass
class Configuration:
    name: str
    #: (graph, folder) → options of their function, arguments of halftone
    make: Callable
    #: qdq or qoperator (quantize_static), dynamic (quantize_dynamic)
    form: str = "qdq"


def plain(name, arguments=(), extra=None, **options):
    return Configuration(name, lambda graph, folder: (options | {"extra_options": dict(extra or {})}, list(arguments)))


def types(activations, weights, *arguments, extra=None, **options):
    return plain(f"{activations}{weights}{''.join(arguments)}", ["--activations", activations, "--weights", weights, *arguments], extra,
                 activation_type=TYPES[activations], weight_type=TYPES[weights], **options)


def excluded_nodes(graph, folder):
    # Every third node that their tool would take.
    names = [n.name for n in graph.node][1::3]
    return {"nodes_to_exclude": names}, [a for n in names for a in ("--exclude", n)]


def overrides(graph, folder):
    # A range by hand, and 16 bits, for what the first nodes make; their tool wants graph outputs left alone.
    outputs = {o.name for o in graph.output}
    names = [n.output[0] for n in graph.node if n.op_type in ("Conv", "MatMul", "Gemm") and n.output[0] not in outputs][:2]
    found = {}
    if names:
        found[names[0]] = [{"rmin": -3.0, "rmax": 5.0}]
    if len(names) > 1:
        found[names[1]] = [{"quant_type": "QUInt8", "symmetric": True}]
    path = folder / "overrides.json"
    path.write_text(json.dumps(found))
    python = lambda key, value: QuantType[value] if key == "quant_type" else np.float32(value) if key in ("rmin", "rmax") else value
    theirs = {k: [{a: python(a, b) for a, b in e.items()} for e in v] for k, v in found.items()}
    return {"extra_options": {"TensorQuantOverrides": theirs}}, ["--override", str(path)]


def ranges(graph, folder):
    # Their tool has one 8-bit type in this form, and drops a Relu whatever range its input is given.
    clipped = {n.input[0] for n in graph.node if n.op_type in ("Relu", "Clip")} | {o.name for o in graph.output}
    names = [n.output[0] for n in graph.node if n.op_type in ("Conv", "MatMul", "Gemm", "Add", "Mul") and n.output[0] not in clipped][:3]
    path = folder / "overrides.json"
    path.write_text(json.dumps({n: [{"rmin": -3.0, "rmax": 5.0}] for n in names}))
    theirs = {n: [{"rmin": np.float32(-3), "rmax": np.float32(5)}] for n in names}
    return {"extra_options": {"TensorQuantOverrides": theirs}}, ["--override", str(path)]


def dynamic_excluded(graph, folder):
    # A Gemm that is excluded by name is none: their tool makes a MatMul of another name of it first.
    names = [n.name for n in graph.node if n.op_type in ("Conv", "MatMul", "LSTM")][1::2]
    return {"nodes_to_exclude": names}, [a for n in names for a in ("--exclude", n)]


def of(form, *configurations):
    return [dataclasses.replace(c, form=form) for c in configurations]


QDQ = [
    plain("defaults"),
    types("u8", "u8"),
    types("u8", "s8"),
    types("u8", "s8", "--per-channel", per_channel=True),
    plain("symmetric", ["--symmetric-activations"], {"ActivationSymmetric": True}),
    types("u8", "u8", "--reduce-range", reduce_range=True),
    types("s8", "s8", "--per-channel", "--reduce-range", per_channel=True, reduce_range=True),
    types("u16", "s8"),
    types("s16", "s8", "--per-channel", per_channel=True),
    types("u16", "s16", "--symmetric-activations", extra={"ActivationSymmetric": True}),
    types("u8", "u16"),
    types("u8", "s4"),
    types("u8", "s4", "--reduce-range", reduce_range=True),
    types("u8", "u4", "--per-channel", per_channel=True),
    plain("weight-pairs", ["--weight-pairs"], {"AddQDQPairToWeight": True}),
    plain("dedicated-pairs", ["--dedicated-pairs"], {"DedicatedQDQPair": True}),
    plain("float-outputs", ["--float-output", "Conv", "MatMul", "Gemm"], {"OpTypesToExcludeOutputQuantization": ["Conv", "MatMul", "Gemm"]}),
    plain("float-bias", ["--float-bias"], {"QuantizeBias": False}),
    types("u8", "s8", "--keep-activations", extra={"QDQKeepRemovableActivations": True}),
    plain("contrib-ops", ["--contrib-ops"], {"UseQDQContribOps": True}),
    plain("minimum-range", ["--minimum-range", "3.5"], {"MinimumRealRange": 3.5}),
    plain("quantize-moves", ["--quantize-moves"], {"ForceQuantizeNoInputCheck": True}),
    Configuration("overrides", overrides),
    plain("op-types", ["--include-op", "Conv", "MatMul", "Gemm", "Relu"], op_types_to_quantize=["Conv", "MatMul", "Gemm", "Relu"]),
    Configuration("nodes-to-exclude", excluded_nodes),
]

QOPERATOR = of(
    "qoperator",
    types("u8", "u8"),
    types("u8", "s8"),
    types("s8", "s8"),
    types("u8", "s8", "--per-channel", per_channel=True),
    types("u8", "u8", "--reduce-range", reduce_range=True),
    types("s8", "s8", "--symmetric-activations", extra={"ActivationSymmetric": True}),
    types("u8", "s8", "--minimum-range", "3.5", extra={"MinimumRealRange": 3.5}),
    types("u8", "s8", "--include-op", "Conv", "MatMul", "Gemm", "Relu", op_types_to_quantize=["Conv", "MatMul", "Gemm", "Relu"]),
    Configuration("ranges", ranges),
    Configuration("nodes-to-exclude", excluded_nodes))

DYNAMIC = of(
    "dynamic",
    plain("defaults"),
    plain("u8", ["--weights", "u8"], weight_type=QuantType.QUInt8),
    plain("per-channel", ["--per-channel"], per_channel=True),
    plain("reduce-range", ["--reduce-range"], reduce_range=True),
    plain("u8-reduce-range", ["--weights", "u8", "--reduce-range"], weight_type=QuantType.QUInt8, reduce_range=True),
    plain("per-channel-reduce-range", ["--per-channel", "--reduce-range"], per_channel=True, reduce_range=True),
    plain("op-types", ["--include-op", "MatMul", "Gemm", "LSTM"], op_types_to_quantize=["MatMul", "LSTM"]),
    Configuration("nodes-to-exclude", dynamic_excluded))

CONFIGURATIONS = QDQ + QOPERATOR + DYNAMIC

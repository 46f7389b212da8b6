# SPDX-License-Identifier: GPL-3.0-or-later
"""What parity.py asks of both tools: options of quantize_static and the same as arguments of `halftone quantize`."""
import dataclasses
from typing import Callable

from onnxruntime.quantization import QuantType

TYPES = {"u8": QuantType.QUInt8, "s8": QuantType.QInt8, "u16": QuantType.QUInt16, "s16": QuantType.QInt16}


@dataclasses.dataclass
class Configuration:
    name: str
    #: (graph, folder) → options of quantize_static, arguments of halftone
    make: Callable


def plain(name, arguments=(), extra=None, **options):
    return Configuration(name, lambda graph, folder: (options | {"extra_options": dict(extra or {})}, list(arguments)))


def types(activations, weights, *arguments, **options):
    return plain(f"{activations}{weights}{''.join(arguments)}", ["--activations", activations, "--weights", weights, *arguments],
                 activation_type=TYPES[activations], weight_type=TYPES[weights], **options)


def excluded_nodes(graph, folder):
    # Every third node that their tool would take.
    names = [n.name for n in graph.node][1::3]
    return {"nodes_to_exclude": names}, [a for n in names for a in ("--exclude", n)]


CONFIGURATIONS = [
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
    plain("op-types", ["--include-op", "Conv", "MatMul", "Gemm", "Relu"], op_types_to_quantize=["Conv", "MatMul", "Gemm", "Relu"]),
    Configuration("nodes-to-exclude", excluded_nodes),
]

# SPDX-License-Identifier: GPL-3.0-or-later
"""Two quantized models node for node, for parity.py: what may differ is in docs/ort-profile.md."""
import collections

import numpy as np
import onnx
from onnx import numpy_helper

SCALE_TOLERANCE = 1e-4
QUANT = {"QuantizeLinear", "DequantizeLinear"}
#: What an attribute's absence means: ONNX's and ONNX Runtime's definitions of the operators.
DEFAULTS = {"QuantizeLinear": {"axis": 1}, "DequantizeLinear": {"axis": 1}, "QLinearSoftmax": {"axis": -1}, "QLinearAveragePool": {"channels_last": 0}}


def attributes(node):
    defaults = DEFAULTS.get(node.op_type, {})
    found = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
    return tuple(sorted((k, repr(v)) for k, v in found.items() if k not in defaults or v != defaults[k]))


def signature(node, nameless):
    # Of nodes that their tool leaves without a name, the outputs tell them apart.
    name = "" if node.output and node.output[0] in nameless else node.name
    return (node.op_type, node.domain.replace("ai.onnx", ""), name, tuple(node.input), tuple(node.output), attributes(node))


def describe(entry):
    return f"{entry[1]}:{entry[0]} '{entry[2]}' {list(entry[3])} → {list(entry[4])} {dict(entry[5])}"


def compare_constants(theirs, ours):
    found = []
    mine = {t.name: t for t in ours.initializer}
    other = {t.name: t for t in theirs.initializer}
    read = {i for n in theirs.node for i in n.input}
    biases = {n for n in read & other.keys() if other[n].data_type == onnx.TensorProto.INT32}
    scales = {n.input[1] for n in theirs.node if n.op_type in QUANT}
    # Products of integers with fixed scales; dynamic ones multiply by those of the weights, which are equal bit for bit.
    scales |= {i for n in theirs.node if n.op_type.startswith(("QLinear", "QGemm")) for i in n.input if i.endswith("_scale")}
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
    nameless = {n.output[0] for n in theirs.graph.node if not n.name}
    a = collections.Counter(signature(n, nameless) for n in ours.graph.node)
    b = collections.Counter(signature(n, nameless) for n in theirs.graph.node)
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

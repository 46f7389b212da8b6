# SPDX-License-Identifier: GPL-3.0-or-later
"""Small models for parity.py: what the models of tests/data lack."""
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

F = TensorProto.FLOAT


def build(nodes, inputs, outputs, constants, opset=21):
    graph = helper.make_graph(
        nodes, "g",
        [helper.make_tensor_value_info(n, F, s) for n, s in inputs],
        [helper.make_tensor_value_info(n, F, None) for n in outputs],
        [numpy_helper.from_array(v, k) for k, v in constants.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)])
    model.ir_version = 10
    model = onnx.shape_inference.infer_shapes(model, strict_mode=True)
    onnx.checker.check_model(model)
    return model


def node(op, inputs, outputs, **attributes):
    return helper.make_node(op, inputs, outputs, name="n_" + outputs[0], **attributes)


def layers(random):
    """Gemm with transB, a bias of two layers, MatMul with a constant, activations."""
    w = lambda *s: (random.standard_normal(s) * 0.3).astype(np.float32)
    nodes = [node("Gemm", ["x", "w1", "b1"], ["g1"], transB=1), node("Relu", ["g1"], ["r1"]),
             node("Gemm", ["r1", "w2", "b1"], ["g2"]), node("Sigmoid", ["g2"], ["s"]), node("LeakyRelu", ["s"], ["l"]),
             node("MatMul", ["l", "w3"], ["m"]), node("Add", ["m", "c"], ["a"]), node("Softmax", ["a"], ["y"])]
    constants = {"w1": w(12, 8), "b1": w(12), "w2": w(12, 12), "w3": w(12, 5), "c": w(5)}
    return build(nodes, [("x", [3, 8])], ["y"], constants), {"x": (3, 8)}


def products(random):
    """As layers(), each Gemm with a bias of its own; a MatMul of two activations; more than one reader of a value."""
    w = lambda *s: (random.standard_normal(s) * 0.3).astype(np.float32)
    nodes = [node("Gemm", ["x", "w1", "b1"], ["g1"], transB=1), node("Relu", ["g1"], ["r1"]), node("Gemm", ["r1", "w2", "b2"], ["g2"]),
             node("Sigmoid", ["g2"], ["s"]), node("MatMul", ["s", "w3"], ["m"]), node("Clip", ["m", "lo", "hi"], ["k"]),
             node("Transpose", ["k"], ["t"], perm=[1, 0]), node("MatMul", ["t", "m2"], ["q"]), node("Exp", ["q"], ["e"]),
             node("Concat", ["e", "q"], ["j"], axis=0), node("Reshape", ["s", "flat"], ["f"]), node("Softmax", ["f"], ["y"]),
             node("Sub", ["g2", "s"], ["m2"])]
    nodes.insert(4, nodes.pop())
    constants = {"w1": w(12, 8), "b1": w(12), "w2": w(12, 12), "b2": w(12), "w3": w(12, 5), "lo": np.float32(-0.1), "hi": np.float32(6),
                 "flat": np.array([-1], np.int64)}
    return build(nodes, [("x", [3, 8])], ["y", "j"], constants), {"x": (3, 8)}


def moves(random):
    """Operators that share their input's scale, between layers that compute."""
    w = lambda *s: (random.standard_normal(s) * 0.3).astype(np.float32)
    i = lambda *v: np.array(v, np.int64)
    nodes = [node("Conv", ["x", "w", "b"], ["c"], pads=[1, 1, 1, 1]), node("Clip", ["c", "lo", "hi"], ["k"]),
             node("MaxPool", ["k"], ["p"], kernel_shape=[2, 2], strides=[2, 2]), node("Transpose", ["p"], ["t"], perm=[0, 2, 3, 1]),
             node("Reshape", ["t", "shape"], ["h"]), node("Split", ["h"], ["s0", "s1"], axis=1, num_outputs=2),
             node("Concat", ["s1", "s0"], ["j"], axis=1), node("Unsqueeze", ["j", "ax"], ["u"]), node("Squeeze", ["u", "ax"], ["q"]),
             node("Slice", ["q", "st", "en"], ["sl"]), node("Mul", ["sl", "sl"], ["y"])]
    constants = {"w": w(4, 2, 3, 3), "b": w(4), "lo": np.float32(0), "hi": np.float32(6), "shape": i(1, -1, 4), "ax": i(0),
                 "st": i(0), "en": i(1)}
    return build(nodes, [("x", [1, 2, 8, 8])], ["y"], constants), {"x": (1, 2, 8, 8)}


def pictures(random):
    """ConvTranspose, pools, Pad and an intermediate value that is an output."""
    w = lambda *s: (random.standard_normal(s) * 0.3).astype(np.float32)
    nodes = [node("ConvTranspose", ["x", "w1", "b1"], ["c1"], strides=[2, 2]), node("Relu", ["c1"], ["r"]),
             node("Pad", ["r", "pads"], ["p"], mode="constant"), node("AveragePool", ["p"], ["a"], kernel_shape=[2, 2]),
             node("Conv", ["a", "w2"], ["c2"]), node("Add", ["c2", "c2"], ["d"]), node("GlobalAveragePool", ["d"], ["g"]),
             node("Flatten", ["g"], ["y"])]
    constants = {"w1": w(3, 4, 2, 2), "b1": w(4), "w2": w(5, 4, 1, 1), "pads": np.array([0, 0, 1, 1, 0, 0, 1, 1], np.int64)}
    return build(nodes, [("x", [1, 3, 6, 6])], ["y", "d"], constants), {"x": (1, 3, 6, 6)}


def tokens(random):
    """An encoder's pieces: MatMul of two activations, LayerNormalization, Where, Softmax."""
    w = lambda *s: (random.standard_normal(s) * 0.3).astype(np.float32)
    nodes = [node("LayerNormalization", ["x", "gain", "shift"], ["n"], axis=-1), node("MatMul", ["n", "wq"], ["q"]),
             node("MatMul", ["n", "wk"], ["k"]), node("Transpose", ["k"], ["kt"], perm=[0, 2, 1]), node("MatMul", ["q", "kt"], ["s"]),
             node("Where", ["keep", "s", "low"], ["m"]), node("Softmax", ["m"], ["p"], axis=-1), node("MatMul", ["p", "n"], ["o"]),
             node("Tanh", ["o"], ["y"])]
    constants = {"gain": 1 + w(8), "shift": w(8), "wq": w(8, 8), "wk": w(8, 8), "keep": np.tri(4, dtype=bool)[None], "low": w(1) - 5}
    return build(nodes, [("x", [1, 4, 8])], ["y"], constants), {"x": (1, 4, 8)}


MODELS = {"layers": layers, "products": products, "moves": moves, "pictures": pictures, "tokens": tokens}

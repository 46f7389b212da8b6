#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes conformance folders for the classical operators (ai.onnx.ml), with ONNX Runtime's outputs as the expected ones.

usage: ml_cases.py DIR        then: halftone conformance DIR
Trees with two classes and weights for both are left out: ONNX Runtime 1.31 labels them 0 and 1 whatever the labels are.
"""
import os
import sys

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper

RNG = np.random.default_rng(11)
CASES = []
TRANSFORMS = ("NONE", "LOGISTIC", "SOFTMAX", "SOFTMAX_ZERO")


def normal(*shape):
    return RNG.standard_normal(shape).astype(np.float32)


def floats(*shape):
    return normal(*shape).ravel().tolist()


def case(name, op, inputs, outputs=1, opset=3, **attributes):
    CASES.append((name, op, inputs, outputs, opset, attributes))


X = normal(7, 5)
TEXTS = np.array([["a", "q"], ["b", "a"]])
case("array_feature_extractor", "ArrayFeatureExtractor", [normal(3, 2, 6), np.array([5, 0, 3], np.int64)])
case("array_feature_extractor_vector", "ArrayFeatureExtractor", [np.arange(6), np.array([[5, 0]], np.int64)])
case("array_feature_extractor_text", "ArrayFeatureExtractor", [TEXTS, np.array([1], np.int64)])
case("binarizer", "Binarizer", [X], threshold=0.2)
case("category_mapper_text", "CategoryMapper", [TEXTS], cats_strings=["a", "b"], cats_int64s=[5, 6], default_int64=-7)
case("category_mapper_number", "CategoryMapper", [np.array([5, 9, 6])], cats_strings=["a", "b"], cats_int64s=[5, 6], default_string="?")
case("feature_vectorizer", "FeatureVectorizer", [normal(3, 4), normal(3, 2)], inputdimensions=[3, 4])
case("feature_vectorizer_vectors", "FeatureVectorizer", [normal(4), normal(2)], inputdimensions=[3, 4])
GAPS = X.copy()
GAPS[1:5, 2] = np.nan
case("imputer_nan", "Imputer", [GAPS], imputed_value_floats=floats(5), replaced_value_float=float("nan"))
case("imputer_one", "Imputer", [np.array([[1, 0, 3], [0, 2, 2]])], imputed_value_int64s=[8], replaced_value_int64=0)
case("label_encoder_text_number", "LabelEncoder", [TEXTS], keys_strings=["a", "b"], values_int64s=[3, 4], default_int64=-9)
case("label_encoder_float_text", "LabelEncoder", [np.array([1.5, np.nan, 2], np.float32)], opset=4, keys_floats=[1.5, float("nan")],
     values_strings=["x", "y"], default_string="z")
case("label_encoder_number_float", "LabelEncoder", [np.array([1, 2, 3])], keys_int64s=[1, 3], values_floats=[0.5, 0.25])
case("label_encoder_old_text", "LabelEncoder", [TEXTS], opset=1, classes_strings=["b", "a"], default_int64=-4)
case("label_encoder_old_number", "LabelEncoder", [np.array([0, 1, 5])], opset=1, classes_strings=["b", "a"], default_string="?")
for each in TRANSFORMS:
    name = each.lower()
    case(f"linear_regressor_{name}", "LinearRegressor", [X], coefficients=floats(3, 5), intercepts=floats(3), targets=3, post_transform=each)
    case(f"linear_regressor_one_{name}", "LinearRegressor", [X], coefficients=floats(5), intercepts=floats(1), post_transform=each)
    case(f"linear_classifier_{name}", "LinearClassifier", [X], outputs=2, coefficients=floats(4, 5), intercepts=floats(4),
         classlabels_strings=["a", "b", "c", "d"], post_transform=each)
    case(f"linear_classifier_binary_{name}", "LinearClassifier", [X], outputs=2, coefficients=floats(5), intercepts=floats(1),
         classlabels_ints=[7, 9], post_transform=each)
for each in ("MAX", "L1", "L2"):
    case(f"normalizer_{each.lower()}", "Normalizer", [X], norm=each)
    case(f"normalizer_int_{each.lower()}", "Normalizer", [np.array([[3, -4], [0, 0]])], norm=each)
case("one_hot_encoder", "OneHotEncoder", [np.array([[1, 2], [5, 1]])], cats_int64s=[1, 2])
case("one_hot_encoder_text", "OneHotEncoder", [TEXTS], cats_strings=["q", "a"])
case("scaler", "Scaler", [X], offset=floats(5), scale=floats(5))
case("scaler_int", "Scaler", [np.array([[3, -4], [0, 7]])], offset=[0.5], scale=[3.0])


def trees(count, depth, modes):
    """Full binary trees over five features, numbered from 0 within each tree; leaves come last."""
    inner = 2**depth - 1
    nodes = [(tree, node) for tree in range(count) for node in range(2 * inner + 1)]
    leaf = [node >= inner for _, node in nodes]
    size = len(nodes)
    attributes = {
        "nodes_treeids": [tree for tree, _ in nodes],
        "nodes_nodeids": [node for _, node in nodes],
        "nodes_featureids": RNG.integers(0, 5, size).tolist(),
        "nodes_values": floats(size),
        "nodes_modes": ["LEAF" if is_leaf else str(RNG.choice(modes)) for is_leaf in leaf],
        "nodes_truenodeids": [0 if is_leaf else 2 * node + 1 for (_, node), is_leaf in zip(nodes, leaf)],
        "nodes_falsenodeids": [0 if is_leaf else 2 * node + 2 for (_, node), is_leaf in zip(nodes, leaf)],
        "nodes_missing_value_tracks_true": RNG.integers(0, 2, size).tolist(),
    }
    return attributes, [each for each, is_leaf in zip(nodes, leaf) if is_leaf]


def weights(leaves, prefix, targets, positive):
    values = np.abs(normal(len(leaves) * targets)) * 0.2 if positive else normal(len(leaves) * targets)
    return {
        f"{prefix}_treeids": [tree for tree, _ in leaves for _ in range(targets)],
        f"{prefix}_nodeids": [node for _, node in leaves for _ in range(targets)],
        f"{prefix}_ids": [target for _ in leaves for target in range(targets)],
        f"{prefix}_weights": values.tolist(),
    }


MODES = ["BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT"]
for modes, label in ((MODES, "mixed"), (MODES[:1], "leq")):
    for aggregate in ("SUM", "AVERAGE", "MIN", "MAX"):
        for targets in (1, 3):
            shape, leaves = trees(4, 3, modes)
            case(f"tree_regressor_{label}_{aggregate.lower()}_{targets}", "TreeEnsembleRegressor", [GAPS if label == "leq" else X], **shape,
                 **weights(leaves, "target", targets, False), n_targets=targets, aggregate_function=aggregate, base_values=floats(targets))
    for each in TRANSFORMS:
        for positive in (False, True):
            shape, leaves = trees(5, 3, modes)
            suffix = f"{label}_{each.lower()}_{'positive' if positive else 'any'}"
            case(f"tree_classifier_{suffix}", "TreeEnsembleClassifier", [X], outputs=2, **shape, **weights(leaves, "class", 3, positive),
                 classlabels_strings=["a", "b", "c"], post_transform=each, base_values=floats(3))
            case(f"tree_classifier_binary_{suffix}", "TreeEnsembleClassifier", [X], outputs=2, **shape, **weights(leaves, "class", 1, positive),
                 classlabels_int64s=[7, 9], post_transform=each)


def machine(kernel, classes, probabilities):
    counts = RNG.integers(2, 5, classes)
    supports, pairs = int(counts.sum()), classes * (classes - 1) // 2
    attributes = {"kernel_type": kernel, "kernel_params": [0.3, 0.5, 3.0], "support_vectors": floats(supports, 5), "vectors_per_class": counts.tolist(),
                  "coefficients": floats(classes - 1, supports), "rho": floats(pairs)}
    if probabilities:
        attributes |= {"prob_a": (-np.abs(normal(pairs)) - 0.2).tolist(), "prob_b": floats(pairs)}
    return attributes


for kernel in ("LINEAR", "POLY", "RBF", "SIGMOID"):
    case(f"svm_regressor_{kernel.lower()}", "SVMRegressor", [X], kernel_type=kernel, kernel_params=[0.3, 0.5, 3.0], support_vectors=floats(6, 5),
         coefficients=floats(6), rho=[0.3], n_supports=6)
    for classes in (2, 4):
        for probabilities in (False, True):
            name = f"svm_classifier_{kernel.lower()}_{classes}" + ("_probabilities" if probabilities else "")
            case(name, "SVMClassifier", [X], outputs=2, classlabels_ints=list(range(10, 10 + classes)), **machine(kernel, classes, probabilities))
case("svm_regressor_one_class", "SVMRegressor", [X], kernel_type="RBF", kernel_params=[0.3, 0.0, 0.0], support_vectors=floats(6, 5),
     coefficients=floats(6), rho=[0.1], n_supports=6, one_class=1)
case("svm_classifier_weights", "SVMClassifier", [X], outputs=2, classlabels_strings=["a", "b", "c"], coefficients=floats(3, 5), rho=[0.2, 0.1, 0.3])
case("zip_map_text", "ZipMap", [normal(3, 2)], classlabels_strings=["a", "b"])
case("zip_map_number", "ZipMap", [normal(3, 2)], classlabels_int64s=[4, 7])


def element_type(array):
    return TensorProto.STRING if array.dtype.kind == "U" else helper.np_dtype_to_tensor_dtype(array.dtype)


def maps_proto(maps):
    sequence = onnx.SequenceProto(elem_type=onnx.SequenceProto.MAP)
    for each in maps:
        entry = sequence.map_values.add()
        if isinstance(next(iter(each)), str):
            entry.key_type = TensorProto.STRING
            entry.string_keys.extend(key.encode() for key in each)
        else:
            entry.key_type = TensorProto.INT64
            entry.keys.extend(each)
        entry.values.elem_type = onnx.SequenceProto.TENSOR
        entry.values.tensor_values.extend(numpy_helper.from_array(np.array(value, np.float32)) for value in each.values())
    return sequence


def main(folder):
    refused = []
    for name, op, inputs, outputs, opset, attributes in CASES:
        names = [f"x{i}" for i in range(len(inputs))]
        results = [f"y{i}" for i in range(outputs)]
        node = helper.make_node(op, names, results, domain="ai.onnx.ml", **attributes)
        graph_inputs = [helper.make_tensor_value_info(each, element_type(array), array.shape) for each, array in zip(names, inputs)]
        graph = helper.make_graph([node], op, graph_inputs, [onnx.ValueInfoProto(name=each) for each in results])
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", opset)], ir_version=8)
        options = ort.SessionOptions()
        options.log_severity_level = 4
        try:
            expected = ort.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"]).run(None, dict(zip(names, inputs)))
        except Exception as error:
            refused.append(f"{name}: {str(error).splitlines()[0]}")
            continue
        if op == "ZipMap":  # the type of a map cannot be left out
            key = TensorProto.STRING if "classlabels_strings" in attributes else TensorProto.INT64
            value = helper.make_tensor_type_proto(TensorProto.FLOAT, [])
            kind = helper.make_sequence_type_proto(helper.make_map_type_proto(key, value))
            del model.graph.output[:]
            model.graph.output.append(helper.make_value_info(results[0], kind))
        data = os.path.join(folder, name, "test_data_set_0")
        os.makedirs(data, exist_ok=True)
        onnx.save(model, os.path.join(folder, name, "model.onnx"))
        for kind, values in (("input", inputs), ("output", expected)):
            for i, value in enumerate(values):
                if isinstance(value, list) and value and isinstance(value[0], dict):
                    proto = maps_proto(value)
                else:
                    array = np.asarray(value)
                    proto = numpy_helper.from_array(array.astype(object) if array.dtype.kind in "UO" else array)
                with open(os.path.join(data, f"{kind}_{i}.pb"), "wb") as file:
                    file.write(proto.SerializeToString())
    print(f"{len(CASES) - len(refused)} cases written, {len(refused)} refused by ONNX Runtime {ort.__version__}")
    for line in refused:
        print("  " + line)


if __name__ == "__main__":
    main(sys.argv[1])

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the backend cases of the installed onnx package as folders: node cases are computed, the others come as files.

usage: node_cases.py DIR        DIR/{node,simple,pytorch-operator,pytorch-converted}/NAME/{model.onnx,test_data_set_N/*.pb}
"""
import os
import shutil
import sys

import onnx
from onnx import TensorProto, numpy_helper
from onnx.backend.test.loader import load_model_tests


def proto(value, info):
    """`value` as the message that its type `info` asks for."""
    if isinstance(value, TensorProto):
        return value
    kind = info.type.WhichOneof("value")
    write = {"map_type": numpy_helper.from_dict, "sequence_type": numpy_helper.from_list, "optional_type": numpy_helper.from_optional}
    return write.get(kind, numpy_helper.from_array)(value, info.name)


def write(case, folder):
    graph = case.model.graph
    os.makedirs(folder)
    onnx.save(case.model, os.path.join(folder, "model.onnx"))
    for number, (inputs, outputs) in enumerate(case.data_sets):
        place = os.path.join(folder, f"test_data_set_{number}")
        os.makedirs(place)
        for role, values, infos in (("input", inputs, graph.input), ("output", outputs, graph.output)):
            for position, (value, info) in enumerate(zip(values, infos)):
                with open(os.path.join(place, f"{role}_{position}.pb"), "wb") as file:
                    file.write(proto(value, info).SerializeToString())


def main(folder):
    shutil.rmtree(folder, ignore_errors=True)
    for case in load_model_tests(kind="node"):
        write(case, os.path.join(folder, "node", case.name))
    data = os.path.join(os.path.dirname(onnx.__file__), "backend", "test", "data")
    for kind in ("simple", "pytorch-operator", "pytorch-converted"):
        shutil.copytree(os.path.join(data, kind), os.path.join(folder, kind))


if __name__ == "__main__":
    main(sys.argv[1])

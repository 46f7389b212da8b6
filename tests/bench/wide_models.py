#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes graphs of 100,000 nodes that are wide, where synthetic_100k is a chain: wide_models.py FOLDER

    wide_moe      mixtures of 300 experts, three nodes deep, all fed by one value and summed up again (fan-out 300, fan-in 300)
    wide_cells    a network of 300 cells side by side, as architecture search makes: each reads two of the layer above, mostly near ones
    wide_layers   33 layers of 3,000 nodes, each reads two near ones of the layer above and one in ten a far one of an earlier layer
"""

import argparse
import random
from pathlib import Path

import onnx
from onnx import TensorProto, helper

NODES = 100_000
SHAPE = [1, 8, 4, 4]


def write(folder: Path, name: str, nodes: list, outputs: list[str]) -> None:
    values = [helper.make_tensor_value_info(n, TensorProto.FLOAT, SHAPE) for n in outputs]
    graph = helper.make_graph(nodes, name, [helper.make_tensor_value_info("input", TensorProto.FLOAT, SHAPE)], values)
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), folder / f"{name}.onnx")
    print(f"{name}: {len(nodes)} nodes")


def moe() -> tuple[list, list[str]]:
    nodes, experts, value, layer = [], 300, "input", 0
    while len(nodes) < NODES:
        scope, ends = f"/layers.{layer}", []
        nodes.append(helper.make_node("Sigmoid", [value], [f"{scope}/router"], name=f"{scope}/router/Sigmoid"))
        for expert in range(experts):
            place = f"{scope}/experts.{expert}"
            nodes.append(helper.make_node("Relu", [f"{scope}/router"], [f"{place}/up"], name=f"{place}/up/Relu"))
            nodes.append(helper.make_node("Tanh", [f"{place}/up"], [f"{place}/act"], name=f"{place}/act/Tanh"))
            nodes.append(helper.make_node("Mul", [f"{place}/act", f"{place}/up"], [f"{place}/down"], name=f"{place}/down/Mul"))
            ends.append(f"{place}/down")
        nodes.append(helper.make_node("Sum", ends, [f"{scope}/sum"], name=f"{scope}/combine/Sum"))
        value, layer = f"{scope}/sum", layer + 1
    return nodes, [value]


def layered(width: int, far: float, seed: int) -> tuple[list, list[str]]:
    """Two inputs within 3 places in the layer above; a share `far` reads any place of the last 20 layers as well."""
    choice = random.Random(seed)
    nodes, layers = [], [["input"]]
    while len(nodes) < NODES:
        depth, above, own = len(layers), layers[-1], []
        for column in range(width):
            def near() -> str:
                return above[max(0, min(len(above) - 1, column * len(above) // width + choice.randint(-3, 3)))]
            inputs = [near(), near()]
            operator = choice.choice(["Add", "Mul", "Max"])
            if depth > 2 and choice.random() < far:
                inputs.append(choice.choice(choice.choice(layers[-min(20, depth - 1):])))
                operator = "Sum"
            out = f"layer{depth}_{column}"
            nodes.append(helper.make_node(operator, inputs, [out], name=f"{operator}_{depth}_{column}"))
            own.append(out)
        layers.append(own)
    return nodes, layers[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    write(folder, "wide_moe", *moe())
    write(folder, "wide_cells", *layered(300, 0.0, 1))
    write(folder, "wide_layers", *layered(3000, 0.1, 2))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes docs/conformance.md: how many of ONNX's backend cases pass, and why each other one does not.

usage: conformance_page.py HALFTONE PAGE "TITLE=DIR"...        DIR holds cases; the onnx package makes its own with
       python -m onnx.backend.test.cmd_tools generate-data -o DIR
Fails when a case does not pass and no reason is known for it here, or when a reason is no longer needed.
"""
import json
import re
import subprocess
import sys
import tempfile

import onnx
from onnx import defs

# Expressions for names of cases; the reason is what a reader needs to judge whether it matters.
REASONS = {
    r"bernoulli": "Draws random numbers; the specification names no generator, so the recorded ones cannot be reproduced. ONNX Runtime does not pass them either.",
    r"resize_downsample_scales_(cubic|linear)_align_corners": "Recorded with the fractional length input × scale (4 · 0.8 = 3.2) for that of the output (3), so that the "
    "last output misses the corner; ONNX Runtime 1.31 returns what Halftone returns.",
    r"node/test_adam_multiple": "Recorded with epsilon = 0.01, which the model of onnx 1.12 leaves out; the newest model has it, and passes with the same numbers.",
    r"gradient_of_add": "Gradient needs automatic differentiation, which inference does without; refused by name.",
    r"image_decoder": "Compressed pictures inside a graph: the engine has no picture formats; refused by name. ONNX Runtime 1.31 does not implement it either.",
    r"causal_fp16_expanded": "Two units in the last place of float16 beside the recorded value, where 1 ‰ is allowed: intermediate results are rounded in another order.",
}
SUMMARY = """# Conformance

Written by tests/interop/conformance_page.py; not to be edited.

ONNX's backend cases, run by `halftone conformance DIR` with oneDNN primitives and fusion on. Floats must agree within 10⁻⁵ + 10⁻³·|b|, bfloat16 within
2⁻⁶·|b| (both as in ONNX's own runner, whose absolute tolerance is 10⁻⁷), all else exactly.

| cases | passed | of | share |
|---|--:|--:|--:|
"""


def report(halftone, folder):
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        subprocess.run([halftone, "conformance", folder, "--json", file.name], stdout=subprocess.DEVNULL, check=False)
        with open(file.name) as text:
            return json.load(text)


def operators(halftone):
    """Current operators of ONNX's inference domains, and those that a probe of one node each finds unknown."""
    names = sorted({(each.domain, each.name) for each in defs.get_all_schemas() if each.domain in ("", "ai.onnx.ml")})
    missing = []
    with tempfile.TemporaryDirectory() as folder:
        for domain, name in names:
            node = onnx.helper.make_node(name, ["x"], ["y"], domain=domain, name="probe")
            graph = onnx.helper.make_graph([node], "g", [onnx.ValueInfoProto(name="x")], [onnx.ValueInfoProto(name="y")])
            opsets = [onnx.helper.make_opsetid("", defs.onnx_opset_version()), onnx.helper.make_opsetid("ai.onnx.ml", 5)]
            onnx.save(onnx.helper.make_model(graph, opset_imports=opsets), f"{folder}/model.onnx")
            found = subprocess.run([halftone, "inspect", f"{folder}/model.onnx"], capture_output=True, text=True, check=False)
            if "is not known" in found.stdout + found.stderr:
                missing.append(f"{domain or 'ai.onnx'}.{name}")
    return len(names), missing


def main(halftone, page, *sets):
    text, lists, used, unknown = SUMMARY, "", set(), []
    for title, folder in (each.split("=", 1) for each in sets):
        result = report(halftone, folder)
        text += f"| {title} | {result['passed']} | {result['total']} | {100 * result['passed'] / result['total']:.1f} % |\n"
        groups = {}
        for finding in result["failed"] + result["unsupported"]:
            reason = next((each for each in REASONS if re.search(each, finding["name"])), None)
            groups.setdefault(reason, []).append(finding)
            if reason is None:
                unknown.append(f"{finding['name']}: {finding['why']}")
        used |= set(groups)
        lists += f"\n## Not passed: {title}\n\n| case | found | why |\n|---|---|---|\n"
        for reason, findings in groups.items():
            for finding in findings:
                lists += f"| {finding['name']} | {finding['why'].replace('|', '¦')} | {REASONS.get(reason, '')} |\n"
    count, missing = operators(halftone)
    text += f"\nOf the {count} operators of ai.onnx (opset {defs.onnx_opset_version()}) and ai.onnx.ml that onnx {onnx.__version__} defines, "
    text += "all are known.\n" if not missing else f"{count - len(missing)} are known; not: {', '.join(missing)}.\n"
    with open(page, "w") as file:
        file.write(text + lists)
    for each in unknown:
        print("no reason known: " + each)
    stale = set(REASONS) - used
    for each in stale:
        print("no longer needed: " + each)
    return 1 if unknown or stale else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

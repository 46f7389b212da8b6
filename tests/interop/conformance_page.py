#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes docs/conformance.md: how many of ONNX's backend cases pass, and why each other one does not.

usage: conformance_page.py HALFTONE PAGE CASES        CASES: what node_cases.py has written
The reasons are those of tests/conformance, to which tst_conformance holds the engine.
"""
import json
import os
import subprocess
import sys
import tempfile

import onnx
from onnx import defs


def reasons(path):
    """Case -> why it does not pass, of a list in tests/conformance."""
    found, reason = {}, ""
    with open(path) as file:
        for line in file:
            if line.startswith(" "):
                found[line.split()[1]] = reason
            elif line[0] != "#":
                reason = line.strip()
    return found


DEBIAN = "Debian 12, libonnx-testdata (onnx 1.12: node, simple, pytorch)"
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


def main(halftone, page, cases):
    here = os.path.dirname(os.path.abspath(__file__))
    text, lists, unknown = SUMMARY, "", []
    for title, folder, name in ((DEBIAN, "/usr/share/libonnx-testdata/data", "debian"), (f"onnx {onnx.__version__}", cases, "onnx")):
        result = report(halftone, folder)
        why = reasons(os.path.join(here, "..", "conformance", name + ".txt"))
        text += f"| {title} | {result['passed']} | {result['total']} | {100 * result['passed'] / result['total']:.1f} % |\n"
        lists += f"\n## Not passed: {title}\n\n| case | found | why |\n|---|---|---|\n"
        for finding in result["failed"] + result["unsupported"]:
            lists += f"| {finding['name']} | {finding['why'].replace('|', '¦')} | {why.get(finding['name'], '')} |\n"
            if finding["name"] not in why:
                unknown.append(f"{finding['name']}: {finding['why']}")
    count, missing = operators(halftone)
    text += f"\nOf the {count} operators of ai.onnx (opset {defs.onnx_opset_version()}) and ai.onnx.ml that onnx {onnx.__version__} defines, "
    text += "all are known.\n" if not missing else f"{count - len(missing)} are known; not: {', '.join(missing)}.\n"
    with open(page, "w") as file:
        file.write(text + lists)
    for each in unknown:
        print("no reason known: " + each)
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

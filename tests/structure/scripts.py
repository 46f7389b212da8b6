#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the scripts name exists: build targets, presets, files of this tree, tests of ctest.

usage: scripts.py ROOT BUILD        scripts: ROOT/packaging, ROOT/.ci/run; also commands in CONTRIBUTING.md
       scripts.py --self-test
"""
import glob
import json
import os
import re
import subprocess
import sys

FILE = re.compile(r"(?<![\w/.$}-])(?:packaging|tests|docs|cmake|translations|resources)/[\w./-]*\w")
TARGETS = re.compile(r"--target((?: +[a-z]\w*(?![\w./]))+)")
PRESET = re.compile(r"--preset[ =]([a-z]\w*)")
TEST = re.compile(r"\btst_\w+")


def faults(name, text, targets, presets, exists):
    found = []
    text = text.replace("\\\n", " ")
    for target in sorted({each for names in TARGETS.findall(text) for each in names.split()} | set(TEST.findall(text))):
        if target not in targets and target != "help":
            found.append(f"{name}: there is no target {target}")
    found += [f"{name}: there is no preset {each}" for each in sorted(set(PRESET.findall(text)) - presets)]
    found += [f"{name}: there is no {each}" for each in sorted(set(FILE.findall(text))) if not exists(each)]
    return found


def check(root, build):
    listing = subprocess.run(["ninja", "-C", build, "-t", "targets", "all"], capture_output=True, text=True, check=True).stdout
    targets = {line.split(":")[0].strip() for line in listing.splitlines()}
    if "halftone" not in targets:
        return [f"{build}: no targets"]
    with open(f"{root}/CMakePresets.json", encoding="utf-8") as file:
        presets = {each["name"] for each in json.load(file)["configurePresets"]}
    scripts = [path for path in glob.glob(f"{root}/packaging/*") if os.path.isfile(path)] + [f"{root}/.ci/run", f"{root}/CONTRIBUTING.md"]
    found = []
    for path in sorted(scripts):
        with open(path, encoding="utf-8") as file:
            found += faults(os.path.relpath(path, root), file.read(), targets, presets, lambda each: os.path.exists(f"{root}/{each}"))
    return found


def self_test():
    text = "cmake --preset nix\ncmake --build --preset ci --target halftone \\\n  tst_gone\npython tests/gone.py tests/there.py $x/tests/other\n"
    found = faults("s", text, {"halftone"}, {"ci"}, lambda each: each == "tests/there.py")
    expected = ["s: there is no target tst_gone", "s: there is no preset nix", "s: there is no tests/gone.py"]
    return [] if found == expected else [f"self-test: found {found}"]


if __name__ == "__main__":
    problems = self_test()
    if sys.argv[1] != "--self-test":
        problems += check(*sys.argv[1:])
    print("\n".join(problems) or "scripts: all that they name exists")
    sys.exit(1 if problems else 0)

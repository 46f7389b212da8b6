#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Includes go downwards only: a folder may use those that stand before it in ROOMS. What goes upwards today is listed in upward_includes.txt.

usage: includes.py ROOT [--write]      fails on an upward include that is not listed, on a listed one that is gone, and on a folder without a room;
                                       --write removes from the list what is gone, and adds nothing
       includes.py --self-test
"""
import glob
import os
import re
import sys
import tempfile

# Bottom to top; a longer folder is a room of its own. Rooms of one row do not see each other.
ROOMS = [
    ["core/base"], ["core/tensor"], ["core/model"], ["core/engine/kernels"], ["core/ops"], ["core/engine"], ["core/layout", "core/samples"],
    ["core/quant"], ["core/quant/passes"], ["core/quant/qdq"], ["core/quant/algorithms"], ["core/quant/formats"], ["core/quant/session"],
    ["core/quant/matching"], ["core/quant/script"], ["core/quant/analysis"], ["core/jobs"], ["core/document"],
    ["widgets/common"], ["widgets/models"], ["widgets/graphview", "widgets/plots"], ["widgets/panels"], ["app"],
]
RANK = {room: rank for rank, row in enumerate(ROOMS) for room in row}
LIST = "tests/structure/upward_includes.txt"
QT = re.compile(r"#include [<\"]Q[A-Z]\w*")


def room_of(path):
    folder = os.path.dirname(path)
    while folder and folder not in RANK:
        folder = os.path.dirname(folder)
    return folder


def is_upward(source, target):
    above, here = room_of(target), room_of(source)
    return RANK[above] > RANK[here] or (RANK[above] == RANK[here] and above != here)


def upward(root):
    """(upward includes "FROM -> TO", other faults, number of includes)."""
    found, faults, count = set(), [], 0
    for folder in ("core", "widgets", "app"):
        for path in sorted(glob.glob(f"{root}/{folder}/**/*.h", recursive=True) + glob.glob(f"{root}/{folder}/**/*.cpp", recursive=True)):
            source = os.path.relpath(path, root)
            if not room_of(source):
                faults.append(f"{source}: its folder has no room in ROOMS")
                continue
            with open(path, encoding="utf-8") as file:
                text = file.read()
            if QT.search(text) and RANK[room_of(source)] < RANK["core/jobs"]:
                faults.append(f"{source}: includes Qt")
            for target in re.findall(r'^\s*#\s*include "((?:core|widgets|app)/[^"]+)"', text, re.M):
                count += 1
                if not room_of(target):
                    faults.append(f"{source}: {target} has no room in ROOMS")
                elif is_upward(source, target):
                    found.add(f"{source} -> {target}")
    return found, faults, count


def check(root, write=False):
    found, faults, count = upward(root)
    path = os.path.join(root, LIST)
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    listed = {line for line in lines if line and line[0] != "#"}
    if write:
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in lines if line not in listed or line in found)
        listed &= found
    faults += [f"upward: {each}" for each in sorted(found - listed)]
    faults += [f"no longer there, take it off the list (--write): {each}" for each in sorted(listed - found)]
    if count == 0:
        faults.append("no includes were found")
    return faults


def self_test():
    with tempfile.TemporaryDirectory() as root:
        files = {
            "core/base/a.h": '#include "core/model/m.h"\n#include <QString>\n',
            "core/model/m.h": '#include "core/base/a.h"\n',
            "core/layout/l.cpp": '#include "core/samples/s.h"\n#include "core/ops/nn/o.h"\n',
            "core/new/n.h": "",
            LIST: "# kept\ncore/base/a.h -> core/ops/o.h\n",
        }
        for path, text in files.items():
            os.makedirs(os.path.dirname(f"{root}/{path}"), exist_ok=True)
            with open(f"{root}/{path}", "w", encoding="utf-8") as file:
                file.write(text)
        found = check(root)
    expected = [
        "core/base/a.h: includes Qt", "core/new/n.h: its folder has no room in ROOMS", "upward: core/base/a.h -> core/model/m.h",
        "upward: core/layout/l.cpp -> core/samples/s.h", "no longer there, take it off the list (--write): core/base/a.h -> core/ops/o.h",
    ]
    return [] if found == expected else [f"self-test: found {found}"]


if __name__ == "__main__":
    problems = self_test()
    if sys.argv[1] != "--self-test":
        problems += check(sys.argv[1], "--write" in sys.argv)
    print("\n".join(problems) or "includes: none upwards that is not listed")
    sys.exit(1 if problems else 0)

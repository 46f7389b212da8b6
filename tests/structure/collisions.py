#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""No two types or functions of one qualified name in the program: the shared libraries and it would take one for the other.

usage: collisions.py ROOT [BUILD]        sources below ROOT/{core,widgets,app}; with BUILD also the symbols of what was built there
       collisions.py --self-test         plants collisions and looks for them
"""
import collections
import glob
import os
import re
import subprocess
import sys
import tempfile

FOLDERS = ("core", "widgets", "app")
NOISE = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'|^[ \t]*#(?:[^\n]*\\\n)*[^\n]*', re.S | re.M)
TYPE = re.compile(r"(?:^|[\s>\]])(?:struct|class|union|enum(?:\s+(?:struct|class))?)\s+(?:\[\[[^\]]*\]\]\s*)?(\w+)\s*(?:final\s*)?(?::[^:].*)?$", re.S)
NAMESPACE = re.compile(r"(?:inline\s+)?namespace\s*([\w:]*)$")
FUNCTION = re.compile(r"([\w~]+(?:::[\w~]+)*|operator\s*\S+?)\s*\(((?:[^()]|\([^()]*\))*)\)\s*(?:const|noexcept|\s)*(?:->.*)?$", re.S)


def blanked(text):
    """The text without comments, literals and directives; lines stay where they are."""
    return NOISE.sub(lambda m: "\n" * m.group().count("\n") or " ", text)


def parameter_types(parameters):
    """Types alone, so that a declaration and its definition read the same."""
    parts, depth, part = [], 0, ""
    for char in parameters + ",":
        depth += (char in "<({[") - (char in ">)}]")
        if char == "," and depth == 0:
            part = part.split("=")[0].strip()
            named = re.match(r"(.*[\w>*&]\s*[\s*&>])(\w+)$", part, re.S)
            if named and named.group(2) not in ("int", "char", "double", "float", "long", "bool", "const") and re.search(r"\w", named.group(1)):
                part = named.group(1) if named.group(1).strip() not in ("const", "unsigned", "std::") else part
            parts.append(re.sub(r"\s+", "", part))
            part = ""
        else:
            part += char
    return ",".join(parts)


def statements(text):
    """(enclosing namespaces, statement, its end, position) at namespace scope; what an unnamed namespace holds is left out."""
    scope, hidden, start, position = [], 0, 0, 0
    while position < len(text):
        char = text[position]
        if char == ";":
            if not hidden:
                yield scope, text[start:position].strip(), ";", start + len(text[start:position]) - len(text[start:position].lstrip())
            start = position + 1
        elif char == "}":
            if scope:
                hidden -= scope.pop() == ""
            start = position + 1
        elif char == "{":
            head = text[start:position].strip()
            space = NAMESPACE.match(head)
            if space:
                scope.append(space.group(1))
                hidden += space.group(1) == ""
                start = position + 1
            else:
                if not hidden:
                    yield scope, head, "{", start + len(text[start:position]) - len(text[start:position].lstrip())
                depth = 1
                while depth and position + 1 < len(text):
                    position += 1
                    depth += (text[position] == "{") - (text[position] == "}")
                # `= {…};` and `struct X {…};` go on to the semicolon; a function's body ends here.
                start = position + 1
        position += 1


def names(path, text):
    """(kind, qualified name) -> lines, of types that `text` defines and, in headers, functions that it declares or defines."""
    text = blanked(text)
    for scope, head, end, place in statements(text):
        if not head or head.startswith(("using", "typedef", "extern", "friend", "static_assert")):
            continue
        template = re.match(r"template\s*<", head)
        space = "::".join(scope)
        line = text.count("\n", 0, place) + 1
        kind = TYPE.search(head)
        if kind and "(" not in head.split(":")[0]:
            if end == "{":
                yield "type", f"{space}::{kind.group(1)}", line
            continue
        if not path.endswith(".h") or template or "=" in head.split("(")[0]:
            continue
        call = FUNCTION.search(head)
        if call and "::" not in call.group(1) and re.search(r"\w", head[: call.start()]) and re.match(r"[A-Za-z_\[]", head) and not re.match(r"[A-Z_0-9]+\s*\(", head):
            yield "function", f"{space}::{call.group(1)}({parameter_types(call.group(2))})", line


def in_sources(root):
    places = collections.defaultdict(dict)
    for folder in FOLDERS:
        for path in sorted(glob.glob(f"{root}/{folder}/**/*.h", recursive=True) + glob.glob(f"{root}/{folder}/**/*.cpp", recursive=True)):
            with open(path, encoding="utf-8") as file:
                text = file.read()
            for kind, name, line in names(path, text):
                places[kind, name].setdefault(os.path.relpath(path, root), line)
    return [f"{kind} {name}: " + ", ".join(f"{path}:{line}" for path, line in found.items()) for (kind, name), found in places.items() if len(found) > 1], len(places)


def in_symbols(build):
    """Functions that more than one of our libraries defines, whatever they return."""
    places = collections.defaultdict(set)
    binaries = glob.glob(f"{build}/lib/libhalftone_*.so") + [f"{build}/halftone"]
    for binary in binaries:
        listing = subprocess.run(["nm", "-C", "--defined-only", binary], capture_output=True, text=True, check=True).stdout
        for line in listing.splitlines():
            _, kind, name = line.split(" ", 2)
            if kind == "T" and name.startswith("halftone::"):
                places[re.sub(r"\[abi:\w+\]", "", name)].add(os.path.basename(binary))
    return [f"symbol {name}: {', '.join(sorted(found))}" for name, found in places.items() if len(found) > 1], len(places)


def check(root, build=None):
    found, count = in_sources(root)
    if build:
        more, symbols = in_symbols(build)
        found, count = found + more, min(count, symbols)
    if count == 0:
        found.append("nothing was found to look at")
    return found


PLANTED = {
    "core/a.h": "namespace halftone {\nstruct Twice\n{\n    int a;\n};\nQString text(const Thing &thing, int = 1);\nclass Forward;\nenum class Kind { A };\n"
    "template <typename T> struct Trait;\ntemplate <> struct Trait<int> {};\nvoid once(int a);\nvoid once(double a);\nnamespace x { struct Inner {}; }\n}\n",
    "core/b.h": "namespace halftone {\n// struct Kind {};\nclass Forward;\nstd::string text(const Thing &other, int n);\nclass Twice final : public Base\n{\n};\n"
    "template <> struct Trait<long> {};\nvoid once(float a);\nnamespace y { struct Inner {}; }\n}\n",
    "core/c.cpp": "namespace halftone {\nnamespace {\nstruct Twice {};\nstruct Forward {};\n}\nvoid once(int a) { struct Kind {}; }\n}\n",
}


def self_test():
    with tempfile.TemporaryDirectory() as root:
        os.makedirs(f"{root}/core")
        for path, text in PLANTED.items():
            with open(f"{root}/{path}", "w", encoding="utf-8") as file:
                file.write(text)
        found = check(root)
    expected = ["type halftone::Twice: core/a.h:2, core/b.h:5", "function halftone::text(constThing&,int): core/a.h:6, core/b.h:4"]
    return [] if sorted(found) == sorted(expected) else [f"self-test: found {found}"]


if __name__ == "__main__":
    faults = self_test() if sys.argv[1] == "--self-test" else self_test() + check(*sys.argv[1:])
    print("\n".join(faults) or "collisions: none")
    sys.exit(1 if faults else 0)

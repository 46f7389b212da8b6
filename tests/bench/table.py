# SPDX-License-Identifier: GPL-3.0-or-later
"""Halftone against ONNX Runtime on this machine: latency, calibration, comparison, memory and loading, as Markdown and JSON.

Both run in processes of their own, in turn, with the same number of threads; figures are medians over all turns. Memory of
ONNX Runtime is given without what an idle Python with it needs; Halftone's is that of the whole process. In the u8 rows Halftone
runs what ONNX Runtime's tool exports, and is compared with the faster of that and Halftone's own export, both in ONNX Runtime.
Calibration and comparison of Halftone are whole processes, starting and writing included; ONNX Runtime's are without starting
Python and without making samples.

usage: table.py HALFTONE MODELS [--turns N] [--runs N] [--json FILE] [--page FILE] [--only WORD] [--prefix COMMAND]
MODELS holds resnet50.onnx, mobilenetv2.onnx, yolov8n.onnx, crnn.onnx and bert_base.onnx; quantized ones are made beside them.
"""
import argparse
import importlib.metadata
import json
import os
import re
import shlex
import statistics
import subprocess
import sys
import tempfile

import numpy

HERE = os.path.dirname(os.path.abspath(__file__))
FLOAT = {"resnet50": 1.1, "mobilenetv2": 1.2, "yolov8n": 1.1, "crnn": 1.0, "bert_base": 1.1}
U8 = {"resnet50": 0.6, "mobilenetv2": 0.8, "yolov8n": 0.7, "bert_base": 0.8}
S8 = {"resnet50": 0.25, "mobilenetv2": 0.5, "yolov8n": 0.25}
LOAD = {"resnet50": 1.0, "bert_base": 0.3}


class Bench:
    def __init__(self, arguments):
        self.arguments = arguments
        self.rows = []
        self.scratch = tempfile.mkdtemp(prefix="halftone-bench-")
        self.idle = self.theirs("idle")["mib"]

    def launch(self, command, **settings):
        return subprocess.run([*shlex.split(self.arguments.prefix), *command], check=True, capture_output=True, text=True, **settings)

    def theirs(self, *job):
        environment = dict(os.environ, BENCH_THREADS=str(self.arguments.threads))
        done = self.launch([sys.executable, os.path.join(HERE, "theirs.py"), *map(str, job)], env=environment)
        return json.loads(done.stdout.splitlines()[-1])

    def ours(self, *command):
        """Wall time and memory of one whole process, and what it says as JSON."""
        said = os.path.join(self.scratch, "said.json")
        arguments = [self.arguments.halftone, *map(str, command), "--quiet", "--json", said]
        measured = [sys.executable, "-c", "import subprocess, sys, time, resource, json\nt = time.perf_counter()\n"
                    "subprocess.run(sys.argv[1:], check=True)\nprint(json.dumps({'seconds': time.perf_counter() - t, "
                    "'mib': resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024}))"]
        result = json.loads(self.launch([*measured, *arguments]).stdout.splitlines()[-1])
        with open(said) as file:
            result["said"] = json.load(file)
        return result

    def model(self, name, kind=""):
        path = os.path.join(self.arguments.models, f"{name}{kind and '_' + kind}.onnx")
        if kind == "own" and not os.path.exists(path):
            self.launch([self.arguments.halftone, "quantize", self.model(name), "--data", "synthetic:2:3", "-o", path, "--accept", "broken", "--quiet"])
        elif kind and not os.path.exists(path):
            self.theirs("quantize", self.model(name), path, kind)
        return path

    def samples(self, count):
        """Made beforehand, so that making them is in nobody's time."""
        path = os.path.join(self.scratch, f"samples-{count}.npy")
        if not os.path.exists(path):
            numpy.save(path, numpy.random.default_rng(3).standard_normal((count, 1, 3, 224, 224)).astype(numpy.float32))
        return path

    def add(self, what, unit, ours, theirs, target):
        ours, theirs = statistics.median(ours), statistics.median(theirs)
        row = {"what": what, "unit": unit, "ours": ours, "theirs": theirs, "ratio": ours / theirs, "target": target}
        row["reached"] = row["ratio"] <= target
        self.rows.append(row)
        print(f"{what}: {ours:.4g} · {theirs:.4g} {unit}, {row['ratio']:.2f} (≤ {target})", file=sys.stderr, flush=True)

    def latency(self, name, kind, target, with_memory=False):
        path = self.model(name, kind)
        own = self.model(name, "own") if kind == "u8" else None
        ours, theirs, theirs_of_own, loads, our_memory, their_memory = [], [], [], ([], []), [], []
        for _ in range(self.arguments.turns):
            found = self.theirs("latency", path, self.arguments.runs)
            theirs.append(found["seconds"] * 1000)
            if own:
                theirs_of_own.append(self.theirs("latency", own, self.arguments.runs)["seconds"] * 1000)
            loads[1].append(found["load"] * 1000)
            their_memory.append(found["mib"] - self.idle)
            said = self.ours("bench", path, "--runs", self.arguments.runs, "--threads", self.arguments.threads)["said"]
            ours.append(said["median_ms"])
            loads[0].append(said["read_ms"] + said["prepare_ms"] + said["first_run_ms"] - said["median_ms"])
            our_memory.append(said["peak_mib"])
        if own and statistics.median(theirs_of_own) < statistics.median(theirs):
            theirs = theirs_of_own
        self.add(f"{name} {kind or 'float'}", "ms", ours, theirs, target)
        if with_memory:
            self.add(f"{name} peak memory", "MiB", our_memory, their_memory, 0.8)
        if not kind and name in LOAD:
            self.add(f"{name} load", "ms", *loads, LOAD[name])

    def calibrate(self):
        """Full statistics serve every method: 32 samples against extremes alone, and each sample against entropy on eight."""
        path = self.model("resnet50")
        ours, extremes, entropy = [], [], []
        for _ in range(self.arguments.turns):
            extremes.append(self.theirs("calibrate", path, 32, "minmax")["seconds"])
            entropy.append(self.theirs("calibrate", path, 8, "entropy")["seconds"])
            found = self.ours("calibrate", path, "--data", self.samples(32), "--threads", self.arguments.threads, "-o",
                              os.path.join(self.scratch, "statistics"))
            ours.append(found["seconds"])
        self.add("calibration of resnet50, 32 samples, against minmax", "s", ours, extremes, 0.55)
        self.add("one sample of that, against entropy (8 samples)", "ms", [s / 32 * 1000 for s in ours],
                 [s / 8 * 1000 for s in entropy], 0.1)

    def compare(self, samples):
        original, quantized = self.model("resnet50"), self.model("resnet50", "u8")
        ours, theirs, our_memory, their_memory = [], [], [], []
        for _ in range(self.arguments.turns):
            found = self.theirs("compare", original, quantized, samples)
            theirs.append(found["seconds"])
            their_memory.append(found["mib"] - self.idle)
            found = self.ours("compare", original, quantized, "--data", self.samples(samples), "--threads", self.arguments.threads)
            ours.append(found["seconds"])
            our_memory.append(found["mib"])
        self.add(f"comparison of every tensor, resnet50, {samples} samples", "s", ours, theirs, 0.06)
        self.add("its peak memory", "MiB", our_memory, their_memory, 0.2)

    def run(self):
        jobs = {}
        for name, target in FLOAT.items():
            jobs[f"float {name}"] = lambda name=name, target=target: self.latency(name, "", target, name == "resnet50")
        for kind, targets in (("u8", U8), ("s8", S8)):
            for name, target in targets.items():
                jobs[f"{kind} {name}"] = lambda name=name, kind=kind, target=target: self.latency(name, kind, target)
        jobs["calibrate"] = self.calibrate
        jobs["compare"] = lambda: self.compare(4)
        for name, job in jobs.items():
            if self.arguments.only in name:
                job()


def processor():
    """Model, cores, and the instructions that decide about speed."""
    with open("/proc/cpuinfo") as file:
        fields = dict(line.split(":", 1) for line in file.read().split("\n\n")[0].splitlines() if ":" in line)
    fields = {key.strip(): value.strip() for key, value in fields.items()}
    known = {"avx2": "AVX2", "avx512f": "AVX-512", "avx512_vnni": "VNNI", "avx512_bf16": "bfloat16", "avx512_vbmi": "VBMI",
             "avx_vnni": "AVX-VNNI", "amx_int8": "AMX"}
    flags = fields.get("flags", "").split()
    features = ", ".join(word for flag, word in known.items() if flag in flags)
    return f"{fields.get('model name', 'processor')} (family {fields.get('cpu family', '?')}, model {fields.get('model', '?')}), " \
           f"{os.cpu_count()} cores, {features}{'' if 'amx_int8' in flags else ', no AMX'}"


def markdown(rows):
    lines = ["| what | Halftone | ONNX Runtime | ratio | target |", "|---|---|---|---|---|"]
    for row in rows:
        mark = "" if row["reached"] else " ✗"
        lines.append(f"| {row['what']} | {row['ours']:.4g} {row['unit']} | {row['theirs']:.4g} {row['unit']} | {row['ratio']:.2f}{mark} | ≤ {row['target']} |")
    return "\n".join(lines)


def replace_table(page, table):
    """Puts `table` between the two marks of a page."""
    with open(page, encoding="utf-8") as file:
        before, rest = re.split(r"(?<=-->)\n", file.read(), maxsplit=1)
    with open(page, "w", encoding="utf-8") as file:
        file.write(f"{before}\n{table}\n{rest[rest.index('<!-- end of table -->'):]}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("halftone")
    parser.add_argument("models")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--only", default="")
    parser.add_argument("--prefix", default="", help="put before every command, such as “chrt -f 10” on a machine that is shared")
    parser.add_argument("--json")
    parser.add_argument("--page", help="page whose table is replaced (docs/speed.md)")
    bench = Bench(parser.parse_args())
    bench.run()
    print(f"{processor()}; {bench.arguments.threads} threads each; ONNX Runtime {importlib.metadata.version('onnxruntime')}\n")
    print(markdown(bench.rows))
    if bench.arguments.page:
        replace_table(bench.arguments.page, markdown(bench.rows))
    if bench.arguments.json:
        with open(bench.arguments.json, "w") as file:
            json.dump(bench.rows, file, indent=1)


if __name__ == "__main__":
    main()

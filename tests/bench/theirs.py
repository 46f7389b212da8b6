# SPDX-License-Identifier: GPL-3.0-or-later
"""One measurement of ONNX Runtime in a process of its own, printed as JSON: seconds, and the highest resident memory in MiB.

usage: theirs.py idle | latency MODEL RUNS | calibrate MODEL SAMPLES minmax|entropy | compare FLOAT INT8 SAMPLES | quantize FLOAT INT8 u8|s8
"""
import json
import os
import resource
import statistics
import sys
import time

import numpy as np
import onnxruntime

THREADS = int(os.environ.get("BENCH_THREADS", "2"))


def options():
    chosen = onnxruntime.SessionOptions()
    chosen.intra_op_num_threads = THREADS
    chosen.inter_op_num_threads = 1
    chosen.log_severity_level = 3
    return chosen


def feeds(session, count, seed=1):
    random = np.random.default_rng(seed)
    made = []
    for _ in range(count):
        feed = {}
        for wanted in session.get_inputs():
            shape = [dim if isinstance(dim, int) else 1 for dim in wanted.shape]
            whole = "int" in wanted.type
            feed[wanted.name] = random.integers(0, 1000, shape).astype(np.int64) if whole else random.standard_normal(shape).astype(np.float32)
        made.append(feed)
    return made


def latency(model, runs):
    begin = time.perf_counter()
    session = onnxruntime.InferenceSession(model, options(), providers=["CPUExecutionProvider"])
    load = time.perf_counter() - begin
    feed = feeds(session, 1)[0]
    for _ in range(3):
        session.run(None, feed)
    times = []
    for _ in range(int(runs)):
        begin = time.perf_counter()
        session.run(None, feed)
        times.append(time.perf_counter() - begin)
    return {"seconds": statistics.median(times), "load": load}


def reader(model, count, seed=3):
    from onnxruntime.quantization import CalibrationDataReader

    class Reader(CalibrationDataReader):
        def __init__(self):
            self.left = iter(feeds(onnxruntime.InferenceSession(model, options(), providers=["CPUExecutionProvider"]), count, seed))

        def get_next(self):
            return next(self.left, None)

    return Reader()


def calibrate(model, samples, method):
    from onnxruntime.quantization.calibrate import CalibrationMethod, create_calibrator

    chosen = {"minmax": CalibrationMethod.MinMax, "entropy": CalibrationMethod.Entropy}[method]
    data = reader(model, int(samples))
    begin = time.perf_counter()
    calibrator = create_calibrator(model, augmented_model_path=f"{model}.augmented.onnx", calibrate_method=chosen)
    calibrator.collect_data(data)
    calibrator.compute_data()
    taken = time.perf_counter() - begin
    os.remove(f"{model}.augmented.onnx")
    return {"seconds": taken}


def compare(model, quantized, samples):
    """The debugging flow of ONNX Runtime's documentation, run_qdq_debug.py of its examples: weights of both models, matched, and
    their error; all activations of both models, matched, and their error. The samples are made beforehand."""
    from onnxruntime.quantization import qdq_loss_debug as debug

    readers = [reader(model, int(samples)) for _ in range(2)]
    begin = time.perf_counter()
    debug.compute_weight_error(debug.create_weight_matching(model, quantized))
    weights = time.perf_counter() - begin
    augmented = [f"{path}.augmented.onnx" for path in (model, quantized)]
    for path, to in zip((model, quantized), augmented):
        debug.modify_model_output_intermediate_tensors(path, to)
    collected = [debug.collect_activations(path, samples) for path, samples in zip(augmented, readers)]
    matched = debug.create_activation_matching(collected[1], collected[0])
    debug.compute_activation_error(matched)
    taken = time.perf_counter() - begin
    for path in augmented:
        os.remove(path)
    return {"seconds": taken, "weights": weights}


def quantize(model, to, kind):
    from onnxruntime.quantization import QuantType, quantize_static

    activations = QuantType.QUInt8 if kind == "u8" else QuantType.QInt8
    quantize_static(model, to, reader(model, 2), activation_type=activations, weight_type=QuantType.QInt8)
    return {}


if __name__ == "__main__":
    jobs = {"idle": dict, "latency": latency, "calibrate": calibrate, "compare": compare, "quantize": quantize}
    result = jobs[sys.argv[1]](*sys.argv[2:])
    result["mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(result))

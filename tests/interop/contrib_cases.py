#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes conformance folders for ONNX Runtime's own operators (com.microsoft), with its outputs as the expected ones.

usage: contrib_cases.py DIR        then: halftone conformance DIR
Each folder holds model.onnx, test_data_set_0 and a file `tolerance` ("rtol atol steps"): quantized outputs may differ by one step.
"""
import os
import sys

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper

RNG = np.random.default_rng(7)
CASES = []


def normal(*shape):
    return RNG.standard_normal(shape).astype(np.float32)


def u8(*shape):
    return RNG.integers(0, 256, shape).astype(np.uint8)


def s8(*shape):
    return RNG.integers(-127, 128, shape).astype(np.int8)


def f32(value):
    return np.array(value, np.float32)


def zero(value, dtype=np.uint8):
    return np.array(value, dtype)


def case(name, op, inputs, outputs=1, tolerance=(1e-3, 1e-4), domain="com.microsoft", constants=(), **attributes):
    """`inputs`: arrays, None where absent; those whose index is in `constants` become initializers."""
    CASES.append((name, op, inputs, outputs, tolerance, domain, set(constants), attributes))


STEP = (0, 1)
S, Z = f32(0.05), zero(120)

case("qlinear_add", "QLinearAdd", [u8(2, 3, 4), S, Z, u8(3, 1), f32(0.03), zero(10), f32(0.07), zero(99)], tolerance=STEP)
case("qlinear_add_s8", "QLinearAdd", [s8(2, 3), S, zero(3, np.int8), s8(2, 3), S, zero(-4, np.int8), f32(0.1), zero(0, np.int8)], tolerance=STEP)
case("qlinear_mul", "QLinearMul", [u8(2, 3, 4), S, Z, u8(4), f32(0.03), zero(10), f32(0.2), zero(99)], tolerance=STEP)
case("qlinear_sigmoid", "QLinearSigmoid", [u8(50), S, Z, f32(1 / 256), zero(0)], tolerance=STEP)
case("qlinear_leaky_relu", "QLinearLeakyRelu", [u8(50), S, Z, f32(0.06), zero(20)], tolerance=STEP, alpha=0.1)
case("qlinear_average_pool", "QLinearAveragePool", [u8(1, 3, 8, 8), S, Z, f32(0.04), zero(110)], tolerance=STEP,
     kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1])
case("qlinear_average_pool_include_pad", "QLinearAveragePool", [u8(1, 3, 8, 8), S, Z, f32(0.04), zero(110)], tolerance=STEP,
     kernel_shape=[3, 3], pads=[1, 1, 1, 1], count_include_pad=1)
case("qlinear_average_pool_nhwc", "QLinearAveragePool", [u8(1, 8, 8, 3), S, Z, f32(0.04), zero(110)], tolerance=STEP,
     kernel_shape=[2, 2], strides=[2, 2], channels_last=1)
case("qlinear_global_average_pool", "QLinearGlobalAveragePool", [u8(2, 5, 7, 7), S, Z, f32(0.02), zero(128)], tolerance=STEP, channels_last=0)
case("qlinear_global_average_pool_nhwc", "QLinearGlobalAveragePool", [u8(2, 7, 7, 5), S, Z, f32(0.02), zero(128)], tolerance=STEP, channels_last=1)
case("qlinear_concat", "QLinearConcat", [f32(0.06), zero(100), u8(2, 3), S, Z, u8(2, 4), f32(0.02), zero(7)], tolerance=STEP,
     constants=(0, 1, 3, 4, 6, 7), axis=1)
case("qlinear_softmax", "QLinearSoftmax", [u8(4, 10), S, Z, f32(1 / 256), zero(0)], tolerance=STEP, constants=(1, 2, 3, 4), axis=-1, opset=13)
case("qlinear_softmax_old", "QLinearSoftmax", [u8(2, 3, 4), S, Z, f32(1 / 256), zero(0)], tolerance=STEP, constants=(1, 2, 3, 4), axis=1, opset=11)
case("qlinear_where", "QLinearWhere", [RNG.integers(0, 2, (3, 4)).astype(bool), u8(3, 4), S, Z, u8(4), f32(0.03), zero(9), f32(0.06), zero(77)],
     tolerance=STEP, constants=(2, 3, 5, 6, 7, 8))
case("qgemm", "QGemm", [u8(4, 8), S, Z, s8(8, 5), f32(0.01), zero(0, np.int8), RNG.integers(-900, 900, (5,)).astype(np.int32), f32(0.2), zero(90)],
     tolerance=STEP, constants=(3, 4, 5, 6))
case("qgemm_trans_per_channel", "QGemm", [u8(4, 8), S, Z, s8(5, 8), np.abs(normal(5)) * 0.01 + 1e-3, np.zeros(5, np.int8), None, f32(0.2), zero(90)],
     tolerance=STEP, constants=(3, 4, 5), transB=1)
case("qgemm_float", "QGemm", [u8(4, 8), S, Z, s8(8, 5), f32(0.01), zero(0, np.int8)], constants=(3, 4, 5))
case("matmul_integer_to_float", "MatMulIntegerToFloat",
     [u8(3, 8), s8(8, 5), S, np.abs(normal(5)) * 0.01 + 1e-3, Z, np.zeros(5, np.int8), normal(5)], constants=(1, 3, 5, 6))
case("dynamic_quantize_matmul", "DynamicQuantizeMatMul", [normal(3, 8), s8(8, 5), f32(0.02), zero(2, np.int8), normal(5)], constants=(1, 2, 3, 4))


def lstm(directions, steps, batch, width, hidden, per_channel):
    count = (directions, 4 * hidden) if per_channel else (directions,)
    scale = lambda: (np.abs(RNG.standard_normal(count)) * 0.002 + 0.004).astype(np.float32)
    return [normal(steps, batch, width), s8(directions, width, 4 * hidden), s8(directions, hidden, 4 * hidden),
            normal(directions, 8 * hidden), None, normal(directions, batch, hidden), normal(directions, batch, hidden), None,
            scale(), np.zeros(count, np.int8), scale(), np.zeros(count, np.int8)]


case("dynamic_quantize_lstm", "DynamicQuantizeLSTM", lstm(1, 5, 1, 6, 4, False), outputs=3, tolerance=(0.03, 0.03), constants=(1, 2, 3, 8, 9, 10, 11), hidden_size=4)
case("dynamic_quantize_lstm_bidirectional", "DynamicQuantizeLSTM", lstm(2, 4, 1, 6, 4, True), outputs=3, tolerance=(0.03, 0.03),
     constants=(1, 2, 3, 8, 9, 10, 11), hidden_size=4, direction="bidirectional")


def nbits(k, n, bits, block, zero_points):
    blocks = -(-k // block)
    data = RNG.integers(0, 256, (n, blocks, block * bits // 8)).astype(np.uint8)
    inputs = [normal(2, 3, k), data, np.abs(normal(n, blocks)) * 0.1 + 0.01]
    if zero_points:
        inputs.append(RNG.integers(0, 256, (n, -(-blocks * bits // 8))).astype(np.uint8))
    return inputs


case("matmul_nbits_4", "MatMulNBits", nbits(64, 8, 4, 32, False), constants=(1, 2), tolerance=(1e-3, 1e-2), K=64, N=8, bits=4, block_size=32)
case("matmul_nbits_4_zero_points", "MatMulNBits", nbits(80, 8, 4, 16, True), constants=(1, 2, 3), tolerance=(1e-3, 1e-2), K=80, N=8, bits=4, block_size=16)
case("matmul_nbits_8", "MatMulNBits", nbits(64, 8, 8, 32, True), constants=(1, 2, 3), tolerance=(1e-3, 1e-1), K=64, N=8, bits=8, block_size=32)
case("matmul_nbits_2", "MatMulNBits", nbits(64, 8, 2, 32, False), constants=(1, 2), tolerance=(1e-3, 1e-2), K=64, N=8, bits=2, block_size=32)
case("gather_block_quantized_u8", "GatherBlockQuantized", [u8(10, 32), np.array([[1, 3], [9, 0]], np.int64), np.abs(normal(10, 2)) + 0.1, u8(10, 1)],
     constants=(0, 2, 3), gather_axis=0, quantize_axis=1, block_size=32, bits=4)

X, W = normal(2, 4, 6), normal(6, 18)
case("attention", "Attention", [X, W, normal(18)], num_heads=2)
case("attention_mask_ends", "Attention", [X, W, normal(18), np.array([4, 2], np.int32)], num_heads=2)
case("attention_mask_keys", "Attention", [X, W, normal(18), np.array([[1, 1, 1, 0], [1, 0, 1, 1]], np.int32)], num_heads=2)
case("attention_causal_past", "Attention", [X, W, normal(18), None, normal(2, 2, 2, 3, 3)], outputs=2, num_heads=2, unidirectional=1)
QKV = [normal(2, 3, 8), normal(2, 4, 8), normal(2, 4, 12)]
case("multi_head_attention", "MultiHeadAttention", QKV, num_heads=2)
case("multi_head_attention_bias", "MultiHeadAttention", [*QKV, normal(28)], num_heads=4)
case("multi_head_attention_mask_ends", "MultiHeadAttention", [*QKV, normal(28), np.array([4, 2], np.int32)], num_heads=2)
case("multi_head_attention_mask_keys", "MultiHeadAttention", [*QKV, None, np.array([[1, 1, 1, 0], [1, 0, 1, 1]], np.int32)], num_heads=2, scale=0.4)
case("multi_head_attention_scores", "MultiHeadAttention", [*QKV, None, None, normal(1, 2, 3, 4)], num_heads=2)
case("multi_head_attention_causal", "MultiHeadAttention", [QKV[0], QKV[0], QKV[0], normal(24)], num_heads=2, unidirectional=1)
CACHES = [normal(16, 4), normal(16, 4)]
case("rotary_embedding", "RotaryEmbedding", [normal(2, 3, 16), np.array([[0, 1, 2], [5, 6, 7]]), *CACHES])
case("rotary_embedding_first", "RotaryEmbedding", [normal(2, 2, 3, 8), np.array([4]), *CACHES], interleaved=1)
case("rotary_embedding_part", "RotaryEmbedding", [normal(1, 3, 24), np.array([4]), *CACHES], num_heads=2, rotary_embedding_dim=8)
case("qattention", "QAttention", [u8(2, 4, 6), s8(6, 18), normal(18), f32(0.02), f32(0.01), None, Z, zero(0, np.int8)], constants=(1, 2, 4, 7), num_heads=2)
TABLES = [normal(20, 8), normal(6, 8), normal(2, 8), normal(8), normal(8)]
IDS = RNG.integers(0, 20, (2, 5)).astype(np.int32)
case("embed_layer_normalization", "EmbedLayerNormalization", [IDS, RNG.integers(0, 2, (2, 5)).astype(np.int32), *TABLES,
     np.array([[1, 1, 1, 0, 0], [1, 1, 1, 1, 1]], np.int32)], outputs=2)
case("embed_layer_normalization_no_segment", "EmbedLayerNormalization", [IDS, None, TABLES[0], TABLES[1], None, *TABLES[3:]], outputs=2)
case("skip_layer_normalization", "SkipLayerNormalization", [normal(2, 3, 8), normal(2, 3, 8), normal(8), normal(8), normal(8)])
case("skip_simplified_layer_normalization", "SkipSimplifiedLayerNormalization", [normal(2, 3, 8), normal(2, 3, 8), normal(8), normal(8)], epsilon=1e-5)
case("simplified_layer_normalization", "SimplifiedLayerNormalization", [normal(2, 3, 8), normal(8)], domain="")
case("fast_gelu", "FastGelu", [normal(3, 8), normal(8)])
case("bias_gelu", "BiasGelu", [normal(3, 8), normal(8)])
case("gelu", "Gelu", [normal(3, 8)])
case("quick_gelu", "QuickGelu", [normal(3, 8)])
case("quantize_linear_u16", "QuantizeLinear", [normal(3, 8) * 9, f32(0.001), zero(30000, np.uint16)], tolerance=STEP)
case("dequantize_linear_s16", "DequantizeLinear", [RNG.integers(-30000, 30000, (3, 8)).astype(np.int16), f32(0.001), zero(77, np.int16)])
case("quantize_linear_axis", "QuantizeLinear", [normal(3, 8), np.abs(normal(3)) * 0.01 + 0.01, u8(3)], tolerance=STEP, axis=0)
case("fused_conv", "FusedConv", [normal(1, 3, 6, 6), normal(4, 3, 3, 3), normal(4), normal(1, 4, 4, 4)], activation="LeakyRelu", activation_params=[0.2])
case("fused_conv_clip", "FusedConv", [normal(1, 3, 6, 6), normal(4, 3, 3, 3), normal(4)], activation="Clip", activation_params=[0.0, 6.0])
case("fused_gemm", "FusedGemm", [normal(3, 4), normal(5, 4), normal(5)], transB=1, activation="Relu")
case("fused_matmul", "FusedMatMul", [normal(2, 4, 3), normal(2, 5, 4)], transA=1, transB=1, alpha=0.5)
case("fused_matmul_batch", "FusedMatMul", [normal(4, 2, 3), normal(2, 3, 5)], transBatchA=1)


def build(op, inputs, outputs, domain, constants, attributes):
    names = [f"x{i}" if value is not None else "" for i, value in enumerate(inputs)]
    results = [f"y{i}" for i in range(outputs)]
    node = helper.make_node(op, names, results, domain=domain, **attributes)
    graph_inputs, initializers = [], []
    for i, value in enumerate(inputs):
        if value is None:
            continue
        if i in constants:
            initializers.append(numpy_helper.from_array(value, names[i]))
        else:
            graph_inputs.append(helper.make_tensor_value_info(names[i], helper.np_dtype_to_tensor_dtype(value.dtype), value.shape))
    graph_outputs = [onnx.ValueInfoProto(name=name) for name in results]
    graph = helper.make_graph([node], op, graph_inputs, graph_outputs, initializers)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8)


def main(folder):
    refused = []
    for name, op, inputs, outputs, tolerance, domain, constants, attributes in CASES:
        model = build(op, inputs, outputs, domain, constants, attributes)
        options = ort.SessionOptions()
        options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
        options.log_severity_level = 4
        feeds = {f"x{i}": value for i, value in enumerate(inputs) if value is not None and i not in constants}
        try:
            session = ort.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
            expected = session.run(None, feeds)
        except Exception as error:  # what ONNX Runtime's CPU build has no kernel for cannot be compared
            refused.append(f"{name}: {str(error).splitlines()[0]}")
            continue
        data = os.path.join(folder, name, "test_data_set_0")
        os.makedirs(data, exist_ok=True)
        onnx.save(model, os.path.join(folder, name, "model.onnx"))
        with open(os.path.join(folder, name, "tolerance"), "w") as file:
            file.write(f"{tolerance[0]} {tolerance[1]} {int(tolerance == STEP)}")
        for kind, values in (("input", feeds.values()), ("output", expected)):
            for i, value in enumerate(values):
                with open(os.path.join(data, f"{kind}_{i}.pb"), "wb") as file:
                    file.write(numpy_helper.from_array(np.asarray(value)).SerializeToString())
    print(f"{len(CASES) - len(refused)} cases written, {len(refused)} refused by ONNX Runtime {ort.__version__}")
    for line in refused:
        print("  " + line)


if __name__ == "__main__":
    main(sys.argv[1])

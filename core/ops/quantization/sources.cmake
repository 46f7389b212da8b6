# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  ops/quantization/affine.cpp
  ops/quantization/conv_integer.cpp
  ops/quantization/dequantize_linear.cpp
  ops/quantization/dynamic_quantize_linear.cpp
  ops/quantization/matmul_integer.cpp
  ops/quantization/qlinear_conv.cpp
  ops/quantization/qlinear_matmul.cpp
  ops/quantization/quantization_lowering.cpp
  ops/quantization/quantize_dequantize.cpp
  ops/quantization/quantize_linear.cpp
  ops/quantization/requantize.cpp
)

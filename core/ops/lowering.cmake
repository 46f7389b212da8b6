# SPDX-License-Identifier: GPL-3.0-or-later
# Lowerings of operators to oneDNN primitives.
target_sources(halftone_engine PRIVATE
  ops/activation/activation_lowering.cpp
  ops/elementwise/elementwise_lowering.cpp
  ops/image/resize_lowering.cpp
  ops/matmul/matmul_lowering.cpp
  ops/microsoft/matmul_nbits_lowering.cpp
  ops/nn/conv_lowering.cpp
  ops/nn/conv_transpose_lowering.cpp
  ops/nn/lowered_window.cpp
  ops/norm/norm_lowering.cpp
  ops/pool/pool_lowering.cpp
  ops/quantization/quantization_lowering.cpp
  ops/recurrent/recurrent_lowering.cpp
  ops/reduce/reduce_lowering.cpp
  ops/shape/cast_lowering.cpp
  ops/tensor/tensor_lowering.cpp
)

# SPDX-License-Identifier: GPL-3.0-or-later
# Lowerings of operators to oneDNN primitives.
target_sources(halftone_engine PRIVATE
  ops/matmul/matmul_lowering.cpp
  ops/nn/conv_lowering.cpp
  ops/nn/conv_transpose_lowering.cpp
  ops/nn/lowered_window.cpp
)

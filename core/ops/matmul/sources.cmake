# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  ops/matmul/gemm.cpp
  ops/matmul/gemm_product.cpp
  ops/matmul/matmul.cpp
  ops/matmul/matmul_lowering.cpp
  ops/matmul/matrix_product.cpp
)

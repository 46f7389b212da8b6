# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  ops/pool/average_pool.cpp
  ops/pool/global_average_pool.cpp
  ops/pool/global_lp_pool.cpp
  ops/pool/global_max_pool.cpp
  ops/pool/lp_norm.cpp
  ops/pool/lp_pool.cpp
  ops/pool/max_pool.cpp
  ops/pool/max_unpool.cpp
  ops/pool/pool_lowering.cpp
  ops/pool/pooling.cpp
)

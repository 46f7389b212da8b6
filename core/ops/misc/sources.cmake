# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  ops/misc/det.cpp
  ops/misc/einsum.cpp
  ops/misc/einsum_equation.cpp
  ops/misc/einsum_lowering.cpp
  ops/misc/non_max_suppression.cpp
  ops/misc/sparse.cpp
)

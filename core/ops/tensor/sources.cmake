# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  ops/tensor/concat.cpp
  ops/tensor/depth_to_space.cpp
  ops/tensor/gather.cpp
  ops/tensor/joining.cpp
  ops/tensor/pad.cpp
  ops/tensor/slice.cpp
  ops/tensor/space_to_depth.cpp
  ops/tensor/split.cpp
  ops/tensor/strided_copy.cpp
  ops/tensor/tile.cpp
  ops/tensor/top_k.cpp
  ops/tensor/transpose.cpp
)

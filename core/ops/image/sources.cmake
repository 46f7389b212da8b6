# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  ops/image/affine_grid.cpp
  ops/image/grid_sample.cpp
  ops/image/grid_sample_lowering.cpp
  ops/image/image_decoder.cpp
  ops/image/max_roi_pool.cpp
  ops/image/resample.cpp
  ops/image/resample_axis.cpp
  ops/image/resize.cpp
  ops/image/resize_lowering.cpp
  ops/image/roi_align.cpp
  ops/image/upsample.cpp
)

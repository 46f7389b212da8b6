# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  ops/image/resample.cpp
  ops/image/resample_axis.cpp
  ops/image/resize.cpp
  ops/image/upsample.cpp
)

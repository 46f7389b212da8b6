# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  ops/legacy/crop.cpp
  ops/legacy/given_tensor_fill.cpp
  ops/legacy/image_scaler.cpp
  ops/legacy/scaled_functions.cpp
)

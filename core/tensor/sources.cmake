# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  tensor/dtype.cpp
  tensor/shape.cpp
  tensor/tensor.cpp
  tensor/integers.cpp
)

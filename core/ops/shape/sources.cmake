# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  ops/shape/bit_cast.cpp
  ops/shape/cast.cpp
  ops/shape/cast_attributes.cpp
  ops/shape/cast_like.cpp
  ops/shape/constant.cpp
  ops/shape/constant_of_shape.cpp
  ops/shape/expand.cpp
  ops/shape/flatten.cpp
  ops/shape/identity.cpp
  ops/shape/range.cpp
  ops/shape/reshape.cpp
  ops/shape/shape.cpp
  ops/shape/size.cpp
  ops/shape/squeeze.cpp
  ops/shape/unsqueeze.cpp
)

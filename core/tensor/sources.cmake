# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  tensor/block_cache.cpp
  tensor/cast.cpp
  tensor/dtype.cpp
  tensor/element_value.cpp
  tensor/float8.cpp
  tensor/integers.cpp
  tensor/npy.cpp
  tensor/npy_header.cpp
  tensor/npz.cpp
  tensor/number_text.cpp
  tensor/packed.cpp
  tensor/page_pool.cpp
  tensor/shape.cpp
  tensor/tensor.cpp
  tensor/tensor_fields.cpp
  tensor/tensor_proto.cpp
  tensor/utf.cpp
)

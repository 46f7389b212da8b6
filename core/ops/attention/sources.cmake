# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  ops/attention/attend.cpp
  ops/attention/attention.cpp
  ops/attention/attention_lowering.cpp
  ops/attention/flex_attention.cpp
  ops/attention/linear_attention.cpp
  ops/attention/rotary.cpp
  ops/attention/rotary_embedding.cpp
  ops/attention/tensor_scatter.cpp
)

# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  ops/nn/broadcast_index.cpp
  ops/nn/conv.cpp
  ops/nn/conv_transpose.cpp
  ops/nn/convolution.cpp
  ops/nn/elements.cpp
  ops/nn/node_helpers.cpp
  ops/nn/window.cpp
)

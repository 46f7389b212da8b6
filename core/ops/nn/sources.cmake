# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  ops/nn/broadcast_index.cpp
  ops/nn/causal_conv_with_state.cpp
  ops/nn/col2im.cpp
  ops/nn/conv.cpp
  ops/nn/conv_lowering.cpp
  ops/nn/conv_transpose.cpp
  ops/nn/conv_transpose_lowering.cpp
  ops/nn/convolution.cpp
  ops/nn/deform_conv.cpp
  ops/nn/elements.cpp
  ops/nn/loss.cpp
  ops/nn/lowered_window.cpp
  ops/nn/negative_log_likelihood_loss.cpp
  ops/nn/node_helpers.cpp
  ops/nn/softmax_cross_entropy_loss.cpp
  ops/nn/window.cpp
)

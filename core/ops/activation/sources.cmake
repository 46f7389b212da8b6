# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  ops/activation/activation_lowering.cpp
  ops/activation/celu.cpp
  ops/activation/clip.cpp
  ops/activation/elu.cpp
  ops/activation/erf.cpp
  ops/activation/gelu.cpp
  ops/activation/hard_sigmoid.cpp
  ops/activation/hard_swish.cpp
  ops/activation/hardmax.cpp
  ops/activation/leaky_relu.cpp
  ops/activation/log_softmax.cpp
  ops/activation/mish.cpp
  ops/activation/prelu.cpp
  ops/activation/relu.cpp
  ops/activation/selu.cpp
  ops/activation/shrink.cpp
  ops/activation/sigmoid.cpp
  ops/activation/softmax.cpp
  ops/activation/softmax_base.cpp
  ops/activation/softplus.cpp
  ops/activation/softsign.cpp
  ops/activation/swiglu.cpp
  ops/activation/swish.cpp
  ops/activation/tanh.cpp
  ops/activation/thresholded_relu.cpp
)

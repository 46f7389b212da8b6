# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  ops/norm/batch_normalization.cpp
  ops/norm/dropout.cpp
  ops/norm/group_normalization.cpp
  ops/norm/instance_normalization.cpp
  ops/norm/layer_normalization.cpp
  ops/norm/lp_normalization.cpp
  ops/norm/lrn.cpp
  ops/norm/mean_variance_normalization.cpp
  ops/norm/norm_lowering.cpp
  ops/norm/rms_normalization.cpp
  ops/norm/simplified_layer_normalization.cpp
)

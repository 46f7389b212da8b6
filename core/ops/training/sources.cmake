# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  ops/training/adagrad.cpp
  ops/training/adam.cpp
  ops/training/gradient.cpp
  ops/training/momentum.cpp
  ops/training/optimizer.cpp
)

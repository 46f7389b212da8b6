# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  ops/random/bernoulli.cpp
  ops/random/generator.cpp
  ops/random/multinomial.cpp
  ops/random/random_normal.cpp
  ops/random/random_normal_like.cpp
  ops/random/random_uniform.cpp
  ops/random/random_uniform_like.cpp
)

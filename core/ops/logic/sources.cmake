# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  ops/logic/and.cpp
  ops/logic/bitwise_and.cpp
  ops/logic/bitwise_not.cpp
  ops/logic/bitwise_or.cpp
  ops/logic/bitwise_xor.cpp
  ops/logic/equal.cpp
  ops/logic/greater.cpp
  ops/logic/greater_or_equal.cpp
  ops/logic/is_inf.cpp
  ops/logic/is_nan.cpp
  ops/logic/less.cpp
  ops/logic/less_or_equal.cpp
  ops/logic/not.cpp
  ops/logic/or.cpp
  ops/logic/where.cpp
  ops/logic/where_lowering.cpp
  ops/logic/xor.cpp
)
# Loops meant for the vectorizer.
set_source_files_properties(ops/logic/and.cpp ops/logic/equal.cpp ops/logic/greater.cpp ops/logic/greater_or_equal.cpp
  ops/logic/less.cpp ops/logic/less_or_equal.cpp ops/logic/not.cpp ops/logic/or.cpp ops/logic/xor.cpp
  PROPERTIES COMPILE_OPTIONS "-O3;-fno-trapping-math;-ffp-contract=off")

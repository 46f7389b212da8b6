# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  ops/reduce/arg_extreme.cpp
  ops/reduce/arg_max.cpp
  ops/reduce/arg_min.cpp
  ops/reduce/cum_prod.cpp
  ops/reduce/cum_sum.cpp
  ops/reduce/cumulative.cpp
  ops/reduce/reduce_l1.cpp
  ops/reduce/reduce_l2.cpp
  ops/reduce/reduce_log_sum.cpp
  ops/reduce/reduce_log_sum_exp.cpp
  ops/reduce/reduce_max.cpp
  ops/reduce/reduce_mean.cpp
  ops/reduce/reduce_min.cpp
  ops/reduce/reduce_prod.cpp
  ops/reduce/reduce_sum.cpp
  ops/reduce/reduce_sum_square.cpp
  ops/reduce/reduction.cpp
)
# Loops meant for the vectorizer.
set_source_files_properties(ops/reduce/arg_extreme.cpp PROPERTIES COMPILE_OPTIONS "-O3;-fno-trapping-math;-ffp-contract=off")

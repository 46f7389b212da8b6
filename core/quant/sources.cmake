# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  quant/histogram.cpp
  quant/metrics.cpp
  quant/names.cpp
  quant/node_pattern.cpp
  quant/range.cpp
  quant/range_entropy.cpp
  quant/range_minmax.cpp
  quant/range_moving_average.cpp
  quant/range_mse.cpp
  quant/range_percentile.cpp
  quant/recipe_json.cpp
  quant/scheme.cpp
  quant/statistics_builder.cpp
  quant/statistics_file.cpp
)

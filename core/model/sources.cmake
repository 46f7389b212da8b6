# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  model/dim.cpp
  model/graph.cpp
  model/graph_builder.cpp
  model/initializer.cpp
  model/model.cpp
  model/type.cpp
)

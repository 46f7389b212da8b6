# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  model/dim.cpp
  model/external_data.cpp
  model/graph.cpp
  model/graph_builder.cpp
  model/initializer.cpp
  model/model.cpp
  model/proto_reader.cpp
  model/proto_tensor.cpp
  model/reader.cpp
  model/tensor_sources.cpp
  model/type.cpp
  model/wire_scan.cpp
)

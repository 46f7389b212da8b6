# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  model/attribute_parser.cpp
  model/constant_parser.cpp
  model/dim.cpp
  model/external_data.cpp
  model/file_kind.cpp
  model/graph.cpp
  model/graph_builder.cpp
  model/graph_parser.cpp
  model/initializer.cpp
  model/model.cpp
  model/model_checks.cpp
  model/model_parser.cpp
  model/model_schema.cpp
  model/model_wire.cpp
  model/reader.cpp
  model/tensor_metadata.cpp
  model/tensor_sources.cpp
  model/text_model.cpp
  model/type.cpp
  model/type_wire.cpp
  model/writer.cpp
)

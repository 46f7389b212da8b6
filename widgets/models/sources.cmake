# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_widgets PRIVATE
  models/attempts_model.cpp
  models/attempts_model.h
  models/difference_model.cpp
  models/difference_model.h
  models/node_filter.cpp
  models/node_filter.h
  models/node_filter_proxy.cpp
  models/node_filter_proxy.h
  models/node_model.cpp
  models/node_model.h
  models/tensor_model.cpp
  models/tensor_model.h
)

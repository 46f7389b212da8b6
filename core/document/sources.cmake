# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_document PRIVATE
  document/messages.cpp
  document/messages.h
  document/messages_base.cpp
  document/messages_document.cpp
  document/messages_engine.cpp
  document/messages_model.cpp
  document/messages_ops.cpp
  document/messages_quant.cpp
  document/messages_samples.cpp
  document/messages_tensor.cpp
  document/selection.cpp
  document/selection.h
)

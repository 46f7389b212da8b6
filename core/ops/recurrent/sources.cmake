# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  ops/recurrent/gate_function.cpp
  ops/recurrent/gru.cpp
  ops/recurrent/lstm.cpp
  ops/recurrent/lstm_cell.cpp
  ops/recurrent/recurrent_lowering.cpp
  ops/recurrent/recurrent.cpp
  ops/recurrent/rnn.cpp
)

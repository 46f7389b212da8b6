# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  ops/signal/blackman_window.cpp
  ops/signal/dft.cpp
  ops/signal/fourier.cpp
  ops/signal/hamming_window.cpp
  ops/signal/hann_window.cpp
  ops/signal/mel_weight_matrix.cpp
  ops/signal/stft.cpp
  ops/signal/window.cpp
)

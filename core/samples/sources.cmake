# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  samples/image.h
  samples/source.h
  samples/spec.h
)

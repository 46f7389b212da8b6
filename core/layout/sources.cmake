# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  layout/adjacency.h
  layout/alignment.cpp
  layout/alignment.h
  layout/hierarchy.cpp
  layout/hierarchy.h
  layout/label_slots.cpp
  layout/label_slots.h
  layout/layered.cpp
  layout/layered.h
  layout/layout.cpp
  layout/layout.h
  layout/level.cpp
  layout/level.h
  layout/ordering.cpp
  layout/ordering.h
  layout/placement.cpp
  layout/placement.h
  layout/ranking.cpp
  layout/ranking.h
  layout/routing.cpp
  layout/routing.h
  layout/stubs.cpp
  layout/stubs.h
)

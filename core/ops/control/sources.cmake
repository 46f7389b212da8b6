# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  ops/control/if.cpp
  ops/control/loop.cpp
  ops/control/scan.cpp
  ops/control/subgraph.cpp
)

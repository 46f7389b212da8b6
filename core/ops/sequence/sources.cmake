# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  ops/sequence/concat_from_sequence.cpp
  ops/sequence/optional.cpp
  ops/sequence/optional_get_element.cpp
  ops/sequence/optional_has_element.cpp
  ops/sequence/sequence_at.cpp
  ops/sequence/sequence_construct.cpp
  ops/sequence/sequence_empty.cpp
  ops/sequence/sequence_erase.cpp
  ops/sequence/sequence_helpers.cpp
  ops/sequence/sequence_insert.cpp
  ops/sequence/sequence_length.cpp
  ops/sequence/sequence_map.cpp
  ops/sequence/split_to_sequence.cpp
)

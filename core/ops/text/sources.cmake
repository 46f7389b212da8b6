# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  ops/text/regex_full_match.cpp
  ops/text/regex_parser.cpp
  ops/text/regex_program.cpp
  ops/text/string_concat.cpp
  ops/text/string_normalizer.cpp
  ops/text/string_split.cpp
  ops/text/tf_idf_vectorizer.cpp
  ops/text/utf8.cpp
)

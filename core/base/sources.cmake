# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  base/cancel_scope.cpp
  base/error.cpp
  base/exceptions.cpp
  base/folder_lock.cpp
  base/input_file.cpp
  base/json_text.cpp
  base/leftovers.cpp
  base/output_file.cpp
  base/whole_file.cpp
  base/wire_reader.cpp
)

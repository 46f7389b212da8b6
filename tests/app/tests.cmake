# SPDX-License-Identifier: GPL-3.0-or-later
foreach(test tst_cli tst_cli_errors tst_accuracy)
  halftone_test(app/${test} LIBRARIES halftone_document)
  target_include_directories(${test} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/support)
  target_compile_definitions(${test} PRIVATE HALFTONE_PROGRAM="$<TARGET_FILE:halftone>")
  add_dependencies(${test} halftone)
endforeach()

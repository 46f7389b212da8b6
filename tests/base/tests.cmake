# SPDX-License-Identifier: GPL-3.0-or-later
halftone_test(base/tst_result LIBRARIES halftone_engine)
halftone_test(base/tst_hostile_list LIBRARIES halftone_engine)
target_compile_definitions(tst_hostile_list PRIVATE HALFTONE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")

# SPDX-License-Identifier: GPL-3.0-or-later
halftone_test(app/tst_studio LIBRARIES halftone_studio)
halftone_test(app/tst_window LIBRARIES halftone_studio)
halftone_test(app/tst_window_options LIBRARIES halftone_studio)
halftone_test(app/tst_settings LIBRARIES halftone_studio)
halftone_test(app/tst_language LIBRARIES halftone_studio)
target_compile_definitions(tst_language PRIVATE HALFTONE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")

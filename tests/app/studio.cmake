# SPDX-License-Identifier: GPL-3.0-or-later
halftone_test(app/tst_studio LIBRARIES halftone_studio)
halftone_test(app/tst_window LIBRARIES halftone_studio)
halftone_test(app/tst_window_options LIBRARIES halftone_studio)

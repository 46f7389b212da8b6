# SPDX-License-Identifier: GPL-3.0-or-later
halftone_test(base/tst_json_text LIBRARIES halftone_engine)
halftone_test(base/tst_result LIBRARIES halftone_engine)

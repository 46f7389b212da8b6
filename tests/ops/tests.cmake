# SPDX-License-Identifier: GPL-3.0-or-later
halftone_test(ops/tst_infer_facts LIBRARIES halftone_engine)

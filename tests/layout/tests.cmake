# SPDX-License-Identifier: GPL-3.0-or-later
halftone_test(layout/tst_layout LIBRARIES halftone_engine)
halftone_test(layout/tst_graph_boxes LIBRARIES halftone_engine)
halftone_test(layout/tst_expanded_bodies LIBRARIES halftone_engine)

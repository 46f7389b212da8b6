# SPDX-License-Identifier: GPL-3.0-or-later
halftone_test(widgets/tst_heat_map LIBRARIES halftone_widgets)
halftone_test(widgets/tst_charts LIBRARIES halftone_widgets)

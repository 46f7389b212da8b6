# SPDX-License-Identifier: GPL-3.0-or-later
halftone_test(widgets/tst_graph_view LIBRARIES halftone_widgets)
halftone_test(widgets/tst_graph_search LIBRARIES halftone_widgets)
halftone_test(widgets/tst_graph_parts LIBRARIES halftone_widgets Qt6::Svg)
halftone_test(widgets/tst_heat_map LIBRARIES halftone_widgets)
halftone_test(widgets/tst_charts LIBRARIES halftone_widgets)
halftone_test(widgets/tst_node_list LIBRARIES halftone_widgets)
halftone_test(widgets/tst_tensor_box LIBRARIES halftone_widgets)
halftone_test(widgets/tst_compare_view LIBRARIES halftone_widgets)

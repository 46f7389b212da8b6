# SPDX-License-Identifier: GPL-3.0-or-later
halftone_test(quant/tst_recipe LIBRARIES halftone_engine)
halftone_test(quant/tst_scheme LIBRARIES halftone_engine)
halftone_test(quant/tst_statistics LIBRARIES halftone_engine)
halftone_test(quant/tst_ranges LIBRARIES halftone_engine)
halftone_test(quant/tst_metrics LIBRARIES halftone_engine)
halftone_test(quant/tst_ordered_workers LIBRARIES halftone_engine)
halftone_test(quant/tst_quantize LIBRARIES halftone_engine)
halftone_test(quant/tst_reference_models LIBRARIES halftone_engine Qt6::Gui)

# SPDX-License-Identifier: GPL-3.0-or-later
halftone_test(engine/tst_executor LIBRARIES halftone_engine)
halftone_test(engine/tst_rerun LIBRARIES halftone_engine)
halftone_test(engine/tst_lowering LIBRARIES halftone_engine)
halftone_test(engine/tst_quantized LIBRARIES halftone_engine)
halftone_test(engine/tst_post_operations LIBRARIES halftone_engine)
halftone_test(engine/tst_stored_formats LIBRARIES halftone_engine)
halftone_test(engine/tst_conformance LIBRARIES halftone_engine)

# SPDX-License-Identifier: GPL-3.0-or-later
halftone_test(tensor/tst_codecs LIBRARIES halftone_engine)
halftone_test(tensor/tst_page_pool LIBRARIES halftone_engine)
halftone_test(tensor/tst_npy LIBRARIES halftone_engine ZLIB::ZLIB)
halftone_test(tensor/tst_tensor_proto LIBRARIES halftone_engine)
halftone_test(tensor/tst_element_value LIBRARIES halftone_engine)

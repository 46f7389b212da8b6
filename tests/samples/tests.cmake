# SPDX-License-Identifier: GPL-3.0-or-later
halftone_test(samples/tst_preprocessing LIBRARIES halftone_engine)
halftone_test(samples/tst_samples LIBRARIES halftone_document)
halftone_test(samples/tst_image_decoder LIBRARIES halftone_document)

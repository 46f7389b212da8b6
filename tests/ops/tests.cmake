# SPDX-License-Identifier: GPL-3.0-or-later
halftone_test(ops/tst_hostile_arguments LIBRARIES halftone_engine)
halftone_test(ops/tst_infer_facts LIBRARIES halftone_engine)
halftone_test(ops/tst_nn_operators LIBRARIES halftone_engine)
halftone_test(ops/tst_ml_operators LIBRARIES halftone_engine)
halftone_test(ops/tst_hostile_nodes LIBRARIES halftone_engine)
halftone_test(ops/tst_shape_arithmetic LIBRARIES halftone_engine)

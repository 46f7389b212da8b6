# SPDX-License-Identifier: GPL-3.0-or-later
halftone_test(model/tst_dim LIBRARIES halftone_engine)
halftone_test(model/tst_graph_builder LIBRARIES halftone_engine)
halftone_test(model/tst_reader LIBRARIES halftone_engine)
halftone_test(model/tst_external_data LIBRARIES halftone_engine)
halftone_test(model/tst_hostile_models LIBRARIES halftone_engine)
halftone_test(model/tst_text_model LIBRARIES halftone_engine halftone_onnx_proto protobuf::libprotobuf)
halftone_test(model/tst_writer LIBRARIES halftone_engine)

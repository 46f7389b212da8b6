# SPDX-License-Identifier: GPL-3.0-or-later
halftone_test(document/tst_messages LIBRARIES halftone_document)
target_compile_definitions(tst_messages PRIVATE HALFTONE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
halftone_test(document/tst_recipe_edit LIBRARIES halftone_document)
halftone_test(document/tst_speed_issues LIBRARIES halftone_document)
halftone_test(document/tst_session LIBRARIES halftone_document)
halftone_test(document/tst_model_diff LIBRARIES halftone_document)
halftone_test(document/tst_node_data LIBRARIES halftone_document)

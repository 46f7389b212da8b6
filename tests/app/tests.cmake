# SPDX-License-Identifier: GPL-3.0-or-later
foreach(test tst_cli tst_cli_errors tst_doctor tst_accuracy)
  halftone_test(app/${test} LIBRARIES halftone_document PROGRAM)
endforeach()

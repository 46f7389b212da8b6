# SPDX-License-Identifier: GPL-3.0-or-later
halftone_test(jobs/tst_job_runner LIBRARIES halftone_document)

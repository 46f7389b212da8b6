# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_document PRIVATE
  jobs/job.cpp
  jobs/job.h
  jobs/job_runner.cpp
  jobs/job_runner.h
)

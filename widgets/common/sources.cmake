# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_widgets PRIVATE
  common/elided_label.cpp
  common/elided_label.h
  common/format.cpp
  common/format.h
  common/paper.h
  common/studio_style.cpp
  common/studio_style.h
  common/theme.cpp
  common/theme.h
)

qt_add_resources(halftone_widgets icons PREFIX / BASE ${PROJECT_SOURCE_DIR}/resources FILES ${PROJECT_SOURCE_DIR}/resources/icons/halftone.svg)

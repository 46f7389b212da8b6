# SPDX-License-Identifier: GPL-3.0-or-later
# Flags shared by all targets; link halftone_flags to get them.
add_library(halftone_flags INTERFACE)
target_compile_options(halftone_flags INTERFACE -Wall -Wextra -Wno-missing-field-initializers
  # g++ 12 sees overlapping copies in std::string operator+ that are not there (GCC bug 105651).
  -Wno-restrict -fno-semantic-interposition)
if(HALFTONE_WERROR)
  target_compile_options(halftone_flags INTERFACE -Werror)
endif()
if(HALFTONE_SANITIZE)
  target_compile_options(halftone_flags INTERFACE -fsanitize=${HALFTONE_SANITIZE} -fno-omit-frame-pointer -g1)
  target_link_options(halftone_flags INTERFACE -fsanitize=${HALFTONE_SANITIZE})
endif()
target_include_directories(halftone_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(halftone_flags INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII ONNX_ML=1 ONNX_NAMESPACE=onnx)

find_program(HALFTONE_MOLD mold)
if(HALFTONE_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
find_program(HALFTONE_CCACHE ccache)
if(HALFTONE_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_CURRENT_LIST_DIR}/cached_compiler)
endif()

# SPDX-License-Identifier: GPL-3.0-or-later
# Debian's package files of oneDNN ask for OpenCL's development files, which a CPU build does not need; so the two
# libraries are found directly.
function(halftone_library target library header)
  find_library(HALFTONE_${target}_LIBRARY ${library} REQUIRED)
  find_path(HALFTONE_${target}_INCLUDE ${header} REQUIRED)
  add_library(${target} UNKNOWN IMPORTED GLOBAL)
  set_target_properties(${target} PROPERTIES IMPORTED_LOCATION ${HALFTONE_${target}_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${HALFTONE_${target}_INCLUDE})
endfunction()
halftone_library(halftone_dnnl dnnl oneapi/dnnl/dnnl.hpp)
halftone_library(halftone_onnx_proto onnx_proto onnx/onnx_pb.h)

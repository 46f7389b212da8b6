# SPDX-License-Identifier: GPL-3.0-or-later
include(${CMAKE_CURRENT_LIST_DIR}/lowering.cmake)
target_sources(halftone_engine PRIVATE
  ops/fact.cpp
  ops/fact_inference.cpp
  ops/fact_merge.cpp
  ops/function_attributes.cpp
  ops/infer_context.cpp
  ops/infer_facts.cpp
  ops/kernel_context.cpp
  ops/registry.cpp
  ops/axes.cpp
  ops/broadcast.cpp
  ops/sub_byte.cpp
)
foreach(folder nn norm matmul recurrent activation pool image quantization attention microsoft
               elementwise logic reduce shape tensor control sequence text random misc training signal ml legacy)
  include(${CMAKE_CURRENT_LIST_DIR}/${folder}/sources.cmake)
endforeach()

# SPDX-License-Identifier: GPL-3.0-or-later
# Programs that print figures; nothing here is a test. cmake --build --preset release --target bench_refresh
add_executable(bench_refresh EXCLUDE_FROM_ALL bench/refresh.cpp)
set_target_properties(bench_refresh PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
target_link_libraries(bench_refresh PRIVATE halftone_document halftone_flags)

add_executable(bench_viewer_pictures EXCLUDE_FROM_ALL bench/viewer_pictures.cpp)
set_target_properties(bench_viewer_pictures PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
target_link_libraries(bench_viewer_pictures PRIVATE halftone_widgets halftone_flags)

add_executable(bench_viewer_frames EXCLUDE_FROM_ALL bench/viewer_frames.cpp)
set_target_properties(bench_viewer_frames PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
target_link_libraries(bench_viewer_frames PRIVATE halftone_widgets halftone_flags)

add_executable(bench_layout_quality EXCLUDE_FROM_ALL bench/layout_quality.cpp)
set_target_properties(bench_layout_quality PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
target_link_libraries(bench_layout_quality PRIVATE halftone_document halftone_flags)

add_executable(bench_node_data EXCLUDE_FROM_ALL bench/node_data.cpp)
set_target_properties(bench_node_data PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
target_link_libraries(bench_node_data PRIVATE halftone_widgets halftone_flags)

add_executable(bench_window_stalls EXCLUDE_FROM_ALL bench/window_stalls.cpp)
set_target_properties(bench_window_stalls PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
target_link_libraries(bench_window_stalls PRIVATE halftone_studio halftone_flags)

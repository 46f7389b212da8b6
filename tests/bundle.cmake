# SPDX-License-Identifier: GPL-3.0-or-later
option(HALFTONE_BUNDLE_TESTS "Link the tests of one library into one program" OFF)

# halftone_test(layer/tst_unit LIBRARIES … [SOURCES …] [PROGRAM] [ALONE]): one unit, one test of ctest, labelled by its layer;
# build/…/tests/tst_unit runs it and the target tst_unit builds it. PROGRAM: it starts halftone. With HALFTONE_BUNDLE_TESTS those names lead to
# one program a library, `tests_<library>`. ALONE: a unit with a main() of its own, or that replaces functions of the system.
function(halftone_test path)
  cmake_parse_arguments(arg "PROGRAM;ALONE" "" "LIBRARIES;SOURCES" ${ARGN})
  get_filename_component(name ${path} NAME)
  get_filename_component(layer ${path} DIRECTORY)
  list(GET arg_LIBRARIES 0 library)
  set(program ${name})
  if(HALFTONE_BUNDLE_TESTS AND NOT arg_ALONE)
    set(program tests_${library})
    add_custom_target(${name} DEPENDS ${program})
    file(CREATE_LINK ${program} ${CMAKE_BINARY_DIR}/tests/${name} SYMBOLIC)
  endif()
  if(NOT TARGET ${program})
    halftone_test_program(${program} ${library})
  endif()
  target_sources(${program} PRIVATE ${path}.cpp ${arg_SOURCES})
  halftone_test_paths(${path}.cpp)
  target_link_libraries(${program} PRIVATE ${arg_LIBRARIES})
  if(arg_PROGRAM)
    add_dependencies(${program} halftone)
  endif()
  add_test(NAME ${name} COMMAND ${CMAKE_BINARY_DIR}/tests/${name})
  # A home of its own: no test finds another's window sizes, recent files or sessions.
  set(home ${CMAKE_BINARY_DIR}/tests/home/${name})
  file(MAKE_DIRECTORY ${home})
  set_tests_properties(${name} PROPERTIES LABELS "${layer}" TIMEOUT 300 ENVIRONMENT "QT_QPA_PLATFORM=offscreen;HOME=${home}")
endfunction()

file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/tests)

# Qt6::Test defines the folders of source and build, which nobody here asks for; see below what that costs.
set_target_properties(Qt6::Test PROPERTIES INTERFACE_COMPILE_DEFINITIONS QT_TESTLIB_LIB)

# HALFTONE_TEST_DATA, HALFTONE_SOURCE_DIR and HALFTONE_PROGRAM name folders of this machine, so that ccache finds no file again in another clone:
# only units that mention them, or include a header of tests that does, get them. Run cmake again when a unit begins to.
file(GLOB_RECURSE headers RELATIVE ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
set(halftone_path_marks "HALFTONE_(TEST_DATA|SOURCE_DIR|PROGRAM)")
foreach(header IN LISTS headers)
  file(STRINGS ${PROJECT_SOURCE_DIR}/${header} marks REGEX "HALFTONE_(TEST_DATA|SOURCE_DIR|PROGRAM)" LIMIT_COUNT 1)
  if(marks)
    string(REPLACE "." "\\." header ${header})
    string(APPEND halftone_path_marks "|include \"${header}\"")
  endif()
endforeach()
function(halftone_test_paths source)
  file(STRINGS ${source} marks REGEX "${halftone_path_marks}" LIMIT_COUNT 1)
  if(marks)
    set_source_files_properties(${source} PROPERTIES COMPILE_DEFINITIONS "HALFTONE_TEST_DATA=\"${CMAKE_CURRENT_SOURCE_DIR}/data\"\
;HALFTONE_SOURCE_DIR=\"${PROJECT_SOURCE_DIR}\";HALFTONE_PROGRAM=\"${CMAKE_BINARY_DIR}/halftone\"")
  endif()
endfunction()

# One program `name` for tests of `library`. In a bundle support/bundle.h comes first in every file: each unit's QTEST_MAIN registers it.
function(halftone_test_program name library)
  add_executable(${name})
  set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_link_libraries(${name} PRIVATE halftone_flags Qt6::Test)
  if(name STREQUAL "tests_${library}")
    target_sources(${name} PRIVATE support/bundle.cpp)
    if(HALFTONE_PCH)
      target_precompile_headers(${name} PRIVATE <tests/support/bundle.h> ${standard_headers} <core/model/model.h>)
    else()
      target_compile_options(${name} PRIVATE -include ${CMAKE_CURRENT_SOURCE_DIR}/support/bundle.h)
    endif()
  endif()
endfunction()

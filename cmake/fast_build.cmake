# SPDX-License-Identifier: GPL-3.0-or-later
# Precompiled headers and unity batches: what shortens a build from nothing. `dev` compiles file by file.

option(HALFTONE_PCH "Precompile the headers that most files read" ON)
option(HALFTONE_UNITY "Compile several files of one folder at once" OFF)

# Headers in angle brackets only: what CMake writes then names no folder of this machine, and ccache finds it again elsewhere.
# Files with options of their own cannot use them.
function(halftone_precompile target)
  if(NOT HALFTONE_PCH)
    return()
  endif()
  target_precompile_headers(${target} PRIVATE ${ARGN})
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    get_source_file_property(options ${source} COMPILE_OPTIONS)
    if(options)
      set_source_files_properties(${source} PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
    endif()
  endforeach()
endfunction()

# Batches of at most `size` files, each of one folder. Files given behind EXCEPT are compiled alone.
function(halftone_unity target size)
  cmake_parse_arguments(arg "" "" "EXCEPT" ${ARGN})
  if(NOT HALFTONE_UNITY)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    if(NOT source MATCHES "\\.cpp$" OR source IN_LIST arg_EXCEPT)
      continue()
    endif()
    get_filename_component(folder ${source} DIRECTORY)
    string(MAKE_C_IDENTIFIER "${target}_${folder}" group)
    if(NOT DEFINED count_${group})
      set(count_${group} 0)
    endif()
    math(EXPR batch "${count_${group}} / ${size}")
    math(EXPR count_${group} "${count_${group}} + 1")
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${group}_${batch})
  endforeach()
endfunction()

# Compiler flags every target of ours shares.
add_library(aplomb_flags INTERFACE)
target_include_directories(aplomb_flags INTERFACE ${PROJECT_SOURCE_DIR}/src ${PROJECT_BINARY_DIR}/generated)
target_compile_options(aplomb_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  -Wno-sign-conversion -Wnon-virtual-dtor -Woverloaded-virtual)
if(APLOMB_WARNINGS_AS_ERRORS)
  target_compile_options(aplomb_flags INTERFACE -Werror)
endif()
# Flags that some libraries ask for and the precompiled headers must then be built with.
target_compile_options(aplomb_flags INTERFACE -pthread -Wno-error=invalid-pch)
target_compile_definitions(aplomb_flags INTERFACE _LARGEFILE64_SOURCE)
# Beast and Asio are compiled once, in src/net/boost_impl.cpp.
target_compile_definitions(aplomb_flags INTERFACE
  BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED
  TOML_HEADER_ONLY=0 SPDLOG_COMPILED_LIB SPDLOG_FMT_EXTERNAL
  APLOMB_VERSION="${PROJECT_VERSION}")
if(APLOMB_PRECOMPILE AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # With its time inside, a precompiled header would never be the same to ccache twice.
  add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
endif()
if(APLOMB_SANITIZE)
  target_compile_options(aplomb_flags INTERFACE -fsanitize=${APLOMB_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(aplomb_flags INTERFACE -fsanitize=${APLOMB_SANITIZE})
  if(APLOMB_SANITIZE MATCHES "undefined")
    target_compile_options(aplomb_flags INTERFACE -fno-sanitize-recover=undefined)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
      # clang 14 cannot assemble coroutines with this one: "a difference across sections".
      target_compile_options(aplomb_flags INTERFACE -fno-sanitize=function)
    endif()
  endif()
  if(APLOMB_SANITIZE MATCHES "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Asio's memory fences stand beside locks, which the sanitizer does understand.
    target_compile_options(aplomb_flags INTERFACE -Wno-tsan)
  endif()
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # g++ 12 reports these falsely inside the standard library, under -O2 or sanitizers.
  target_compile_options(aplomb_flags INTERFACE -Wno-maybe-uninitialized -Wno-stringop-overread
    -Wno-stringop-overflow -Wno-restrict -Wno-array-bounds -Wno-dangling-pointer)
endif()

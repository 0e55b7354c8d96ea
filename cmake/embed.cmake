# Files become part of the binary: an assembler `.incbin` per file (instant even for large ones)
# and a table sorted by path. A generated source defines, in NAMESPACE,
# `std::span<const EmbeddedFile> FUNCTION()` (base/embedded_file.h).
#
#   aplomb_embed(TARGET t ROOT dir FUNCTION web_files NAMESPACE aplomb::api FILES a b …)
function(aplomb_embed)
  cmake_parse_arguments(A "" "TARGET;ROOT;FUNCTION;NAMESPACE" "FILES" ${ARGN})
  set(asm "    .section .rodata\n")
  set(declarations "")
  set(entries "")
  set(index 0)
  list(SORT A_FILES)
  foreach(file IN LISTS A_FILES)
    set(symbol aplomb_embedded_${A_FUNCTION}_${index})
    string(APPEND asm "    .global ${symbol}_begin\n    .global ${symbol}_end\n    .balign 64\n${symbol}_begin:\n    .incbin \"${A_ROOT}/${file}\"\n${symbol}_end:\n    .byte 0\n")
    string(APPEND declarations "extern const char ${symbol}_begin[];\nextern const char ${symbol}_end[];\n")
    string(APPEND entries "        {\"${file}\", {${symbol}_begin, static_cast<std::size_t>(${symbol}_end - ${symbol}_begin)}},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND asm "    .section .note.GNU-stack,\"\",@progbits\n")
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${A_FUNCTION})
  file(CONFIGURE OUTPUT ${out}.S CONTENT "${asm}" @ONLY)
  file(CONFIGURE OUTPUT ${out}.cpp CONTENT
"#include <array>
#include <span>

#include \"base/embedded_file.h\"

extern \"C\" {
${declarations}}

namespace ${A_NAMESPACE} {
std::span<const base::EmbeddedFile> ${A_FUNCTION}() {
    static const std::array<base::EmbeddedFile, ${index}> all{{
${entries}    }};
    return all;
}
}  // namespace ${A_NAMESPACE}
" @ONLY)
  list(TRANSFORM A_FILES PREPEND ${A_ROOT}/)
  set_source_files_properties(${out}.S PROPERTIES OBJECT_DEPENDS "${A_FILES}")
  target_sources(${A_TARGET} PRIVATE ${out}.S ${out}.cpp)
endfunction()

# The module the page loads: homeward.js and homeward.wasm, in the build folder.

# SQLite with no file layer but ours, nothing spilt to a temporary file, and none of
# what the tablet never calls.
target_compile_definitions(sqlite3mc PRIVATE
  SQLITE_OS_OTHER=1
  SQLITE_STMTJRNL_SPILL=-1
  __WASM__=1  # the cipher's random numbers come from getentropy, which opfs_vfs.cpp defines
  SQLITE_MAX_EXPR_DEPTH=0
  SQLITE_UNTESTABLE
  SQLITE_USE_ALLOCA
  SQLITE_OMIT_AUTHORIZATION SQLITE_OMIT_COMPILEOPTION_DIAGS SQLITE_OMIT_COMPLETE
  SQLITE_OMIT_DATETIME_FUNCS SQLITE_OMIT_DECLTYPE SQLITE_OMIT_DESERIALIZE SQLITE_OMIT_GET_TABLE
  SQLITE_OMIT_INCRBLOB SQLITE_OMIT_INTROSPECTION_PRAGMAS SQLITE_OMIT_JSON
  SQLITE_OMIT_PROGRESS_CALLBACK SQLITE_OMIT_TCL_VARIABLE SQLITE_OMIT_TRACE SQLITE_OMIT_UTF16)

# Twice as fast for one kilobyte, and a person waits for it at every unlock. Every row and
# every change is hashed by its BLAKE2.
target_compile_options(argon2ref PRIVATE -O3 -finline-functions)

set(module_options
  -Os  # as small as -Oz here, whose memcpy copies octet by octet
  -sMODULARIZE
  -sEXPORT_ES6
  -sENVIRONMENT=worker
  -sALLOW_MEMORY_GROWTH
  -sFILESYSTEM=0
  -sDYNAMIC_EXECUTION=0  # no eval, as the page's Content-Security-Policy demands
  -sASSERTIONS=0
  --no-entry)

# A module called `name` from `sources`, which exports the C functions after EXPORTS.
function(homeward_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;EXPORTS")
  list(TRANSFORM arg_EXPORTS PREPEND _)
  list(JOIN arg_EXPORTS "," exports)
  add_executable(${name}_wasm ${arg_SOURCES} ${CMAKE_SOURCE_DIR}/wasm/opfs_vfs.cpp)
  target_link_libraries(${name}_wasm PRIVATE homeward_client)
  target_link_options(${name}_wasm PRIVATE ${module_options} -sEXPORTED_FUNCTIONS=${exports}
    "SHELL:--js-library ${CMAKE_SOURCE_DIR}/wasm/browser.js")
  set_target_properties(${name}_wasm PROPERTIES
    OUTPUT_NAME ${name}
    SUFFIX .js
    LINK_DEPENDS ${CMAKE_SOURCE_DIR}/wasm/browser.js
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
endfunction()

homeward_module(homeward
  SOURCES exports.cpp
  EXPORTS hw_allocate hw_free hw_reply hw_reply_size hw_argon2id hw_open hw_close hw_identify
    hw_call hw_request hw_request_ahead hw_carry_less hw_rescue hw_take hw_confirm hw_retry_ms hw_attach hw_file
    hw_compare_request hw_compare_take hw_pieces_request hw_pieces_take hw_pieces_confirm)

# The same file layer with a way to run any SQL, for tests/wasm only.
homeward_module(probe
  SOURCES exports.cpp ${CMAKE_SOURCE_DIR}/tests/wasm/probe.cpp
  EXPORTS hw_allocate hw_free hw_reply hw_reply_size hw_argon2id hw_open hw_close
    probe_open probe_close probe_run probe_text probe_text_size probe_inserts)

# The policy engine alone, for tests/wasm only: the served module has no entry for a story.
add_executable(stories_wasm
  ${CMAKE_SOURCE_DIR}/tests/wasm/stories.cpp
  ${CMAKE_SOURCE_DIR}/tests/golden/story.cpp)
target_link_libraries(stories_wasm PRIVATE homeward_core)
target_link_options(stories_wasm PRIVATE ${module_options}
  -sEXPORTED_FUNCTIONS=_stories_allocate,_stories_answer)
set_target_properties(stories_wasm PROPERTIES
  OUTPUT_NAME stories
  SUFFIX .js
  RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})

# Issue 2: as served, compressed, no larger than 700 kB; brotli, and room to notice growth.
add_custom_command(TARGET homeward_wasm POST_BUILD
  COMMAND node ${CMAKE_CURRENT_SOURCE_DIR}/served_size.mjs 630000
    ${CMAKE_BINARY_DIR}/homeward.js ${CMAKE_BINARY_DIR}/homeward.wasm
  VERBATIM)

# A binary for each target: the reference in it, any other part by SHORTREAD_IMPLEMENTATION=FILE.so.
# Who builds for a fleet says in LIB_FUZZING_ENGINE what to link, and passes its own sanitizers in CXXFLAGS.
set(SHORTREAD_FUZZING_ENGINE "$ENV{LIB_FUZZING_ENGINE}" CACHE STRING "What a target's binary is linked with")
if(NOT SHORTREAD_FUZZING_ENGINE)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang" OR CMAKE_CXX_COMPILER_VERSION VERSION_LESS 19)
    message(FATAL_ERROR "libFuzzer targets need clang++ 19 or newer: use the preset `fuzz`")
  endif()
  set(SHORTREAD_FUZZING_ENGINE -fsanitize=fuzzer)
endif()

# The faked calls once more, as part of a binary that is linked with --wrap itself.
get_target_property(requirement_sources shortread_requirements SOURCES)
list(TRANSFORM requirement_sources PREPEND ${PROJECT_SOURCE_DIR}/tests/requirements/)
set(fake_network ${PROJECT_SOURCE_DIR}/reference/testing)
add_library(shortread_fuzz_wrapped OBJECT ${requirement_sources} chat_checks.cpp core_checks.cpp scenario.cpp target.cpp
  ${PROJECT_SOURCE_DIR}/tests/simulation/chat_bound.cpp ${PROJECT_SOURCE_DIR}/tests/simulation/chat_simulation.cpp
  ${PROJECT_SOURCE_DIR}/tests/simulation/happening.cpp ${PROJECT_SOURCE_DIR}/tests/simulation/ladder.cpp ${PROJECT_SOURCE_DIR}/tests/simulation/ladder_line.cpp
  ${fake_network}/fake_link.cpp ${fake_network}/fake_stream.cpp ${fake_network}/schedule.cpp ${fake_network}/schedule_bytes.cpp
  ${fake_network}/smallest.cpp)
target_compile_definitions(shortread_fuzz_wrapped PRIVATE
  SHORTREAD_WRAPPED_WITH_ALL SHORTREAD_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
  SHORTREAD_MODULES_DIR="${PROJECT_BINARY_DIR}/modules")
target_include_directories(shortread_fuzz_wrapped PUBLIC ${PROJECT_SOURCE_DIR})
target_link_libraries(shortread_fuzz_wrapped PUBLIC shortread_net ${CMAKE_DL_LIBS})
# Only the code under test tells the engine where it has been: an oracle's branches are not what a corpus is to
# grow on, and collecting them halves the executions a second.
target_compile_options(shortread_fuzz_wrapped PRIVATE -fno-sanitize=fuzzer-no-link)
shortread_development_flags(shortread_fuzz_wrapped)

include(${PROJECT_SOURCE_DIR}/tests/requirements/faked_calls.cmake)
list(TRANSFORM SHORTREAD_FAKED_CALLS PREPEND "LINKER:--wrap=" OUTPUT_VARIABLE wrap_options)

function(shortread_fuzz_target name lesson folder)
  set(part ${PROJECT_SOURCE_DIR}/tests/requirements/${lesson})
  add_executable(fuzz_${name} drivers/engine.cpp ${part}/module.cpp)
  target_compile_definitions(fuzz_${name} PRIVATE
    SHORTREAD_FUZZ_TARGET="${name}" SHORTREAD_EXERCISE="${part}/reference.cpp")
  target_include_directories(fuzz_${name} PRIVATE ${PROJECT_SOURCE_DIR}/lessons/${folder} ${SHORTREAD_INCLUDE_DIR})
  target_link_libraries(fuzz_${name} PRIVATE shortread_fuzz_wrapped ${SHORTREAD_FUZZING_ENGINE})
  target_link_options(fuzz_${name} PRIVATE ${wrap_options})
  set_target_properties(fuzz_${name} PROPERTIES ENABLE_EXPORTS ON)
  shortread_development_flags(fuzz_${name})
  add_dependencies(shortread_engines fuzz_${name})
  if(name STREQUAL "canary")
    return()
  endif()
  # The first folder is where libFuzzer writes what is new: never the tree's.
  set(new_inputs ${CMAKE_CURRENT_BINARY_DIR}/new_inputs/${name})
  file(MAKE_DIRECTORY ${new_inputs})
  add_test(NAME fuzz.${name} COMMAND fuzz_${name} -runs=50000 -max_total_time=20 -seed=1 -max_len=256
    -timeout=5 -dict=${CMAKE_CURRENT_SOURCE_DIR}/dictionaries/frame.dict
    ${new_inputs} ${CMAKE_CURRENT_SOURCE_DIR}/corpus/${name})
  set_tests_properties(fuzz.${name} PROPERTIES LABELS fuzz TIMEOUT 240)
endfunction()

add_custom_target(shortread_engines)
foreach(name IN ITEMS header frame_split frame_model frame_bound receive_frames link_simulation printable frame_progress send_queue)
  shortread_fuzz_target(${name} fixed_header 02_fixed_header)
endforeach()
foreach(name IN ITEMS chat_simulation chat_bound)
  shortread_fuzz_target(${name} chat_select 03_chat_select)
  target_link_libraries(fuzz_${name} PRIVATE shortread_chat)
endforeach()
foreach(name IN ITEMS receive_all send_all canary)
  shortread_fuzz_target(${name} raw_send 01_raw_send)
endforeach()

if(SHORTREAD_FUZZ_FLEET_TEST)
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  add_test(NAME fuzz.fleet
    COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/fuzz/fleet_test.py ${CMAKE_CXX_COMPILER})
  set_tests_properties(fuzz.fleet PROPERTIES LABELS fuzz TIMEOUT 600)
  add_test(NAME fuzz.lesson_engine
    COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/fuzz/lesson_engine_test.py ${CMAKE_CXX_COMPILER} ${PROJECT_BINARY_DIR})
  set_tests_properties(fuzz.lesson_engine PROPERTIES LABELS fuzz TIMEOUT 300)
  add_test(NAME fuzz.campaign
    COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/fuzz/campaign_test.py ${PROJECT_BINARY_DIR})
  set_tests_properties(fuzz.campaign PROPERTIES LABELS fuzz TIMEOUT 120)
endif()

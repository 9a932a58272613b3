# Installs the built tree into a fresh prefix, builds the consumer against it and runs what came out.
set(work ${BUILD}/consumer)
set(prefix ${work}/prefix)
file(REMOVE_RECURSE ${work})

function(run expected) # EXPECTED exit code, COMMAND...
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE out ERROR_VARIABLE err TIMEOUT 120)
  if(NOT code MATCHES "^(${expected})$")
    message(FATAL_ERROR "${ARGN}\nended with ${code}, expected ${expected}\n${out}${err}")
  endif()
  set(out "${out}" PARENT_SCOPE)
endfunction()

function(expect_output expected)
  if(NOT out MATCHES "${expected}")
    message(FATAL_ERROR "expected: ${expected}\ngot: ${out}")
  endif()
endfunction()

run(0 ${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix})
set(configure ${CMAKE_COMMAND} -S ${SOURCE} -G Ninja -DCMAKE_PREFIX_PATH=${prefix}
    -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_CXX_FLAGS=-Werror)

run(0 ${configure} -B ${work}/build)
run(0 ${CMAKE_COMMAND} --build ${work}/build)

run(0 ${work}/build/decode)
expect_output("^hello\nok\nmalformed header at byte 27: '-'")

# A stranger's receive loop, on every network; and one with a mistake, on the smallest it fails on.
run(0 ${work}/build/try_read_line)
expect_output("^read_line holds however it is cut\nread_line_once fails on:\nincoming [^\n]+\nrecv 1\n$")

# A component that does not exist is refused by name, not found by accident.
run(1 ${configure} -B ${work}/refused -DWANTED=core,pickles)

# The listing of the README against the installed server.
run(0 sh ${SOURCE}/listen_in_test.sh ${prefix}/bin/header_server ${work}/build/listen_in ${work}/out)
expect_output("^Welcome to the server!\nThe time is [0-9]+\nThe time is [0-9]+\n$")

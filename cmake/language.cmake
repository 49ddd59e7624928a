# SPDX-License-Identifier: MIT
# English is part of the program: its texts are written into a header when the build is configured,
# so that every tool that reads the sources finds it.

function(surefoot_language)
    find_program(PYTHON3 python3 REQUIRED)
    file(GLOB texts CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/assets/lang/en/*.json)
    set(generate ${CMAKE_SOURCE_DIR}/tools/lang/generate.py)
    set(folder ${CMAKE_BINARY_DIR}/generated)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${texts} ${generate})
    execute_process(
        COMMAND ${PYTHON3} ${generate} ${folder}/surefoot/words.inc ${texts}
        ERROR_VARIABLE faults RESULT_VARIABLE failed)
    if(failed)
        message(FATAL_ERROR "The English texts cannot be read:\n${faults}")
    endif()
    target_include_directories(surefoot_text PUBLIC ${folder})
endfunction()

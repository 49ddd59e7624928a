# The voice: rendered when the project is built, from the texts of what we ship, so that a changed
# exercise is never spoken by yesterday's file. Without flite (and without recordings in
# assets/voice/LANGUAGE) or without the Vorbis encoder there is no voice: tones and texts remain.
find_path(FLITE_INCLUDE flite/flite.h)
find_library(FLITE_RMS flite_cmu_us_rms)
find_library(FLITE_ENGLISH flite_usenglish)
find_library(FLITE_LEXICON flite_cmulex)
find_library(FLITE_ENGINE flite)
if(FLITE_INCLUDE AND FLITE_RMS AND FLITE_ENGLISH AND FLITE_LEXICON AND FLITE_ENGINE)
    set(SUREFOOT_FLITE ON)
endif()

set(SUREFOOT_VOICE_PACK ${CMAKE_BINARY_DIR}/voice/en.voice)
set(voice_recordings ${CMAKE_SOURCE_DIR}/assets/voice/en)
set(SUREFOOT_VOICE OFF)
if(VORBISENC_FOUND AND (SUREFOOT_FLITE OR EXISTS ${voice_recordings}/voice.json))
    set(SUREFOOT_VOICE ON)
endif()

# The engine in process; without flite it is one that says it is not there.
function(surefoot_engine)
    set(folder ${CMAKE_SOURCE_DIR}/platform/flite)
    add_library(surefoot_engine STATIC
        ${folder}/$<IF:$<BOOL:${SUREFOOT_FLITE}>,engine_flite.c,engine_none.c>)
    target_include_directories(surefoot_engine PUBLIC ${folder})
    target_link_libraries(surefoot_engine PUBLIC surefoot_core PRIVATE surefoot_warnings)
    if(SUREFOOT_FLITE)
        target_include_directories(surefoot_engine SYSTEM PRIVATE ${FLITE_INCLUDE})
        target_link_libraries(surefoot_engine PRIVATE
            ${FLITE_RMS} ${FLITE_ENGLISH} ${FLITE_LEXICON} ${FLITE_ENGINE})
    endif()
endfunction()

# The pack. Called once the layers are there.
function(surefoot_voice)
    if(NOT SUREFOOT_VOICE)
        message(STATUS "No voice: flite or the Vorbis encoder is not here (flite1-dev, libvorbis-dev)")
        return()
    endif()
    set(tools ${CMAKE_SOURCE_DIR}/tools/voice)
    add_executable(voice_texts ${tools}/texts.c ${tools}/walk.c)
    target_link_libraries(voice_texts PRIVATE surefoot_data surefoot_audio surefoot_warnings)
    add_executable(voice_render ${tools}/render.c ${tools}/encode.c ${tools}/folder.c)
    target_link_libraries(voice_render PRIVATE
        surefoot_audio surefoot_engine surefoot_warnings PkgConfig::VORBISENC PkgConfig::CJSON m)

    file(GLOB_RECURSE content CONFIGURE_DEPENDS
        ${CMAKE_SOURCE_DIR}/assets/exercises/*.json ${CMAKE_SOURCE_DIR}/assets/programs/*.json)
    file(GLOB recordings CONFIGURE_DEPENDS ${voice_recordings}/*)
    set(folder "")
    if(EXISTS ${voice_recordings}/voice.json)
        set(folder ${voice_recordings})
    endif()
    # The engine keeps its lexicon for as long as it runs, which a leak checker does not like.
    set(run ${CMAKE_COMMAND} -E env ASAN_OPTIONS=detect_leaks=0)
    set(texts ${CMAKE_BINARY_DIR}/voice/texts-en.txt)
    file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/voice)
    # Written anew only if a sentence changed, so that other changes do not render it all again.
    add_custom_command(OUTPUT ${texts}
        COMMAND ${run} $<TARGET_FILE:voice_texts> ${texts}.new ${tools}/extra-en.txt
                ${CMAKE_SOURCE_DIR}/assets/exercises ${CMAKE_SOURCE_DIR}/assets/programs
        COMMAND ${CMAKE_COMMAND} -E copy_if_different ${texts}.new ${texts}
        DEPENDS voice_texts ${tools}/extra-en.txt ${content}
        COMMENT "What the voice has to say" VERBATIM)
    add_custom_command(OUTPUT ${SUREFOOT_VOICE_PACK}
        COMMAND ${run} $<TARGET_FILE:voice_render> ${SUREFOOT_VOICE_PACK} ${texts} en ${folder}
        DEPENDS voice_render ${texts} ${recordings}
        COMMENT "Rendering the voice" VERBATIM)
    add_custom_target(voice ALL DEPENDS ${SUREFOOT_VOICE_PACK})
endfunction()

# What the tests of the voice need beside the layers. Without a voice they say that they skip.
function(surefoot_voice_tests)
    foreach(name test_voice test_voice_timelines test_sdl_speech fuzz_voice)
        if(NOT TARGET ${name})
            continue()
        endif()
        target_include_directories(${name} PRIVATE
            ${CMAKE_SOURCE_DIR}/app/audio ${CMAKE_SOURCE_DIR}/tools/voice)
        if(SUREFOOT_VOICE)
            target_compile_definitions(${name} PRIVATE SUREFOOT_VOICE_PACK="${SUREFOOT_VOICE_PACK}")
            add_dependencies(${name} voice)
        endif()
    endforeach()
    if(TARGET test_voice_timelines)
        target_sources(test_voice_timelines PRIVATE ${CMAKE_SOURCE_DIR}/tools/voice/walk.c)
    endif()
endfunction()

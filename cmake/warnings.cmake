# Warnings are errors in our code where we build it; ./run on somebody's newer compiler must not fail
# for a new warning. System headers are not ours to fix.
add_library(surefoot_warnings INTERFACE)
target_compile_options(surefoot_warnings INTERFACE
    $<$<BOOL:${SUREFOOT_WERROR}>:-Werror>
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wdouble-promotion
    -Wstrict-prototypes -Wmissing-prototypes -Wmissing-declarations -Wold-style-definition
    -Wpointer-arith -Wcast-qual -Wcast-align -Wwrite-strings -Wundef -Wvla -Wformat=2
    -Wswitch-enum -Wimplicit-fallthrough -Wnull-dereference -Wredundant-decls
    $<$<C_COMPILER_ID:GNU>:-Wlogical-op -Wduplicated-cond -Wduplicated-branches>
    $<$<C_COMPILER_ID:Clang>:-Wcomma -Wassign-enum -Wmissing-variable-declarations
                             -Wconditional-uninitialized>)
target_compile_definitions(surefoot_warnings INTERFACE _POSIX_C_SOURCE=200809L)

if(SUREFOOT_SANITIZE)
    add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
endif()
if(SUREFOOT_COVERAGE)
    add_compile_options(--coverage -O0)
    add_link_options(--coverage)
endif()
if(SUREFOOT_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link,address,undefined)
    add_link_options(-fsanitize=address,undefined)
endif()

#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds the web app into dist/. Sourced after tools/packages.sh, in the project's folder. The native
# build makes what is rendered: the voice and the icons.

build_web() {
    local native=build/release out=build/web/page
    need "${BUILD_PACKAGES[@]}" "${WEB_PACKAGES[@]}"
    configure release
    build release
    platform/web/sources.sh "$PWD/build/web/src" >build/web.log 2>&1 ||
        { tail -n 20 build/web.log >&2; fail "the sources of the libraries could not be fetched with apt"; }
    configure web
    build web
    mkdir -p $out/icons $out/voice
    local shape side
    for shape in icon maskable; do
        for side in 192 512; do
            [ $out/icons/$shape-$side.png -nt $native/surefoot ] ||
                $native/surefoot shot "${shape/maskable/icon-maskable}" --size ${side}x$side --quiet \
                    --out $out/icons/$shape-$side.png
        done
    done
    if [ -e $native/voice/en.voice ]; then
        cp -u $native/voice/en.voice $out/voice/
    fi
    node platform/web/dist.mjs dist platform/web/page build/web/app $out
}

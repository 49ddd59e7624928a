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
    local icon side file
    for icon in icon/192 icon/512 icon-maskable/192 icon-maskable/512 icon-today/96 icon-brush/96; do
        side=${icon#*/} icon=${icon%/*}
        file=$out/icons/${icon#icon-}-$side.png
        [ "$file" -nt $native/surefoot ] ||
            $native/surefoot shot $icon --size ${side}x$side --quiet --out "$file"
    done
    if [ -e $native/voice/en.voice ]; then
        cp -u $native/voice/en.voice $out/voice/
    fi
    node platform/web/dist.mjs dist platform/web/page build/web/app $out
}

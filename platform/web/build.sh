#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds the web app into dist/. Sourced after tools/packages.sh, in the project's folder. The native
# build makes what is rendered: the voice and the icons.

# shot NATIVE FILE WHAT...: unless it is newer than the program.
shot() {
    local native=$1 file=$2
    shift 2
    [ "$file" -nt $native/surefoot ] || $native/surefoot shot "$@" --quiet --out "$file"
}

# What is fetched by whoever installs the app, and by nobody else: screenshots, and what iOS shows until
# the app opens, for the screens that there are.
install_pictures() {
    local native=$1 out=$2 screen size theme
    for screen in today player-work programs; do
        shot $native $out/$screen.png $screen --size 412x892 --scale 2
    done
    shot $native $out/wide.png today --size 1280x800 --scale 1
    for size in 750x1334 828x1792 1125x2436 1170x2532 1179x2556 1206x2622 1242x2688 1284x2778 1290x2796 \
        1320x2868 1536x2048 1620x2160 1640x2360 1668x2388 2048x2732; do
        for theme in light dark; do
            shot $native $out/splash-$size-$theme.png splash --size $size --theme $theme
        done
    done
}

build_web() {
    local native=build/release out=build/web/page
    need "${BUILD_PACKAGES[@]}" "${WEB_PACKAGES[@]}"
    configure release
    build release
    platform/web/sources.sh "$PWD/build/web/src" >build/web.log 2>&1 ||
        { tail -n 20 build/web.log >&2; fail "the sources of the libraries could not be fetched with apt"; }
    configure web
    build web
    mkdir -p $out/icons $out/voice $out/install
    local icon side file
    for icon in icon/192 icon/512 icon-maskable/192 icon-maskable/512 icon-today/96 icon-brush/96 icon-monochrome/192; do
        side=${icon#*/} icon=${icon%/*}
        file=$out/icons/${icon#icon-}-$side.png
        shot $native "$file" $icon --size ${side}x$side
    done
    install_pictures $native $out/install
    if [ -e $native/voice/en.voice ]; then
        cp -u $native/voice/en.voice $out/voice/
    fi
    node platform/web/dist.mjs dist platform/web/page build/web/app $out
}

#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Fetches the sources of our libraries from Debian into a folder, once: no sources.list of the system
# is touched. usage: sources.sh FOLDER
set -euo pipefail
folder=$1
packages=(libsdl2 libsdl2-ttf libsdl2-mixer freetype harfbuzz sqlite3 cjson libogg libvorbis)

[ -e "$folder/ready" ] && exit 0
rm -rf "$folder"
mkdir -p "$folder"/{lists/partial,cache/archives/partial,parts}
cd "$folder"
keys=/usr/share/keyrings/debian-archive-keyring.gpg
mirror='http://deb.debian.org'
for suite in "debian bookworm" "debian bookworm-updates" "debian-security bookworm-security"; do
    printf 'deb-src [signed-by=%s] %s/%s main\n' "$keys" "$mirror" "$suite"
done >sources.list
cat >apt.conf <<X
Dir::Etc::sourcelist "$PWD/sources.list";
Dir::Etc::sourceparts "$PWD/parts";
Dir::State::lists "$PWD/lists";
Dir::Cache "$PWD/cache";
APT::Sandbox::User "";
Debug::NoLocking "1";
X
export APT_CONFIG=$PWD/apt.conf
apt-get update -q
apt-get source -q "${packages[@]}"
rm -rf ./*.tar.* ./*.dsc lists cache

# One name whatever the version.
for package in "${packages[@]}"; do
    mv "$package"-[0-9]* "$package"
done

# What no browser has or what we do not use, and only costs download.
sed -i '/define HAVE_ICONV/d; /AUDIO_DRIVER_DISK/d' libsdl2/include/SDL_config_emscripten.h
cat >libogg/include/ogg/config_types.h <<'X'
#ifndef __CONFIG_TYPES_H__
#define __CONFIG_TYPES_H__
#include <stdint.h>
typedef int16_t ogg_int16_t;
typedef uint16_t ogg_uint16_t;
typedef int32_t ogg_int32_t;
typedef uint32_t ogg_uint32_t;
typedef int64_t ogg_int64_t;
typedef uint64_t ogg_uint64_t;
#endif
X
cd freetype
cat >include/ftmodule-lean.h <<'X'
FT_USE_MODULE( FT_Driver_ClassRec, tt_driver_class )
FT_USE_MODULE( FT_Driver_ClassRec, cff_driver_class )
FT_USE_MODULE( FT_Module_Class, psaux_module_class )
FT_USE_MODULE( FT_Module_Class, psnames_module_class )
FT_USE_MODULE( FT_Module_Class, pshinter_module_class )
FT_USE_MODULE( FT_Module_Class, sfnt_module_class )
FT_USE_MODULE( FT_Renderer_Class, ft_smooth_renderer_class )
X
sed -e '/^#define FT_CONFIG_OPTION_USE_[LZ]/d; /^#define FT_CONFIG_OPTION_MAC_FONTS/d' \
    -e '/^#define TT_CONFIG_OPTION_BDF/d' include/freetype/config/ftoption.h >include/ftoption-lean.h
cd ..

mkdir sqlite
cd sqlite
../sqlite3/configure --disable-tcl --disable-readline >log 2>&1
make sqlite3.c >>log 2>&1
cd ..
touch ready

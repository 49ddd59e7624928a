# Sourced by run and test: installs Debian packages that are missing, and nothing if none is.
# SPDX-License-Identifier: MIT

say() { printf '%s\n' "$*"; }
fail() { printf 'surefoot: %s\n' "$*" >&2; exit 3; }

# need PACKAGE...
need() {
    local missing=() package
    for package in "$@"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
            missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    command -v apt-get >/dev/null || fail "this script installs packages with apt, which is not here; install: ${missing[*]}"
    local as=()
    if [ "$(id -u)" -ne 0 ]; then
        sudo -n true 2>/dev/null || fail "needs root, or sudo without a password, once, to install: ${missing[*]}"
        as=(sudo -n)
    fi
    say "Installing ${#missing[@]} packages: ${missing[*]}"
    local log
    log=$(mktemp)
    if ! { "${as[@]}" apt-get update -q && DEBIAN_FRONTEND=noninteractive \
           "${as[@]}" apt-get install -y -q --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        fail "apt could not install them; the whole log is $log"
    fi
    rm -f "$log"
}

BUILD_PACKAGES=(gcc libc6-dev cmake ninja-build pkg-config libsdl2-dev libsdl2-ttf-dev
    libsdl2-mixer-dev libvorbis-dev flite1-dev libcjson-dev libsqlite3-dev libpng-dev
    libfontconfig-dev libfribidi-dev fonts-inter python3)
WEB_PACKAGES=(emscripten nodejs dpkg-dev xz-utils make tcl python3-fonttools)
TEST_PACKAGES=(libcmocka-dev python3-minimal python3-jsonschema xvfb xauth xdotool
    fonts-dejavu-core fonts-wqy-microhei fonts-tlwg-loma-ttf fonts-lohit-deva fonts-noto-color-emoji)
LINT_PACKAGES=(clang-format clang-tidy cppcheck python3-minimal)
FUZZ_PACKAGES=(clang libclang-rt-14-dev)

# configure PRESET: cmake prints only when something is wrong
configure() {
    local log
    log=$(mktemp)
    cmake --preset "$1" >"$log" 2>&1 || { cat "$log" >&2; fail "cmake could not configure $1"; }
    rm -f "$log"
}

# build PRESET [--target TARGET]: no line when all is well
build() {
    local log
    log=$(mktemp)
    cmake --build --preset "$@" >"$log" 2>&1 || { cat "$log" >&2; fail "the build of $1 failed"; }
    rm -f "$log"
}

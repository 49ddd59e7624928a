#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The pictures of the README, drawn by the app itself. Run after ./run has built it.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p docs
shot() { build/release/surefoot shot "$1" --out "docs/$2.png" --size 390x844 --scale 1 --theme "$3" >/dev/null; }
shot today today light
shot routine routine light
shot player-work work light
shot player-rest rest dark
ls -l docs/*.png

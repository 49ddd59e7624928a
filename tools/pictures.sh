#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The pictures of the README and the icon, drawn by the app itself. Run after ./run has built it, or
# with SUREFOOT=path/of/the/program.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p docs
surefoot=${SUREFOOT:-build/release/surefoot}
shot() { "$surefoot" shot "$1" --out "docs/$2.png" --size 390x844 --scale 1 --theme "$3" >/dev/null; }
shot today today light
shot routine routine light
shot player-work work light
shot player-rest rest dark
shot exercise exercise light
shot streak streak dark
shot balance balance light
shot balance-result balance-result dark
shot balance-charts balance-charts light
"$surefoot" shot icon --out packaging/linux/surefoot.png --size 256x256 >/dev/null
ls -l docs/*.png packaging/linux/*.png

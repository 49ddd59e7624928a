// SPDX-License-Identifier: MIT
// The scenarios and what every screen draws, with the code as it is compiled for the browser.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import {fileURLToPath} from 'node:url';
import {test} from 'node:test';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Where files have no limit of size no disk is full; storage.test.mjs has the browser's own limit. */
const LEFT_OUT = ['disk_full.txt', 'disk_full_leave.txt'];
/** Emscripten takes a fetch for a browser's. */
const RUN = 'delete globalThis.fetch; require(process.argv[1])';

test('every scenario holds and every screen draws the same', () => {
    const scripts = fs.readdirSync(`${ROOT}/tests/scenario`)
        .filter((name) => name.endsWith('.txt') && !LEFT_OUT.includes(name))
        .map((name) => `tests/scenario/${name}`);
    assert.ok(scripts.length >= 50, `${scripts.length} scenarios`);
    const run = spawnSync(process.execPath, ['-e', RUN, `${ROOT}/build/web/scenarios/scenarios.js`, ...scripts],
        {cwd: ROOT, encoding: 'utf8'});
    assert.equal(run.status, 0, run.stdout.slice(0, 5000) + run.stderr.slice(-2000));
});

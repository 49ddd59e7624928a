// SPDX-License-Identifier: MIT
// Files in and out, and text from an on-screen keyboard.

import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {after, before, test} from 'node:test';
import {Browser, startServer} from './support.mjs';

const NATIVE = fileURLToPath(new URL('../../build/release/surefoot', import.meta.url));

let server;
let browser;
let folder;

before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'surefoot-files-'));
    server = await startServer();
    browser = await Browser.open(server.url);
    await browser.begin();
});
after(async () => {
    await browser?.close();
    await server?.close();
    fs.rmSync(folder, {recursive: true, force: true});
});

async function pick(file) {
    await browser.tap('Settings');
    await browser.shows('Add a log or a program');
    await pickHere(file);
}

async function pickHere(file) {
    const chooser = browser.page.waitForEvent('filechooser');
    await browser.tap('#import');
    await (await chooser).setFiles(file);
}

/** What came of it is on screen from its first line to its last. */
const isWhole = () => browser.until(`(() => {
    const nodes = surefoot.nodes();
    const {rect, whole} = nodes[nodes.findIndex((n) => n.key === 'notice-ok') - 1];
    return rect[1] === whole[1] && rect[3] === whole[3];
})()`, 'shows all of what came of it');

test('the desktop reads what the browser saves, and the browser what the desktop saves', async () => {
    const log = path.join(folder, 'desktop.json');
    const data = path.join(folder, 'data');
    execFileSync(NATIVE, ['log', 'pain', '--knee', 'left', '--level', '2', '--data', data]);
    execFileSync(NATIVE, ['export', log, '--data', data]);
    await pick(log);
    await browser.shows('New records: 1');
    await isWhole();
    const download = browser.page.waitForEvent('download');
    await browser.tap('#export');
    const saved = path.join(folder, 'browser.json');
    await (await download).saveAs(saved);
    assert.match((await download).suggestedFilename(), /^surefoot-export-\d{4}-\d\d-\d\d\.json$/);
    const said = execFileSync(NATIVE, ['import', saved, '--data', data], {encoding: 'utf8'});
    assert.match(said, / 1 were here already/);
});

test('a program of one\'s own is there at once and stays', async () => {
    const program = path.join(folder, 'mine.surefoot.json');
    fs.writeFileSync(program, JSON.stringify({
        program: 1, id: 'mine', title: 'From my physiotherapist',
        routines: [{id: 'evening', title: 'Evening', weekly: {times: 3}, steps: [{exercise: 'bridge', sets: 2}]}],
    }));
    await browser.tap('#back');
    await pick(program);
    await browser.until('globalThis.surefoot === undefined || !surefoot.nodes().some((n) => n.key === "import")', 'opens again');
    await browser.ready();
    await browser.screen('programs');
    await browser.shows('Added: From my physiotherapist');
    await isWhole();
    await browser.tap('#back');
    assert.deepEqual(browser.complaints, []);
});

test('a program of one\'s own is removed, and is not there when it opens again', async () => {
    await browser.tap('#programs');
    await browser.tap('Remove this program');
    await browser.shows('From my physiotherapist is removed.');
    await browser.page.evaluate(() => surefoot.saved());
    await browser.page.reload();
    await browser.ready();
    await browser.tap('#programs');
    await browser.screen('programs');
    assert.equal(await browser.page.evaluate(() =>
        surefoot.nodes().some((n) => n.label === 'From my physiotherapist')), false);
    await browser.tap('#back');
});

test('a file that is neither says so', async () => {
    const junk = path.join(folder, 'junk.json');
    fs.writeFileSync(junk, '{"hello": 1}');
    await pick(junk);
    await browser.shows('not an export of Surefoot');
    await isWhole();
    await browser.tap('#notice-ok');
    await browser.tap('#text-3');
    await pickHere(junk);
    await browser.shows('not an export of Surefoot');
    await isWhole();
});

// SPDX-License-Identifier: MIT
// Without a network, with a newer version, in a second window, without a graphics card.

import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {test} from 'node:test';
import {Browser, DIST, PHONE, startServer} from './support.mjs';
import {serve} from '../../platform/web/serve.mjs';

const PACKER = fileURLToPath(new URL('../../platform/web/dist.mjs', import.meta.url));

test('opens in a new process with the server gone, voice and log included', async () => {
    const server = await startServer();
    const browser = await Browser.open(server.url);
    await browser.begin();
    await browser.cached();
    await browser.read('surefoot.saved()');
    await server.close();
    await browser.restart();
    await browser.visit();
    await browser.shows('See programs');
    await browser.until('fetch("voice/en.voice").then((r) => r.ok)', 'has the voice');
    assert.deepEqual(browser.complaints, []);
    await browser.close();
});

/** The app again as a version that differs in its colours. */
function newerVersion(folder) {
    const from = path.join(folder, 'from');
    const to = path.join(folder, 'newer');
    fs.cpSync(DIST, from, {recursive: true, filter: (name) => !/\.(br|gz)$/.test(name)});
    fs.appendFileSync(path.join(from, 'style.css'), '/* newer */\n');
    const worker = path.join(from, 'sw.js');
    fs.writeFileSync(worker, fs.readFileSync(worker, 'utf8').replace(/^const VERSION[^]*?^};\n/m, ''));
    execFileSync(process.execPath, [PACKER, to, from]);
    return to;
}

test('a new version says so, waits for the end of a routine and comes when the app opens again', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'surefoot-versions-'));
    const link = path.join(folder, 'served');
    fs.symlinkSync(DIST, link);
    const server = await serve(link);
    const browser = await Browser.open(server.url);
    await browser.begin();
    await browser.cached();
    const newer = newerVersion(folder);
    fs.unlinkSync(link);
    fs.symlinkSync(newer, link);
    await browser.read('navigator.serviceWorker.getRegistration().then((r) => r.update()).then(() => true)');
    await browser.shows('A new version is ready');
    const isNewer = 'fetch("style.css").then((r) => r.text()).then((t) => t.includes("newer"))';
    assert.equal(await browser.read(isNewer), false);
    await browser.page.reload();
    await browser.until(isNewer, 'is the newer one');
    await browser.ready();
    await browser.shows('See programs');
    await browser.close();
    await server.close();
    fs.rmSync(folder, {recursive: true});
});

test('a second window says that it keeps nothing', async () => {
    const server = await startServer();
    const browser = await Browser.open(server.url);
    await browser.begin();
    await browser.read('surefoot.saved()');
    await browser.watch(await browser.context.newPage());
    await browser.visit();
    await browser.shows('Surefoot is open in another window');
    assert.deepEqual(browser.complaints, []);
    await browser.close();
    await server.close();
});

test('draws by itself where there is no graphics card', async () => {
    const server = await startServer();
    const browser = await Browser.open(server.url, PHONE, ['--disable-3d-apis']);
    await browser.begin();
    assert.ok(await browser.paints());
    assert.deepEqual(browser.complaints, []);
    await browser.close();
    await server.close();
});

// SPDX-License-Identifier: MIT
// Without a network, with a newer version, in a second window, without a graphics card.

import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {test} from 'node:test';
import {Browser, DIST, PHONE, sleep, startServer} from './support.mjs';
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

/** A browser that has kept the app of a server, and a way to put a newer one there. */
async function withNews(then) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'surefoot-versions-'));
    const link = path.join(folder, 'served');
    fs.symlinkSync(DIST, link);
    const server = await serve(link);
    const browser = await Browser.open(server.url);
    try {
        await browser.begin();
        await browser.cached();
        const newer = newerVersion(folder);
        await then(browser, () => {
            fs.unlinkSync(link);
            fs.symlinkSync(newer, link);
            return browser.read('navigator.serviceWorker.getRegistration().then((r) => r.update()).then(() => true)');
        });
        assert.deepEqual(browser.complaints, []);
    } finally {
        await browser.close();
        await server.close();
        fs.rmSync(folder, {recursive: true});
    }
}

/** Ask it once: a worker that is asked all the time is never replaced. */
const IS_NEWER = 'fetch("style.css").then((r) => r.text()).then((t) => t.includes("newer"))';
const WAITS = 'navigator.serviceWorker.getRegistration().then((r) => r.waiting !== null)';
const HIDE = `Object.defineProperty(document, 'hidden', {value: true, configurable: true});
    document.dispatchEvent(new Event('visibilitychange'));`;

test('a new version says so and comes when the app opens again', () => withNews(async (browser, publish) => {
    await publish();
    await browser.shows('A new version is ready');
    assert.equal(await browser.read(IS_NEWER), false);
    await browser.page.reload();
    await browser.ready();
    assert.equal(await browser.read(IS_NEWER), true);
    await browser.shows('See programs');
}));

test('a new version leaves a routine alone, and comes after it when nobody looks', () => withNews(async (browser, publish) => {
    await browser.startRoutine();
    await browser.read('globalThis.sameAsBefore = true');
    await publish();
    await browser.until(WAITS, 'waits');
    await browser.read(HIDE);
    await browser.read('delete document.hidden; document.dispatchEvent(new Event("visibilitychange")); 0');
    await sleep(500);
    assert.equal(await browser.read('globalThis.sameAsBefore'), true, 'nothing was reloaded');
    assert.equal(await browser.read(IS_NEWER), false);
    await browser.screen('player');
    await browser.skip(150000);
    await browser.screen('finish');
    await browser.tap('#done');
    await browser.shows('A new version is ready');
    await browser.read('surefoot.saved()');
    await browser.read(HIDE);
    await browser.until('globalThis.sameAsBefore === undefined', 'opens anew');
    await browser.ready();
    assert.equal(await browser.read(IS_NEWER), true);
    await browser.screen('today');
}));

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

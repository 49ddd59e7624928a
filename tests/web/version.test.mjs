// SPDX-License-Identifier: MIT
// A newer version: offered on Today, taken with a tap, and never in the way of a routine.

import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {after, before, test} from 'node:test';
import {serve} from '../../platform/web/serve.mjs';
import {Browser, DIST, sleep} from './support.mjs';

const PACKER = fileURLToPath(new URL('../../platform/web/dist.mjs', import.meta.url));

let folder;
let newer;

/** The app again as a version that differs in its colours. */
before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'surefoot-versions-'));
    newer = path.join(folder, 'newer');
    const from = path.join(folder, 'from');
    fs.cpSync(DIST, from, {recursive: true, filter: (name) => !/\.(br|gz)$/.test(name)});
    fs.appendFileSync(path.join(from, 'style.css'), '/* newer */\n');
    const worker = path.join(from, 'sw.js');
    fs.writeFileSync(worker, fs.readFileSync(worker, 'utf8').replace(/^const VERSION[^]*?^};\n/m, ''));
    execFileSync(process.execPath, [PACKER, newer, from]);
});
after(() => fs.rmSync(folder, {recursive: true}));

const IS_NEWER = 'fetch("style.css").then((r) => r.text()).then((t) => t.includes("newer"))';

/** then: gets a browser on the older version and a way to publish the newer one. */
async function withVersions(then) {
    const link = path.join(folder, 'served');
    fs.rmSync(link, {force: true});
    fs.symlinkSync(DIST, link);
    const server = await serve(link);
    const browser = await Browser.open(server.url);
    try {
        await browser.begin();
        await browser.cached();
        const look = () => browser.read('navigator.serviceWorker.getRegistration().then((r) => r.update()).then(() => true)');
        // A browser that has just started puts this off until its first page is at rest, or for a minute.
        await look();
        await then(browser, async () => {
            fs.unlinkSync(link);
            fs.symlinkSync(newer, link);
            await look();
            await browser.until('navigator.serviceWorker.getRegistration().then((r) => r.waiting !== null)', 'has the newer one');
        });
        assert.deepEqual(browser.complaints, []);
    } finally {
        await browser.close();
        await server.close();
    }
}

const hide = (browser, hidden) => browser.read(`Object.defineProperty(document, 'hidden', {configurable: true, get: () => ${hidden}});
    document.dispatchEvent(new Event('visibilitychange'));`);

test('a newer version comes with a tap, and the log stays', () => withVersions(async (browser, publish) => {
    await publish();
    await browser.shows('A new version is ready');
    assert.equal(await browser.read(IS_NEWER), false);
    await browser.read('globalThis.old = true');
    await browser.tap('#version-now');
    await browser.until('!globalThis.old && globalThis.surefoot !== undefined', 'opens again');
    assert.equal(await browser.read(IS_NEWER), true);
    await browser.shows('See programs');
    assert.equal(await browser.node('#version-now'), undefined);
}));

test('it can wait, and comes when the app opens again', () => withVersions(async (browser, publish) => {
    await publish();
    await browser.shows('A new version is ready');
    await browser.tap('#version-later');
    await browser.until('!surefoot.nodes().some((n) => n.key === "version-now")', 'says no more');
    assert.equal(await browser.read(IS_NEWER), false);
    await browser.page.reload();
    await browser.until(IS_NEWER, 'is the newer one');
    await browser.ready();
}));

test('in a routine nothing is said and nothing changes, out of sight neither; after it, it comes when nobody looks', () => withVersions(async (browser, publish) => {
    await browser.startRoutine();
    await browser.read('globalThis.old = true');
    await publish();
    await hide(browser, true);
    await hide(browser, false);
    await sleep(500);
    await browser.screen('player');
    assert.equal(await browser.node('#version-now'), undefined);
    assert.equal(await browser.read(IS_NEWER), false);
    await browser.skip(150000);
    await browser.screen('finish');
    assert.equal(await browser.node('#version-now'), undefined);
    await browser.tap('#done');
    await browser.shows('A new version is ready');
    assert.equal(await browser.read('old'), true);
    await browser.read('surefoot.saved()');
    await hide(browser, true);
    await browser.until('!globalThis.old && globalThis.surefoot !== undefined', 'opens again');
    assert.equal(await browser.read(IS_NEWER), true);
    await browser.screen('today');
}));

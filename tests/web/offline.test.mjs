// SPDX-License-Identifier: MIT
// Without a network, without a graphics card.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Browser, PHONE, startServer} from './support.mjs';

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

test('draws by itself where there is no graphics card', async () => {
    const server = await startServer();
    const browser = await Browser.open(server.url, PHONE, ['--disable-3d-apis']);
    await browser.begin();
    assert.ok(await browser.paints());
    assert.deepEqual(browser.complaints, []);
    await browser.close();
    await server.close();
});

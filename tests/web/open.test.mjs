// SPDX-License-Identifier: MIT
// The first minutes with the app, by touch alone.

import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {Browser, PHONE, TABLET, sleep, startServer} from './support.mjs';

let server;
let browser;

before(async () => {
    server = await startServer();
    browser = await Browser.open(server.url, PHONE);
    await browser.visit();
});
after(async () => {
    await browser?.close();
    await server?.close();
});

test('opens on the safety page; a tap leads to Today', async () => {
    await browser.shows('Before you start');
    assert.ok(await browser.paints(), 'something is drawn');
    await browser.tap('None of these');
    await browser.shows('See programs');
    assert.deepEqual(browser.complaints, []);
});

test('a screen at rest asks for no frame', async () => {
    await sleep(500);
    const before = await browser.read('surefoot.steps()');
    await sleep(2000);
    assert.equal(await browser.read('surefoot.steps()') - before, 0);
});

test('what was answered is there after a reload', async () => {
    await browser.read('surefoot.saved()');
    await browser.page.reload();
    await browser.ready();
    await browser.shows('See programs');
});

test('the keyboard goes where the finger does', async () => {
    const focused = 'surefoot.nodes().find((n) => n.focused)?.key';
    for (let i = 0; i < 10 && await browser.read(focused) !== 'programs'; i++) {
        await browser.page.keyboard.press('Tab');
    }
    await browser.page.keyboard.press('Enter');
    await browser.shows('Seated quad hold');
    await browser.back();
    await browser.shows('See programs');
});

test('a touch alone lets sound begin and the routine run', async () => {
    assert.equal(await browser.read('surefoot.sound()'), null);
    await browser.startRoutine();
    await browser.until('surefoot.sound()?.state === "running"', 'sound runs');
    assert.deepEqual(browser.complaints, []);
});

test('the canvas follows the screen when it turns', async () => {
    await browser.page.setViewportSize({width: 915, height: 412});
    await browser.until('document.getElementById("canvas").width === Math.floor(915 * devicePixelRatio)', 'turns');
    const [screen] = await browser.nodes();
    assert.equal(screen.rect[2], Math.floor(915 * PHONE.deviceScaleFactor));
    await browser.page.setViewportSize(PHONE.viewport);
});

test('a tablet at night gets the dark colours', async () => {
    const tablet = await Browser.open(server.url, {...TABLET, colorScheme: 'dark'});
    await tablet.visit();
    await tablet.shows('Before you start');
    assert.deepEqual(tablet.complaints, []);
    await tablet.close();
});

// SPDX-License-Identifier: MIT
// The lock screen and another tab in front: the browser itself hides and freezes the page.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LockableBrowser} from './lockable.mjs';
import {sleep, startServer} from './support.mjs';

async function inRoutine(then) {
    const server = await startServer();
    const browser = await LockableBrowser.open(server.url);
    try {
        await browser.begin();
        await browser.startRoutine();
        await browser.until('device.speaker?.context.state === "running"', 'sound runs');
        await then(browser);
    } finally {
        await browser.close();
        await server.close();
    }
}

/** Which set, what is done in it, how many seconds of the routine are left, and the page's time then in s. */
async function place(browser) {
    const {nodes, now} = await browser.read('({nodes: surefoot.nodes(), now: performance.now()})');
    const [, minutes, seconds] = nodes.find(({role}) => role === 'progress').label.match(/(\d+):(\d\d)/);
    return {set: nodes.find(({label}) => label.includes('Set ')).label, left: 60 * minutes + Number(seconds), now: now / 1000};
}

/** The routine went on as the clock did; a page out of sight looks at it once a second. */
function assertWentOn(from, to) {
    const [passed, took] = [to.now - from.now, from.left - to.left];
    assert.ok(took > 0 && Math.abs(took - passed) <= 2, `${took} s went by of ${passed} s`);
}

const silence = (browser) => browser.read('device.speaker.context.suspend().then(() => true)');

test('locked and frozen for ten minutes in a hold: the same place, counted in, nothing credited', () => inRoutine(async (browser) => {
    await browser.until('device.locks - device.released === 1', 'is kept on');
    await browser.skip(9000);
    await silence(browser);
    await browser.lock();
    await browser.until('device.locks === device.released', 'may go off');
    const before = await place(browser);
    const waiting = await browser.read('surefoot.steps()');
    await sleep(700);
    assert.equal(await browser.read('surefoot.steps()'), waiting, 'waits');
    await browser.freeze();
    const steps = await browser.read('surefoot.steps()');
    await browser.read('jump(600000)');
    await sleep(1500);
    assert.equal(await browser.read('surefoot.steps()'), steps, 'does nothing');
    await browser.thaw();
    await browser.unlock();
    await browser.shows('Paused while you were away');
    await browser.until('device.locks - device.released === 1', 'is kept on again');
    const {set, left} = await place(browser);
    assert.equal(set, before.set);
    assert.ok(left <= before.left && left >= before.left - 1, `${left} s of ${before.left} s are left`);
    await browser.tap('#go-on');
    await browser.until('surefoot.nodes().some((n) => n.role === "timer" && /^[123]$/.test(n.value))', 'counts in');
    assert.ok((await place(browser)).left >= before.left - 1, 'before it goes on');
    await browser.tap('#close');
    await browser.tap('#stop');
    await browser.screen('finish');
    await browser.shows('part of a set');
}));

test('what sounds goes on behind another tab; frozen it stops at the last second that could be heard', () => inRoutine(async (browser) => {
    await browser.skip(6000);
    await browser.lock();
    const steps = await browser.read('surefoot.steps()');
    const began = await place(browser);
    await sleep(3000);
    assert.ok(await browser.read('surefoot.steps()') > steps, 'goes on');
    assertWentOn(began, await place(browser));
    await browser.freeze();
    const frozen = await place(browser);
    await browser.read('jump(120000)');
    await sleep(500);
    await browser.thaw();
    await browser.unlock();
    await browser.shows('Paused while you were away');
    const {set, left} = await place(browser);
    assert.equal(set, frozen.set);
    assert.ok(Math.abs(left - frozen.left) <= 1, `${left} s of ${frozen.left} s are left`);
}));

const HOUR_MS = 3600000;

test('a wall clock put right in a routine is no sleep', () => inRoutine(async (browser) => {
    await browser.skip(9000);
    const before = await place(browser);
    for (const ms of [3 * HOUR_MS, 50 * 8766 * HOUR_MS, -2 * HOUR_MS]) {
        await browser.read(`moveWallClock(${ms})`);
        await browser.skip(1000);
        await browser.until('!surefoot.nodes().some((n) => n.label.includes("Paused"))', 'goes on');
    }
    const after = await place(browser);
    assert.equal(after.set, before.set);
    assertWentOn(before, after);
}));

test('what the wall clock alone went on by is sleep if nobody looked, and a day at most', () => inRoutine(async (browser) => {
    await browser.read('import("./page.js").then(({Clock}) => { globalThis.clock = new Clock(); globalThis.began = clock.now(); })');
    const hours = async () => Math.floor(await browser.read('clock.now() - began') / HOUR_MS);
    const away = async (ms) => {
        await browser.lock();
        await browser.read(`moveWallClock(${ms})`);
        await browser.unlock();
    };
    await browser.read(`moveWallClock(${3 * HOUR_MS})`);
    assert.equal(await hours(), 0);
    await away(8 * HOUR_MS);
    assert.equal(await hours(), 8);
    await away(-2 * HOUR_MS);
    assert.equal(await hours(), 8);
    await away(50 * 8766 * HOUR_MS);
    assert.equal(await hours(), 32);
}));

// SPDX-License-Identifier: MIT
// Out of sight: what can be followed by ear goes on, all else waits, and nobody is credited.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {sleep, withBrowser} from './support.mjs';

/** Runs in the page before all else. */
function hideable() {
    let hidden = false;
    Object.defineProperty(document, 'hidden', {get: () => hidden});
    Object.defineProperty(document, 'visibilityState', {get: () => hidden ? 'hidden' : 'visible'});
    globalThis.hide = (to) => {
        hidden = to;
        document.dispatchEvent(new Event('visibilitychange', {bubbles: true}));
    };
    globalThis.persisted = 0;
    navigator.storage.persist = async () => {
        persisted++;
        return true;
    };
}

const inRoutine = (then) => withBrowser({before: hideable}, async (browser) => {
    await browser.begin();
    await browser.startRoutine();
    await browser.until('device.speaker?.context.state === "running"', 'sound runs');
    await then(browser);
});

/** Which set, and how many seconds of the routine are left. */
async function place(browser) {
    const nodes = await browser.nodes();
    const [, minutes, seconds] = nodes.find(({role}) => role === 'progress').label.match(/(\d+):(\d\d)/);
    return {set: nodes.find(({label}) => label.includes('Set ')).label, left: 60 * minutes + Number(seconds)};
}

test('what sounds goes on behind another window, on time', () => inRoutine(async (browser) => {
    await browser.read('hide(true)');
    const steps = await browser.read('surefoot.steps()');
    await sleep(1500);
    assert.ok(await browser.read('surefoot.steps()') > steps + 3, 'goes on');
    await browser.read('hide(false)');
    await browser.screen('player');
    assert.equal(await browser.node('#away'), undefined);
}));

test('what is silent waits: the place is kept, work is counted in, nothing is credited', () => inRoutine(async (browser) => {
    await browser.skip(9000);
    const before = await place(browser);
    await browser.read('device.speaker.context.suspend().then(() => hide(true))');
    const steps = await browser.read('surefoot.steps()');
    await sleep(700);
    assert.equal(await browser.read('surefoot.steps()'), steps, 'does nothing');
    await browser.skip(60000);
    assert.equal(await browser.read('surefoot.steps()'), steps, 'still nothing');
    await browser.read('hide(false)');
    await browser.shows('Paused while you were away');
    const {set, left} = await place(browser);
    assert.equal(set, before.set);
    assert.ok(left <= before.left && left >= before.left - 1, `${left} s of ${before.left} s are left`);
    await browser.tap('#go-on');
    await browser.until('surefoot.nodes().some((n) => n.role === "timer" && /^[123]$/.test(n.value))', 'counts in');
    assert.ok((await place(browser)).left >= before.left - 1, 'before it goes on');
}));

test('the screen is kept on again on return', () => inRoutine(async (browser) => {
    await browser.until('device.locks - device.released === 1', 'is kept on');
    await browser.read('device.lock.release()');
    await browser.read('hide(true)');
    await browser.until('device.locks === device.released', 'may go off');
    await browser.read('hide(false)');
    await browser.until('device.locks - device.released === 1', 'is kept on again');
}));

test('the browser is asked to keep the log after the first routine, not before', () => inRoutine(async (browser) => {
    assert.equal(await browser.read('persisted'), 0);
    await browser.skip(150000);
    await browser.screen('finish');
    assert.equal(await browser.read('persisted'), 0);
    await browser.tap('#done');
    await browser.screen('today');
    assert.equal(await browser.read('persisted'), 1);
}));

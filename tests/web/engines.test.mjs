// SPDX-License-Identifier: MIT
// The other browsers: the app opens, a routine begins, sounds and draws, and is there after a reload.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {firefox, webkit} from './engines.mjs';
import {sleep, startServer} from './support.mjs';

async function until(browser, expression, what) {
    for (let i = 0; i < 300; i++) {
        if (await browser.read(expression).catch(() => false)) {
            return;
        }
        await sleep(100);
    }
    assert.fail(`${what}: it did not; on screen: ${await browser.read('globalThis.surefoot ? surefoot.nodes().map((n) => n.label).join(" | ") : document.body.innerText')}`);
}

/** A mouse on what has this key or label, once it stands still in view and takes presses. */
async function press(browser, name) {
    const node = `surefoot.nodes().find((n) => n.key === '${name}' || n.label === '${name}')`;
    await until(browser, `globalThis.surefoot && ${node} && !${node}.isNew`, `${name} is there`);
    await browser.read(`surefoot.reveal(${node}.id)`);
    const place = () => browser.read(`${node}.rect.map((px) => px / devicePixelRatio)`);
    let [at, before] = [await place(), []];
    while (String(at) !== String(before)) {
        await sleep(100);
        [at, before] = [await place(), at];
    }
    const [x, y, width, height] = at;
    await browser.press(x + width / 2, y + height / 2);
}

const isAt = (browser, screen) => until(browser, `globalThis.surefoot?.screen() === '${screen}'`, `is at ${screen}`);

async function firstVisit(open, soundState) {
    const server = await startServer();
    const browser = await open();
    try {
        await browser.visit(server.url);
        await press(browser, 'None of these');
        await isAt(browser, 'today');
        await press(browser, 'programs');
        await press(browser, 'quad-hold');
        await isAt(browser, 'routine');
        await press(browser, 'start');
        await until(browser, 'surefoot.nodes().some((n) => n.label.includes("Hold"))', 'counts in and holds');
        await until(browser, `${soundState}.includes(surefoot.sound()?.state)`, 'has its sound');
        const steps = await browser.read('surefoot.steps()');
        await until(browser, `surefoot.steps() > ${steps + 5}`, 'draws');
        await browser.read('surefoot.saved()');
        await browser.reload();
        await isAt(browser, 'resume');
        assert.deepEqual(browser.errors, []);
    } finally {
        await browser.close();
        await server.close();
    }
}

// Without a sound device Firefox waits for one.
test('Firefox: from the first visit into a routine, and back to it', () => firstVisit(firefox, '["running", "suspended"]'));

test('WebKit: from the first visit into a routine, and back to it', () => firstVisit(webkit, '["running"]'));

// SPDX-License-Identifier: MIT
// How the system opens the app: shortcuts, and files of ours.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {DIST, withBrowser} from './support.mjs';

const PROGRAM = JSON.stringify({
    program: 1, id: 'mine', title: 'From my physiotherapist',
    routines: [{id: 'evening', title: 'Evening', weekly: {times: 3}, steps: [{exercise: 'bridge', sets: 2}]}],
});

/** Runs in the page before all else: the system's queue, so that a test can launch. */
function queue() {
    Object.defineProperty(globalThis, 'launchQueue', {value: {setConsumer: (heed) => {
        globalThis.launch = (to, text) => heed({
            targetURL: new URL(to, location.href).href,
            files: text ? [{getFile: async () => new File([text], 'mine.surefoot.json')}] : [],
        });
    }}});
}

const manifest = JSON.parse(fs.readFileSync(path.join(DIST, 'manifest.webmanifest'), 'utf8'));

async function visit(browser, start) {
    await browser.page.goto(new URL(start, browser.url).href);
    await browser.ready();
}

async function throughStanceSafety(browser) {
    await browser.screen('stance_safety');
    await browser.tap('#continue');
    await browser.screen('player');
}


test('the manifest has its icons, two shortcuts, and takes only our own files', () => {
    for (const {src} of [...manifest.icons, ...manifest.shortcuts.flatMap(({icons}) => icons)]) {
        assert.ok(fs.existsSync(path.join(DIST, src)), src);
    }
    assert.deepEqual(manifest.shortcuts.map(({url}) => url), ['./?start=today', './?start=brush']);
    assert.deepEqual(Object.values(manifest.file_handlers[0].accept).flat(), ['.surefoot.json']);
});

test('the brush shortcut starts brushing, after the page about standing safely the first time', () => withBrowser({}, async (browser) => {
    await browser.begin();
    await visit(browser, './?start=brush');
    await throughStanceSafety(browser);
    assert.equal(await browser.read('location.search'), '');
    await browser.skip(4000);
    await browser.read('surefoot.saved()');
    await visit(browser, './?start=brush');
    await browser.screen('resume');
}));

test('before the safety page a shortcut begins nothing', () => withBrowser({}, async (browser) => {
    await visit(browser, './?start=brush');
    await browser.screen('safety');
    await browser.tap('None of these');
    await browser.screen('today');
}));

test('a shortcut reaches the app that is open, and no routine is lost to it', () => withBrowser({before: queue}, async (browser) => {
    await browser.begin();
    await browser.tap('#settings');
    await browser.screen('settings');
    await browser.read('launch("./")');
    await browser.screen('settings');
    await browser.read('launch("./?start=today")');
    await browser.screen('today');
    await browser.read('launch("./?start=brush")');
    await throughStanceSafety(browser);
    await browser.read('launch("./?start=today")');
    await browser.screen('player');
}));

test('a program that the system opens with us is taken once', () => withBrowser({before: queue}, async (browser) => {
    await browser.begin();
    await browser.read('globalThis.old = true');
    await browser.read(`launch('./', ${JSON.stringify(PROGRAM)})`);
    await browser.until('!globalThis.old && globalThis.surefoot !== undefined', 'opens again');
    await browser.shows('See programs');
    await browser.read('globalThis.old = true');
    await browser.read(`launch('./', ${JSON.stringify(PROGRAM)})`);
    await browser.shows('This program is here already');
    assert.equal(await browser.read('old'), true);
    await browser.tap('#programs');
    await browser.shows('From my physiotherapist');
}));

test('a program is not lost in a routine, and comes the next time', () => withBrowser({before: queue}, async (browser) => {
    await browser.begin();
    await browser.startRoutine();
    await browser.read(`launch('./', ${JSON.stringify(PROGRAM)})`);
    await browser.skip(150000);
    await browser.screen('finish');
    await browser.tap('#done');
    await browser.shows('The program is saved');
    await browser.read('surefoot.saved()');
    await browser.restart();
    await browser.visit();
    await browser.tap('#programs');
    await browser.shows('From my physiotherapist');
}));

// SPDX-License-Identifier: MIT
// A routine on a phone: the screen stays on, the voice sounds, a kill loses nothing.

import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {Browser, startServer} from './support.mjs';

/** Before the app: what it asks of the device is written down. */
const RECORDER = `
    globalThis.asked = {awake: 0, released: 0, vibrated: []};
    const request = navigator.wakeLock.request.bind(navigator.wakeLock);
    navigator.wakeLock.request = async (kind) => {
        const lock = await request(kind);
        asked.awake++;
        lock.addEventListener('release', () => asked.released++);
        return lock;
    };
    navigator.vibrate = (ms) => asked.vibrated.push(ms) > 0;`;

/** The loudest sample of the next seconds. */
const LOUDNESS = `new Promise((done) => {
    const listener = surefoot.sound().createAnalyser();
    const samples = new Float32Array(listener.fftSize);
    let loudest = 0;
    let looks = 0;
    surefoot.soundNode().connect(listener);
    const timer = setInterval(() => {
        listener.getFloatTimeDomainData(samples);
        loudest = Math.max(loudest, ...samples.map(Math.abs));
        if (++looks === 120) {
            clearInterval(timer);
            done(loudest);
        }
    }, 25);
})`;

let server;
let browser;

before(async () => {
    server = await startServer();
    browser = await Browser.open(server.url);
    await browser.context.addInitScript(RECORDER);
    await browser.begin();
    await browser.cached();
});
after(async () => {
    await browser?.close();
    await server?.close();
});

test('the lead-in is heard', async () => {
    await browser.startRoutine();
    await browser.until('surefoot.sound()?.state === "running"', 'sound runs');
    const loudest = await browser.read(LOUDNESS);
    assert.ok(loudest > 0.02 && loudest <= 1, `loudest sample ${loudest}`);
});

test('the screen stays on and the phone vibrates', async () => {
    await browser.until('asked.awake === 1', 'keeps awake');
    await browser.until('asked.vibrated.length > 0', 'vibrates');
    assert.equal(await browser.read('asked.released'), 0);
});

test('a browser killed in a routine offers to continue', async () => {
    await browser.shows('Hold');
    await browser.read('surefoot.saved()');
    await browser.restart();
    await browser.visit();
    await browser.shows('You were in the middle of this');
    await browser.shows('Seated quad hold');
    assert.deepEqual(browser.complaints, []);
});

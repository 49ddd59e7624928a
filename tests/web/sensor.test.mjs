// SPDX-License-Identifier: MIT
// The balance test with a sensor: a recording of somebody on one leg, through the browser's own sensors.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import {fileURLToPath} from 'node:url';
import {test} from 'node:test';
import {sleep, withBrowser} from './support.mjs';

const FILES = new URL('../scenario/files/', import.meta.url);
/** Few pixels: what is drawn in software must leave time for the sensor. */
const DEVICE = {viewport: {width: 360, height: 640}, deviceScaleFactor: 1, isMobile: true, hasTouch: true};
const SENSORS = ['accelerometer', 'linear-acceleration', 'gyroscope'];
/** Of the recording: two feet and lift-off, then the foot coming down after 25 s. */
const PARTS = [[0, 12], [23, 30]];

function recording() {
    const rows = fs.readFileSync(new URL('one-leg.csv', FILES), 'utf8').trim().split('\n').slice(1)
        .map((row) => row.split(',').map(Number));
    let at = 0;
    return PARTS.flatMap(([from, to]) => {
        const part = rows.filter(([t]) => t >= from && t < to).map(([t, x, y, z]) => ({s: at + t - from, x, y, z}));
        at += to - from;
        return part;
    });
}

/** Holds the phone as in the recording, as fast as it was. */
async function hold(browser, samples) {
    const began = performance.now();
    for (const {s, x, y, z} of samples) {
        await sleep(Math.max(0, began + s * 1000 - performance.now()));
        await browser.cdp.send('Emulation.setSensorOverrideReadings', {type: 'accelerometer', reading: {xyz: {x, y, z}}});
    }
}

/** From the next visit on the device has sensors, and stands still. */
async function feel(browser) {
    for (const type of SENSORS) {
        await browser.cdp.send('Emulation.setSensorOverrideEnabled', {type, enabled: true});
        await browser.cdp.send('Emulation.setSensorOverrideReadings', {type, reading: {xyz: {x: 0, y: type === 'accelerometer' ? 9.8 : 0, z: 0}}});
    }
}

test('the phone at the chest feels the foot come down', () => withBrowser({device: DEVICE}, async (browser) => {
    await browser.begin();
    await browser.tap('#settings');
    await browser.screen('settings');
    const chooser = browser.page.waitForEvent('filechooser');
    await browser.tap('#import');
    await (await chooser).setFiles(fileURLToPath(new URL('stand.surefoot.json', FILES)));
    await browser.screen('programs');
    await feel(browser);
    await browser.page.reload();
    await browser.ready();
    await browser.tap('#programs');
    await browser.shows('On one leg, for tests');
    await browser.tap('#open');
    await browser.shows('Start');
    await browser.tap('#start');
    const held = hold(browser, recording());
    await browser.shows('Touch anywhere to stop');
    await browser.until('surefoot.nodes().some((n) => n.key === "dot")', 'feels where they lean');
    await held;
    await browser.until('surefoot.nodes().some((n) => n.key === "try")', 'is over by itself');
    const seconds = parseFloat((await browser.node('#try')).value);
    assert.ok(Math.abs(seconds - 9) < 1, `${seconds} s on one leg`);
}));

/** Asks like an iPhone, feels nothing before, and keeps during what it was asked. */
function asking() {
    addEventListener('devicemotion', (event) => event.stopImmediatePropagation());
    window.asked = [];
    DeviceMotionEvent.requestPermission = () => {
        window.asked.push(window.event?.type);
        return Promise.resolve('granted');
    };
}

test('the sensor is asked for in the tap that starts a test', () => withBrowser({device: DEVICE, before: asking}, async (browser) => {
    await browser.begin();
    await browser.tap('#balance');
    await browser.tap('#test');
    await browser.screen('stance_safety');
    await browser.tap('#continue');
    await browser.screen('balance_setup');
    assert.deepEqual(await browser.page.evaluate(() => window.asked), []);
    await browser.tap('#start');
    await browser.screen('player');
    assert.deepEqual(await browser.page.evaluate(() => window.asked), ['touchend']);
}));

test('a device that feels nothing offers no waistband, one that feels does', () => withBrowser({device: DEVICE}, async (browser) => {
    await browser.begin();
    await browser.tap('#balance');
    await browser.tap('#test');
    await browser.screen('stance_safety');
    await browser.tap('#continue');
    await browser.shows('On a shelf');
    assert.equal(await browser.node('In my waistband'), undefined);
    await feel(browser);
    await browser.page.reload();
    await browser.ready();
    await browser.tap('#balance');
    await browser.tap('#test');
    await browser.shows('In my waistband');
}));

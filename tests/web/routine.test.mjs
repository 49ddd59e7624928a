// SPDX-License-Identifier: MIT
// A routine from the first visit to the log, by touch alone, on each kind of screen.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LARGE_PHONE, PHONE, SMALL_PHONE, TALL_TABLET, withBrowser} from './support.mjs';

const DEVICES = {'390 x 844': LARGE_PHONE, '412 x 915': PHONE, '360 x 640': SMALL_PHONE, '1024 x 1366': TALL_TABLET};

function inRoutine(device, then) {
    return withBrowser({device}, async (browser) => {
        await browser.begin();
        await browser.startRoutine();
        await then(browser);
    });
}

for (const [size, device] of Object.entries(DEVICES)) {
    test(`${size}: from the first visit to a finished routine by touch alone`, () => inRoutine(device, async (browser) => {
        await browser.until('surefoot.sound()?.state === "running"', 'sound runs');
        await browser.until('device.locks - device.released === 1', 'the screen is kept on');
        await browser.skip(150000);
        await browser.screen('finish');
        await browser.tap('#done');
        await browser.screen('today');
        await browser.until('device.locks === device.released', 'the screen may go off');
        assert.ok(await browser.read('device.vibrations.length') > 3, 'it was felt');
        await browser.read('surefoot.saved()');
        await browser.restart();
        await browser.visit();
        await browser.tap('#programs');
        await browser.tap('#quad-hold');
        await browser.shows('today');
    }));
}

/** Runs in the page: how far the note stands out of what sounds beside it, in dB, since it was asked. */
function listenFor(notes) {
    const {context} = device.speaker;
    const meter = context.createAnalyser();
    meter.fftSize = 4096;
    meter.smoothingTimeConstant = 0;
    device.speaker.connect(meter);
    const bins = new Float32Array(meter.frequencyBinCount);
    const at = (hz) => Math.round(hz * meter.fftSize / context.sampleRate);
    const loudest = (from, to) => Math.max(...bins.slice(at(from), at(to) + 1));
    globalThis.heard = Object.fromEntries(notes.map((hz) => [hz, -Infinity]));
    setInterval(() => {
        meter.getFloatFrequencyData(bins);
        for (const hz of notes) {
            const above = loudest(hz - 6, hz + 6) - Math.max(loudest(hz * 0.8, hz * 0.9), loudest(hz * 1.1, hz * 1.25));
            if (loudest(hz - 6, hz + 6) > -50 && above > heard[hz]) {
                heard[hz] = above;
            }
        }
    }, 20);
}

test('the tones sound: the count and the start by their spectrum', () => inRoutine(PHONE, async (browser) => {
    await browser.until('surefoot.sound()?.state === "running"', 'sound runs');
    await browser.read(`(${listenFor})([587.3, 1174.7])`);
    await browser.until('heard[587.3] > 15', 'the count sounds');
    await browser.until('heard[1174.7] > 15', 'the start sounds');
}));

test('a tab that dies in a routine offers to go on with it', () => inRoutine(PHONE, async (browser) => {
    await browser.skip(30000);
    const place = (await browser.nodes()).find((node) => node.label.includes('Set ')).label;
    await browser.read('surefoot.saved()');
    await browser.crash();
    await browser.visit();
    await browser.screen('resume');
    await browser.shows('Seated quad hold');
    await browser.tap('#continue');
    await browser.screen('player');
    await browser.shows(place.slice(place.indexOf('Set ')));
}));

test('a screen that turns leaves the routine where it was', () => inRoutine(PHONE, async (browser) => {
    await browser.page.setViewportSize({width: 915, height: 412});
    await browser.until(`surefoot.nodes()[0].rect[2] === ${Math.floor(915 * PHONE.deviceScaleFactor)}`, 'turns');
    await browser.screen('player');
    const [screen, ...nodes] = await browser.nodes();
    for (const node of nodes.filter(({role}) => role === 'button' || role === 'timer')) {
        const [x, y, width, height] = node.rect;
        assert.ok(x >= 0 && y >= 0 && x + width <= screen.rect[2] && y + height <= screen.rect[3], `${node.key} is on screen`);
        assert.ok(node.role === 'timer' || Math.min(width, height) / PHONE.deviceScaleFactor >= 47, `${node.key} is large enough`);
    }
    await browser.page.setViewportSize(PHONE.viewport);
    await browser.until(`surefoot.nodes()[0].rect[2] === ${Math.floor(412 * PHONE.deviceScaleFactor)}`, 'turns back');
    await browser.screen('player');
}));

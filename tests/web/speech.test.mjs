// SPDX-License-Identifier: MIT
// The browser's own voice: what it is given, when, and that it keeps silent while the pack speaks.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {withBrowser} from './support.mjs';

const SAID = 'Grandmother lift';
const PROGRAM = JSON.stringify({
    program: 1, id: 'mine', title: 'Mine',
    routines: [{id: 'evening', title: 'Evening', weekly: {times: 3},
        steps: [{exercise: 'bridge', sets: 1, say: SAID}, {exercise: 'bridge', sets: 1}]}],
});

/** Runs in the page before all else: an engine that says what it was told, in 800 ms or as asked. */
function engine() {
    const heard = globalThis.heard = [];
    const now = performance.now.bind(performance);
    let speaking = null;
    const ways = new EventTarget();
    const stop = () => {
        if (speaking) {
            speaking.timers.forEach(clearTimeout);
            heard.push({cut: speaking.text, at: now()});
            speaking = null;
        }
    };
    globalThis.engineAnswers = true;
    globalThis.sentenceMs = 850;
    Object.defineProperty(globalThis, 'SpeechSynthesisUtterance', {value: class extends EventTarget {
        constructor(text) {
            super();
            this.text = text;
        }
    }});
    Object.defineProperty(globalThis, 'speechSynthesis', {value: Object.assign(ways, {
        getVoices: () => [
            {name: 'far', lang: 'en-US', localService: false, default: true},
            {name: 'other', lang: 'de-DE', localService: true},
            {name: 'near', lang: 'en_GB', localService: true},
        ],
        cancel: stop,
        speak: (utterance) => {
            const {text} = utterance;
            if (text === '') {
                return;
            }
            heard.push({text, at: now(), voice: utterance.voice.name, volume: utterance.volume, with: speaking?.text});
            if (engineAnswers) {
                const timers = [
                    setTimeout(() => utterance.dispatchEvent(new Event('start')), 50),
                    setTimeout(() => {
                        speaking = null;
                        heard.push({end: text, at: now()});
                        utterance.dispatchEvent(new Event('end'));
                    }, sentenceMs),
                ];
                speaking = {text, timers};
            } else {
                speaking = {text, timers: []};
            }
        },
    })});
}

/** In the routine of one's own, with its voice there. */
async function inOwnRoutine(browser) {
    await browser.begin();
    await browser.until('fetch("voice/en.voice").then((r) => r.ok)', 'has the pack');
    const file = {name: 'mine.surefoot.json', mimeType: 'application/json', buffer: Buffer.from(PROGRAM)};
    await browser.tap('Settings');
    const chooser = browser.page.waitForEvent('filechooser');
    await browser.tap('#import');
    await browser.read('globalThis.old = true');
    await (await chooser).setFiles(file);
    await browser.until('!globalThis.old && globalThis.surefoot !== undefined', 'opens again');
    await browser.screen('programs');
    await browser.shows('Evening');
    const row = (await browser.nodes()).find((node) => node.role === 'button' && node.label.includes('Evening'));
    await browser.tap(row.label);
    await browser.shows('Start');
    await browser.tap('#start');
    await browser.shows('Get ready');
}

const isMine = `heard.some(({text}) => text?.startsWith('${SAID}'))`;

test('a text of one\'s own is spoken by a voice of this device, once and whole', () => withBrowser({before: engine}, async (browser) => {
    await inOwnRoutine(browser);
    await browser.until(isMine, 'speaks');
    await browser.until('heard.some(({end}) => end !== undefined)', 'comes to its end');
    const heard = await browser.read('heard');
    const spoken = heard.filter(({text}) => text);
    assert.ok(spoken.every(({voice}) => voice === 'near'), 'the far one would send the text away');
    assert.ok(spoken.every((one) => !one.with), 'one at a time');
    assert.ok(spoken.every(({volume}) => volume === 1));
    assert.equal(new Set(spoken.map(({text}) => text)).size, spoken.length, 'nothing twice');
    assert.equal(heard.filter(({cut}) => cut).length, 0);
}));

test('a pause cuts the voice off', () => withBrowser({before: `(${engine})(); sentenceMs = 60000;`}, async (browser) => {
    await inOwnRoutine(browser);
    await browser.until(isMine, 'speaks');
    await browser.tap('#screen');
    await browser.until('heard.some(({cut}) => cut !== undefined)', 'is cut off');
}));

test('a voice that does not answer is given up, and the routine goes on', () => withBrowser({
    before: `(${engine})(); engineAnswers = false;`,
}, async (browser) => {
    await inOwnRoutine(browser);
    await browser.until('heard.some(({cut}) => cut !== undefined)', 'is cut off');
    await browser.until('surefoot.nodes().some((n) => n.role === "timer")', 'goes on');
}));

test('without voices there is silence and no complaint', () => withBrowser({}, async (browser) => {
    await inOwnRoutine(browser);
    await browser.until('device.speaker?.context.state === "running"', 'sounds');
}));

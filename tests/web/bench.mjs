// SPDX-License-Identifier: MIT
// What the app costs a phone: node bench.mjs. A missed aim is said and fails nothing. The browser draws
// in software here, which no phone does; time spent in our own steps is counted apart.

import {Browser, PHONE, sleep, startServer} from './support.mjs';

const REPEATS = 7;
const SLOWER = 4;
const MB = 1e6;
const SOUND_MS = 20000;
/** A phone with one bar, as Lighthouse has it: ms, and bytes a second. */
const FAR_AWAY = {offline: false, latency: 150, downloadThroughput: 200000, uploadThroughput: 90000};
const NEAR = {offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1};

/** Runs in the page: when the app was there, and where its memory is. */
function note() {
    let app;
    Object.defineProperty(globalThis, 'surefoot', {
        configurable: true,
        get: () => app,
        set: (value) => {
            app = value;
            requestAnimationFrame(() => { globalThis.usableMs = performance.now(); });
        },
    });
    const {instantiate} = WebAssembly;
    WebAssembly.instantiate = async (...what) => {
        const result = await instantiate(...what);
        globalThis.heap = Object.values(result.exports ?? {}).find((it) => it instanceof WebAssembly.Memory);
        return result;
    };
}

const sorted = (list) => [...list].sort((a, b) => a - b);
const median = (list) => sorted(list)[Math.floor(list.length / 2)];
const high = (list) => sorted(list)[Math.floor(list.length * 0.95)];

function say(what, value, unit, aim) {
    const met = aim === undefined ? '' : `aim ${aim}  ${value <= aim ? 'ok' : 'MISSED'}`;
    console.log(`${what.padEnd(52)} ${String(value).padStart(9)} ${unit.padEnd(3)} ${met}`);
}

async function usable(browser) {
    await browser.until('globalThis.usableMs !== undefined', 'is usable');
    return browser.read('usableMs');
}

/** Bytes over the wire until the app can be used, and until all is kept for offline. */
async function firstVisit(browser) {
    let bytes = 0;
    await browser.cdp.send('Network.enable');
    browser.cdp.on('Network.loadingFinished', ({encodedDataLength}) => { bytes += encodedDataLength; });
    await browser.cdp.send('Network.emulateNetworkConditions', FAR_AWAY);
    await browser.page.goto(browser.url);
    say('first visit, 1.6 Mbit/s: until usable', Math.round(await usable(browser)), 'ms');
    say('first visit: compressed until usable', +(bytes / MB).toFixed(3), 'MB', 1.5);
    await browser.cdp.send('Network.emulateNetworkConditions', NEAR);
    await browser.cached();
    await browser.until('fetch("voice/en.voice").then((r) => r.ok)', 'has the voice');
    say('and with the voice, for offline', +(bytes / MB).toFixed(3), 'MB');
}

async function repeatVisits(browser) {
    const times = [];
    for (let i = 0; i < REPEATS; i++) {
        await browser.page.goto(browser.url);
        times.push(await usable(browser));
    }
    say('repeat visit: Today usable, median', Math.round(median(times)), 'ms', 1500);
}

async function idle(browser, where) {
    await sleep(1000);
    const before = await browser.read('surefoot.steps()');
    await sleep(3000);
    say(`frames in 3 s at rest: ${where}`, await browser.read('surefoot.steps()') - before, '', 0);
}

/** From a trace: how long the main thread is busy for each frame. */
async function player(browser) {
    const frames = [];
    browser.cdp.on('Tracing.dataCollected', ({value}) => {
        frames.push(...value.filter(({name, ph}) => name === 'FireAnimationFrame' && ph === 'X').map(({dur}) => dur / 1000));
    });
    const done = new Promise((finished) => browser.cdp.once('Tracing.tracingComplete', finished));
    await browser.cdp.send('Emulation.setCPUThrottlingRate', {rate: SLOWER});
    await sleep(1000);
    await browser.cdp.send('Tracing.start', {transferMode: 'ReportEvents', traceConfig: {includedCategories: ['devtools.timeline']}});
    await sleep(6000);
    await browser.cdp.send('Tracing.end');
    await done;
    await browser.cdp.send('Emulation.setCPUThrottlingRate', {rate: 1});
    say(`player: a frame, CPU ${SLOWER} times slower, median of ${frames.length}`, +median(frames).toFixed(1), 'ms', 16);
    say('player: the slowest frame of twenty', +high(frames).toFixed(1), 'ms');
}

/** Where in its slot a buffer is asked for: what follows the widest stretch in which none was filled. */
function phase(times) {
    const parts = sorted(times.map((time) => time % 1));
    const gaps = parts.map((part, i) => part - (i > 0 ? parts[i - 1] : parts.at(-1) - 1));
    return parts[gaps.indexOf(Math.max(...gaps))];
}

/** Slots of the sound's own clock in which no buffer was filled: what was to sound then came late. */
async function sound(browser, slower) {
    await browser.cdp.send('Emulation.setCPUThrottlingRate', {rate: slower});
    await browser.read(`(() => {
        const {context, bufferSize} = device.speaker;
        const filled = [];
        globalThis.filled = filled;
        device.speaker.addEventListener('audioprocess', () => filled.push(context.currentTime * context.sampleRate / bufferSize));
    })()`);
    await sleep(SOUND_MS);
    const times = await browser.read('filled');
    await browser.cdp.send('Emulation.setCPUThrottlingRate', {rate: 1});
    const from = phase(times);
    const slots = times.map((time) => Math.floor(time - from));
    const late = slots.at(-1) - slots[0] + 1 - new Set(slots).size;
    const frames = await browser.read('device.speaker.bufferSize');
    say(`sound: of ${slots.at(-1) - slots[0]} buffers of ${frames}, late at ${slower} x`, late, '', slower > SLOWER ? undefined : 0);
}

async function memory(browser) {
    await browser.cdp.send('HeapProfiler.collectGarbage');
    const {usedSize} = await browser.cdp.send('Runtime.getHeapUsage');
    say('memory in the player: the app', +(await browser.read('heap.buffer.byteLength') / MB).toFixed(1), 'MB');
    say('memory in the player: the page', +(usedSize / MB).toFixed(1), 'MB');
}

const server = await startServer();
const browser = await Browser.open(server.url, PHONE, [], note);
try {
    await firstVisit(browser);
    await browser.tap('#continue');
    await browser.shows('See programs');
    await browser.read('surefoot.saved()');
    await repeatVisits(browser);
    await idle(browser, 'Today');
    await browser.startRoutine();
    await browser.shows('Hold');
    await player(browser);
    await memory(browser);
    await sound(browser, SLOWER);
    await sound(browser, 6);
    await browser.tap('#screen');
    await browser.shows('Paused');
    await idle(browser, 'a pause');
} finally {
    await browser.close();
    await server.close();
}

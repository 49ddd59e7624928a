// SPDX-License-Identifier: MIT
// What the app costs a phone: node bench.mjs. A missed aim is said and fails nothing. The browser draws
// in software here, which no phone does; time spent in our own steps is counted apart.

import {Browser, PHONE, sleep, startServer} from './support.mjs';

const REPEATS = 7;
const SLOWER = 4;
const MB = 1e6;
const SOUND_MS = 15000;
const SETTLE_MS = 1500;
const TRACE_MS = 6000;
/** Numbers that a sample tells apart. */
const STEPS = 65536;
/** The drawing is done beside the page, as a phone does it: else the page itself waits for each picture. */
const DRAWN_BESIDE = ['--no-sandbox', '--disable-dev-shm-usage', '--use-gl=angle', '--use-angle=swiftshader',
    '--ignore-gpu-blocklist', '--enable-gpu-rasterization'];
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

/** From a trace of a hold: how long the main thread is busy for each frame, and in each second. */
async function player(browser) {
    const tasks = [];
    browser.cdp.on('Tracing.dataCollected', ({value}) => tasks.push(...value.filter(({ph}) => ph === 'X')));
    const done = new Promise((finished) => browser.cdp.once('Tracing.tracingComplete', finished));
    await browser.cdp.send('Emulation.setCPUThrottlingRate', {rate: SLOWER});
    await sleep(SETTLE_MS);
    const includedCategories = ['devtools.timeline', 'disabled-by-default-devtools.timeline'];
    await browser.cdp.send('Tracing.start', {transferMode: 'ReportEvents', traceConfig: {includedCategories}});
    await sleep(TRACE_MS);
    await browser.cdp.send('Tracing.end');
    await done;
    await browser.cdp.send('Emulation.setCPUThrottlingRate', {rate: 1});
    const frames = tasks.filter(({name}) => name === 'FireAnimationFrame');
    const times = frames.map(({dur}) => dur / 1000);
    const busy = tasks.filter(({name, tid, pid}) => name === 'RunTask' && tid === frames[0].tid && pid === frames[0].pid);
    say(`a hold: a frame, CPU ${SLOWER} times slower, median of ${frames.length}`, +median(times).toFixed(1), 'ms', 16);
    say('a hold: the slowest frame of twenty', +high(times).toFixed(1), 'ms');
    say('a hold: frames a second', +(frames.length / TRACE_MS * 1000).toFixed(1), '');
    say('a hold: of a second the page is busy', Math.round(busy.reduce((sum, {dur}) => sum + dur, 0) / TRACE_MS), 'ms');
}

/** Runs on the thread of the sound, behind what the app gives: which numbers are heard, from which frame on. */
const EAR = `registerProcessor('ear', class extends AudioWorkletProcessor {
    heard = [];
    constructor() {
        super();
        this.port.onmessage = () => this.port.postMessage(this.heard.splice(0));
    }
    process([[samples]]) {
        const number = Math.round((samples?.[0] ?? 0) * ${STEPS});
        if (number !== this.last) {
            this.last = number;
            this.heard.push({frame: currentFrame, number});
        }
        return true;
    }
});`;

/** From here on each buffer that the app fills holds its number instead, and an ear is at the end. */
async function listen(browser) {
    await browser.read(`(async () => {
        const {speaker} = device;
        const ear = URL.createObjectURL(new Blob([${JSON.stringify(EAR)}], {type: 'text/javascript'}));
        await speaker.context.audioWorklet.addModule(ear);
        globalThis.ear = new AudioWorkletNode(speaker.context, 'ear');
        speaker.connect(globalThis.ear);
        let number = 0;
        speaker.addEventListener('audioprocess', ({outputBuffer}) => {
            number++;
            for (let i = 0; i < outputBuffer.numberOfChannels; i++) {
                outputBuffer.getChannelData(i).fill(number / ${STEPS});
            }
        });
    })()`);
}

const heard = (browser) => browser.read(`new Promise((done) => {
    ear.port.onmessage = ({data}) => done(data);
    ear.port.postMessage('');
})`);

/** Of the buffers that were due, those not heard whole and in their turn: what was played was an old one. */
function lateOf(numbers, frames) {
    let whole = 0;
    let newest = 0;
    for (const [i, {frame, number}] of numbers.slice(0, -1).entries()) {
        whole += number > newest && numbers[i + 1].frame - frame >= frames ? 1 : 0;
        newest = Math.max(newest, number);
    }
    const due = Math.round((numbers.at(-1).frame - numbers[0].frame) / frames);
    return {due, late: due - whole};
}

/** What the listener misses; stopMs: so long the page does nothing, once a second. */
async function sound(browser, slower, stopMs = 0) {
    await browser.cdp.send('Emulation.setCPUThrottlingRate', {rate: slower});
    await browser.read(`globalThis.stops = setInterval(() => {
        for (const until = performance.now() + ${stopMs}; performance.now() < until;);
    }, 1000)`);
    await sleep(SETTLE_MS);
    await heard(browser);
    await sleep(SOUND_MS);
    const numbers = await heard(browser);
    await browser.read('clearInterval(stops)');
    await browser.cdp.send('Emulation.setCPUThrottlingRate', {rate: 1});
    const frames = await browser.read('device.speaker.bufferSize');
    const {due, late} = lateOf(numbers, frames);
    const where = stopMs > 0 ? `the page stopped ${stopMs} ms a second` : `CPU ${slower} x slower`;
    say(`sound: of ${due} buffers of ${frames} late, ${where}`, late, '', slower > SLOWER || stopMs > 0 ? undefined : 0);
}

async function memory(browser) {
    await browser.cdp.send('HeapProfiler.collectGarbage');
    const {usedSize} = await browser.cdp.send('Runtime.getHeapUsage');
    say('memory in the player: the app', +(await browser.read('heap.buffer.byteLength') / MB).toFixed(1), 'MB');
    say('memory in the player: the page', +(usedSize / MB).toFixed(1), 'MB');
}

const server = await startServer();
const browser = await Browser.open(server.url, {...PHONE, args: DRAWN_BESIDE, bypassCSP: true}, [], note);
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
    await listen(browser);
    await sound(browser, 1);
    await sound(browser, SLOWER);
    await sound(browser, 6);
    await sound(browser, 1, 250);
    await browser.tap('#screen');
    await browser.shows('Paused');
    await idle(browser, 'a pause');
} finally {
    await browser.close();
    await server.close();
}

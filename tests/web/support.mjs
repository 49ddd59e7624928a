// SPDX-License-Identifier: MIT
// A browser on the served app: phone or tablet, fingers only.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {chromium} from 'playwright-core';
import {serve} from '../../platform/web/serve.mjs';

export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** No graphics card, no other user: the usual machine that runs tests. */
export const FLAGS = ['--no-sandbox', '--disable-gpu', '--enable-unsafe-swiftshader', '--disable-dev-shm-usage'];
export const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

export const PHONE = {viewport: {width: 412, height: 915}, deviceScaleFactor: 2.625, isMobile: true, hasTouch: true};
export const LARGE_PHONE = {viewport: {width: 390, height: 844}, deviceScaleFactor: 3, isMobile: true, hasTouch: true};
export const SMALL_PHONE = {viewport: {width: 360, height: 640}, deviceScaleFactor: 2, isMobile: true, hasTouch: true};
export const TALL_TABLET = {viewport: {width: 1024, height: 1366}, deviceScaleFactor: 2, isMobile: true, hasTouch: true};
export const TABLET = {viewport: {width: 1024, height: 768}, deviceScaleFactor: 2, isMobile: true, hasTouch: true};

/** What a browser without a graphics card says, and we then, and what SDL's way of making sound is called. */
const EXPECTED = [/ScriptProcessorNode is deprecated/, /AudioContext was not allowed to start/,
    /GPU stall due to ReadPixels/, /fallback to software WebGL/, /no GPU renderer/];

/** Clocks that a test can put forward, and what the page asks of the device, kept. */
export function prepare() {
    const now = performance.now.bind(performance);
    const wall = Date.now;
    let skipped = 0;
    let moved = 0;
    performance.now = () => now() + skipped;
    Date.now = () => wall() + skipped + moved;
    const asked = {vibrations: [], locks: 0, released: 0};
    globalThis.device = asked;
    /** The clocks go on, and nobody is told. */
    globalThis.jump = (ms) => {
        skipped += ms;
    };
    /** The wall clock alone: put right, or all that goes on while the device sleeps. */
    globalThis.moveWallClock = (ms) => {
        moved += ms;
    };
    /** No step further than the app would call an absence. */
    globalThis.skip = (ms) => {
        for (let left = ms; left > 0; left -= 1500) {
            skipped += Math.min(left, 1500);
            dispatchEvent(new Event('mouseup'));
        }
    };
    navigator.vibrate = (pattern) => asked.vibrations.push(pattern) > 0;
    const makeSpeaker = AudioContext.prototype.createScriptProcessor;
    AudioContext.prototype.createScriptProcessor = function (...sizes) {
        asked.speaker = makeSpeaker.apply(this, sizes);
        return asked.speaker;
    };
    const request = navigator.wakeLock?.request.bind(navigator.wakeLock);
    if (request) {
        navigator.wakeLock.request = async (kind) => {
            const lock = await request(kind);
            asked.locks++;
            asked.lock = lock;
            lock.addEventListener('release', () => asked.released++);
            return lock;
        };
    }
}

/** The page opens itself anew while it is asked: not yet. */
function whileOpeningAnew(error) {
    if (!/navigated or closed|context was destroyed|Cannot find context/.test(error.message)) {
        throw error;
    }
    return false;
}

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

export const startServer = (port = 0) => serve(DIST, port);

/** A new browser on a new server, for `then`: nothing else is asked for, and nothing complained of. */
export async function withBrowser(options, then) {
    const server = await startServer();
    try {
        const browser = await Browser.open(server.url, options.device, options.flags, options.before);
        try {
            await then(browser, server);
            assert.deepEqual(browser.complaints, []);
        } finally {
            await browser.close();
        }
    } finally {
        await server.close();
    }
}

/** A browser of its own with an empty profile; close it with close(). */
export class Browser {
    /** before: a function that runs in the page before anything else. */
    static async open(url, device = PHONE, flags = [], before = () => {}) {
        const browser = new this();
        browser.before = before;
        browser.url = url;
        browser.device = device;
        browser.flags = flags;
        browser.profile = fs.mkdtempSync(path.join(os.tmpdir(), 'surefoot-web-'));
        browser.complaints = [];
        await browser.start();
        return browser;
    }

    async start() {
        this.context = await chromium.launchPersistentContext(this.profile, {
            executablePath: CHROMIUM,
            args: [...FLAGS, ...this.flags],
            // What is installed goes there too, not into the home of whoever tests.
            env: {...process.env, HOME: this.profile, XDG_DATA_HOME: `${this.profile}/share`},
            ...this.device,
        });
        await this.context.addInitScript(prepare);
        await this.context.addInitScript(this.before);
        await this.watch(this.context.pages()[0] ?? await this.context.newPage());
    }

    /** The same person's browser, closed and opened again. */
    async restart() {
        await this.context.close();
        await this.start();
    }

    /** The system kills the tab; a new one is there, still empty. */
    async crash() {
        const died = new Promise((done) => this.page.once('crash', done));
        this.cdp.send('Page.crash').catch(() => {});
        await died;
        await this.watch(await this.context.newPage());
    }

    async watch(page) {
        this.page = page;
        page.on('console', (message) => {
            const text = message.text();
            if (['error', 'warning'].includes(message.type()) && !EXPECTED.some((known) => known.test(text))) {
                this.complaints.push(text);
            }
        });
        page.on('pageerror', (error) => this.complaints.push(String(error)));
        page.on('request', (request) => {
            if (!request.url().startsWith(this.url) && !/^(blob|data):/.test(request.url())) {
                this.complaints.push(`a request to ${request.url()}`);
            }
        });
        this.cdp = await this.context.newCDPSession(page);
    }

    async visit() {
        await this.page.goto(this.url);
        await this.ready();
    }

    async ready() {
        await this.until('globalThis.surefoot !== undefined', 'the app opens');
    }

    /** Not page.evaluate, which counts as a gesture and unlocks sound. */
    async read(expression) {
        const {result, exceptionDetails} = await this.cdp.send('Runtime.evaluate', {
            expression, returnByValue: true, awaitPromise: true, userGesture: false,
        });
        assert.equal(exceptionDetails, undefined, exceptionDetails?.exception?.description);
        return result.value;
    }

    async until(expression, what) {
        for (let i = 0; i < 400; i++) {
            if (await this.read(expression).catch(whileOpeningAnew)) {
                return;
            }
            await sleep(50);
        }
        assert.fail(`${what}: it did not; on screen: ${await this.read('globalThis.surefoot ? surefoot.nodes().map((n) => n.label).join(" | ") : document.body.innerText')}`);
    }

    /** Whether the screen shows more than one colour. */
    async paints() {
        const picture = await this.page.screenshot();
        return picture.length > 10000;
    }

    nodes() {
        return this.read('surefoot.nodes()');
    }

    async node(label) {
        return (await this.nodes()).find((node) => node.label === label || `#${node.key}` === label);
    }

    shows(label) {
        return this.until(`globalThis.surefoot?.nodes().some((n) => n.label.includes(${JSON.stringify(label)}))`, `shows ${label}`);
    }

    /** A finger on the node with this label or #key, once it stands still and takes presses. */
    async tap(label) {
        const ratio = await this.read('devicePixelRatio');
        let before = '';
        for (let i = 0; i < 100; i++) {
            const node = await this.node(label);
            assert.ok(node, `${label} is on screen: ${(await this.nodes()).map((other) => other.label).join(' | ')}`);
            const [x, y, width, height] = node.rect;
            if (width > 0 && !node.isNew && before === String(node.rect)) {
                await this.page.touchscreen.tap((x + width / 2) / ratio, (y + height / 2) / ratio);
                return;
            }
            before = String(node.rect);
            if (width > 0) {
                await sleep(30);
            } else {
                await this.read(`surefoot.reveal(${node.id})`);
            }
        }
        assert.fail(`${label} does not stand still`);
    }

    /** The system's Back, once the page takes one. */
    async back() {
        await this.until('!surefoot.nodes()[0].isNew', 'the page is seen');
        await this.page.goBack();
    }

    /** Past the safety page. */
    async begin() {
        await this.visit();
        await this.shows('Before you start');
        await this.tap('None of these');
        await this.shows('See programs');
    }

    /** Lets time pass for the app without waiting for it. */
    skip(ms) {
        return this.read(`skip(${ms})`);
    }

    /** The same until a page comes. */
    async skipTo(name) {
        for (let i = 0; i < 60 && await this.read('surefoot.screen()') !== name; i++) {
            await this.skip(6000);
        }
        await this.screen(name);
    }

    /** Taps its way from Today to the first second of a routine of less than two minutes. */
    async startRoutine() {
        await this.tap('#programs');
        await this.shows('Seated quad hold');
        await this.tap('#quad-hold');
        await this.shows('Start');
        await this.tap('#start');
        await this.shows('Get ready');
    }

    /** The log as the settings give it away. */
    async exported() {
        const download = this.page.waitForEvent('download');
        await this.tap('#settings');
        await this.tap('#export');
        const chunks = [];
        for await (const chunk of await (await download).createReadStream()) {
            chunks.push(chunk);
        }
        await this.tap('#back');
        await this.screen('today');
        return Buffer.concat(chunks).toString();
    }

    screen(name) {
        return this.until(`globalThis.surefoot?.screen() === ${JSON.stringify(name)}`, `is at ${name}`);
    }

    /** Waits until a visit without a network would work. */
    cached() {
        return this.until('navigator.serviceWorker.getRegistration().then((r) => r?.active?.state === "activated")', 'is cached');
    }

    async close() {
        await this.context.close();
        fs.rmSync(this.profile, {recursive: true, force: true, maxRetries: 5});
    }
}

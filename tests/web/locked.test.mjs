// SPDX-License-Identifier: MIT
// The lock screen and another tab in front, for real: the browser itself hides and freezes the page.
// Playwright keeps every page of its visible, so this browser is driven by its own protocol.

import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {test} from 'node:test';
import {Browser, CHROMIUM, FLAGS, prepare, sleep, startServer} from './support.mjs';

/** Commands to a browser through a pipe; each a promise of its answer. */
class Pipe {
    #browser;
    #last = 0;
    #waiting = new Map();
    #rest = '';

    constructor(args) {
        this.#browser = spawn(CHROMIUM, [...FLAGS, ...args, '--headless=new', '--no-first-run', '--remote-debugging-pipe', 'about:blank'],
            {stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']});
        this.ended = new Promise((done) => this.#browser.once('exit', done));
        this.#browser.stdio[4].on('data', (bytes) => {
            const answers = (this.#rest + bytes).split('\0');
            this.#rest = answers.pop();
            answers.forEach((answer) => this.#take(JSON.parse(answer)));
        });
    }

    #take({id, result, error}) {
        const waits = this.#waiting.get(id);
        this.#waiting.delete(id);
        if (error) {
            waits?.reject(new Error(error.message));
        } else {
            waits?.resolve(result);
        }
    }

    send(method, params = {}, sessionId = undefined) {
        const id = ++this.#last;
        this.#browser.stdio[3].write(`${JSON.stringify({id, method, params, sessionId})}\0`);
        return new Promise((resolve, reject) => this.#waiting.set(id, {resolve, reject}));
    }
}

/** A browser whose page can be out of sight. */
class LockableBrowser extends Browser {
    async start() {
        this.pipe = new Pipe([`--user-data-dir=${this.profile}`]);
        const {targetInfos} = await this.pipe.send('Target.getTargets');
        this.target = targetInfos.find(({type}) => type === 'page').targetId;
        const {sessionId} = await this.pipe.send('Target.attachToTarget', {targetId: this.target, flatten: true});
        this.cdp = {send: (method, params) => this.pipe.send(method, params, sessionId)};
        const {viewport: {width, height}, deviceScaleFactor, isMobile} = this.device;
        await this.cdp.send('Page.enable');
        await this.cdp.send('Emulation.setDeviceMetricsOverride', {width, height, deviceScaleFactor, mobile: isMobile});
        await this.cdp.send('Emulation.setTouchEmulationEnabled', {enabled: true});
        await this.cdp.send('Page.addScriptToEvaluateOnNewDocument', {source: `(${prepare})()`});
        const touch = (type, touchPoints) => this.cdp.send('Input.dispatchTouchEvent', {type, touchPoints});
        this.page = {
            goto: (url) => this.cdp.send('Page.navigate', {url}),
            touchscreen: {
                tap: async (x, y) => {
                    await touch('touchStart', [{x, y}]);
                    await touch('touchEnd', []);
                },
            },
        };
    }

    /** Another tab in front, as the lock screen is for the page; then, as phones do, frozen. */
    async lock() {
        this.other = (await this.pipe.send('Target.createTarget', {url: 'about:blank'})).targetId;
        await this.until('document.hidden', 'is out of sight');
    }

    async freeze() {
        await this.cdp.send('Page.setWebLifecycleState', {state: 'frozen'});
        await sleep(300);
    }

    async thaw() {
        await this.cdp.send('Page.setWebLifecycleState', {state: 'active'});
    }

    async unlock() {
        await this.pipe.send('Target.activateTarget', {targetId: this.target});
        await this.pipe.send('Target.closeTarget', {targetId: this.other});
        await this.until('!document.hidden', 'is in sight');
    }

    async close() {
        this.context = {
            close: async () => {
                await this.pipe.send('Browser.close');
                await this.pipe.ended;
            },
        };
        await super.close();
    }
}

async function inRoutine(then) {
    const server = await startServer();
    const browser = await LockableBrowser.open(server.url);
    try {
        await browser.begin();
        await browser.startRoutine();
        await browser.until('device.speaker?.context.state === "running"', 'sound runs');
        await then(browser);
    } finally {
        await browser.close();
        await server.close();
    }
}

/** Which set, what is done in it, and how many seconds of the routine are left. */
async function place(browser) {
    const nodes = await browser.nodes();
    const [, minutes, seconds] = nodes.find(({role}) => role === 'progress').label.match(/(\d+):(\d\d)/);
    return {set: nodes.find(({label}) => label.includes('Set ')).label, left: 60 * minutes + Number(seconds)};
}

const silence = (browser) => browser.read('device.speaker.context.suspend().then(() => true)');

test('locked and frozen for ten minutes in a hold: the same place, counted in, nothing credited', () => inRoutine(async (browser) => {
    await browser.until('device.locks - device.released === 1', 'is kept on');
    await browser.skip(9000);
    const before = await place(browser);
    await silence(browser);
    await browser.lock();
    await browser.until('device.locks === device.released', 'may go off');
    const waiting = await browser.read('surefoot.steps()');
    await sleep(700);
    assert.equal(await browser.read('surefoot.steps()'), waiting, 'waits');
    await browser.freeze();
    const steps = await browser.read('surefoot.steps()');
    await browser.read('jump(600000)');
    await sleep(1500);
    assert.equal(await browser.read('surefoot.steps()'), steps, 'does nothing');
    await browser.thaw();
    await browser.unlock();
    await browser.shows('Paused while you were away');
    await browser.until('device.locks - device.released === 1', 'is kept on again');
    const {set, left} = await place(browser);
    assert.equal(set, before.set);
    assert.ok(left <= before.left && left >= before.left - 1, `${left} s of ${before.left} s are left`);
    await browser.tap('#go-on');
    await browser.until('surefoot.nodes().some((n) => n.role === "timer" && /^[123]$/.test(n.value))', 'counts in');
    assert.ok((await place(browser)).left >= before.left - 1, 'before it goes on');
    await browser.tap('#close');
    await browser.tap('#stop');
    await browser.screen('finish');
    await browser.shows('1 of 6 sets');
}));

test('what sounds goes on behind another tab; frozen it stops at the last second that could be heard', () => inRoutine(async (browser) => {
    await browser.skip(6000);
    await browser.lock();
    const steps = await browser.read('surefoot.steps()');
    const began = await place(browser);
    await sleep(3000);
    assert.ok(await browser.read('surefoot.steps()') > steps, 'goes on');
    const heard = await place(browser);
    assert.ok(began.left - heard.left >= 2 && began.left - heard.left <= 5, `${began.left - heard.left} s went by`);
    await browser.freeze();
    const frozen = await place(browser);
    await browser.read('jump(120000)');
    await sleep(500);
    await browser.thaw();
    await browser.unlock();
    await browser.shows('Paused while you were away');
    const {set, left} = await place(browser);
    assert.equal(set, frozen.set);
    assert.ok(Math.abs(left - frozen.left) <= 1, `${left} s of ${frozen.left} s are left`);
}));

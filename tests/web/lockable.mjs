// SPDX-License-Identifier: MIT
// A browser whose pages are really hidden, frozen and beside each other. Playwright keeps every page of
// its visible, so this one is driven by the browser's own protocol.

import {spawn} from 'node:child_process';
import {Browser, CHROMIUM, FLAGS, prepare, sleep} from './support.mjs';

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
export class LockableBrowser extends Browser {
    async start() {
        this.pipe = new Pipe([`--user-data-dir=${this.profile}`]);
        const {targetInfos} = await this.pipe.send('Target.getTargets');
        this.target = targetInfos.find(({type}) => type === 'page').targetId;
        await this.attach();
    }

    /** To the page with this.target. */
    async attach() {
        const {sessionId} = await this.pipe.send('Target.attachToTarget', {targetId: this.target, flatten: true});
        this.cdp = {send: (method, params) => this.pipe.send(method, params, sessionId)};
        const {viewport: {width, height}, deviceScaleFactor, isMobile} = this.device;
        await this.cdp.send('Page.enable');
        await this.cdp.send('Emulation.setDeviceMetricsOverride', {width, height, deviceScaleFactor, mobile: isMobile});
        await this.cdp.send('Emulation.setTouchEmulationEnabled', {enabled: true});
        await this.cdp.send('Page.addScriptToEvaluateOnNewDocument', {source: `(${prepare})()`});
        await this.cdp.send('Page.addScriptToEvaluateOnNewDocument', {source: `(${this.before})()`});
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

    /** The same person's next tab in front of this one, or a window beside it; still empty. */
    async another(newWindow) {
        const other = Object.assign(new LockableBrowser(), this);
        other.target = (await this.pipe.send('Target.createTarget', {url: 'about:blank', newWindow})).targetId;
        await other.attach();
        return other;
    }

    /** To the front of its window. */
    async show() {
        await this.pipe.send('Target.activateTarget', {targetId: this.target});
        await this.until('!document.hidden', 'is in sight');
    }

    /** The person closes the tab. */
    async shut() {
        await this.pipe.send('Target.closeTarget', {targetId: this.target});
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

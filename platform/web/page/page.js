// SPDX-License-Identifier: MIT
// What the app asks of the page: the functions behind bridge.js.

import {Files} from './files.js';
import {Letters} from './letters.js';
import {Speech} from './speech.js';
import {Typing} from './typing.js';

/** A jump of the wall clock against the monotonic one that no drift explains. */
const JUMP_MS = 1500;
/** After a day of sleep everything that ends by itself has ended; more is a clock that was far off. */
const LONGEST_SLEEP_MS = 86400000;

/**
 * Monotonic ms that go on while the device sleeps. performance.now does that on Windows; elsewhere it
 * stands still, and only the wall clock tells. That one is put right, too. A page that is in sight is
 * awake, so the wall clock's jumps there are no sleep; over a time out of sight they are taken for one:
 * whoever was away did nothing then.
 */
export class Clock {
    #apart = Date.now() - performance.now();
    #slept = 0;
    #unseen = document.hidden;

    constructor() {
        document.addEventListener('visibilitychange', () => {
            this.#look();
            this.#unseen = document.hidden;
        });
    }

    now() {
        return this.at(performance.now());
    }

    /** The time of an event's timeStamp. */
    at(stamp) {
        this.#look();
        return stamp + this.#slept;
    }

    #look() {
        const jump = Date.now() - performance.now() - this.#apart;
        if (Math.abs(jump) > JUMP_MS) {
            this.#apart += jump;
            this.#slept += this.#unseen ? Math.min(Math.max(jump, 0), LONGEST_SLEEP_MS) : 0;
        }
    }
}

/** Keeps the screen on; the browser lets go whenever the page is hidden. */
class WakeLock {
    #wanted = false;
    #lock = null;

    constructor() {
        document.addEventListener('visibilitychange', () => this.#take());
    }

    want(on) {
        this.#wanted = on;
        if (on) {
            this.#take();
        } else {
            this.#lock?.release();
            this.#lock = null;
        }
    }

    async #take() {
        if (!this.#wanted || document.hidden || !navigator.wakeLock || (this.#lock && !this.#lock.released)) {
            return;
        }
        try {
            this.#lock = await navigator.wakeLock.request('screen');
            if (!this.#wanted) {
                this.want(false);
            }
        } catch {
            // Refused, with a low battery for one: the screen then goes off as always.
        }
    }
}

const MOTION_WAITING = 1024;

/** The accelerometer, on while somebody wants to know. */
class Motion {
    #clock;
    #missing = typeof DeviceMotionEvent === 'undefined';
    #samples = [];
    // Safari tells the pull of gravity where the others tell the push of the ground.
    #sign = navigator.vendor.startsWith('Apple') ? -1 : 1;
    #hear = (event) => this.#keep(event);

    constructor(clock) {
        this.#clock = clock;
        // A device without a sensor says so at once, one that wants to be asked first says nothing.
        const probe = ({accelerationIncludingGravity: felt}) => {
            this.#missing = (felt?.x ?? null) === null;
            if (!this.#missing) {
                removeEventListener('devicemotion', probe);
            }
        };
        addEventListener('devicemotion', probe);
    }

    /** False once it is known that there is none, or that the person does not want it. */
    get there() {
        return !this.#missing;
    }

    start() {
        this.#samples = [];
        if (this.#missing) {
            return false;
        }
        DeviceMotionEvent.requestPermission?.().then((answer) => {
            this.#missing = answer === 'denied';
        }, () => {});
        addEventListener('devicemotion', this.#hear);
        return true;
    }

    stop() {
        removeEventListener('devicemotion', this.#hear);
    }

    /** The oldest, each once. */
    take(max) {
        return this.#samples.splice(0, max);
    }

    #keep(event) {
        const {x, y, z} = event.accelerationIncludingGravity ?? {};
        if (x === null || x === undefined) {
            // How a browser says that there is no sensor. A real one knows gravity.
            this.#missing = this.#samples.length === 0;
            return;
        }
        this.#missing = false;
        this.#samples.push([this.#clock.at(event.timeStamp), this.#sign * x, this.#sign * y, this.#sign * z]);
        if (this.#samples.length > MOTION_WAITING) {
            this.#samples.shift();
        }
    }
}

export class Page {
    #clock = new Clock();
    #wakeLock = new WakeLock();
    #typing = new Typing(this);
    #dark = matchMedia('(prefers-color-scheme: dark)');
    #calm = matchMedia('(prefers-reduced-motion: reduce)');
    #contrast = matchMedia('(prefers-contrast: more)');
    /** Somebody chose their own colours, which a picture cannot take: the plainest of ours then. */
    #forced = matchMedia('(forced-colors: active)');
    #insets = document.getElementById('insets');
    #nodes = [];
    motion = new Motion(this.#clock);
    files = new Files();
    letters = new Letters((name) => this.readFont(name));
    speech = new Speech(() => this.#clock.now());

    constructor(canvas) {
        this.canvas = canvas;
        for (const preference of [this.#dark, this.#calm, this.#contrast, this.#forced]) {
            preference.addEventListener('change', () => this.wake());
        }
    }

    // Set by main.js once the app runs.
    wake() {}
    edit() {}
    caret() {}
    edited() {}
    readNodes() {}
    readFont() {}
    renew() {}

    now() { return this.#clock.now(); }
    prefersDark() { return this.#dark.matches; }
    prefersContrast() { return this.#contrast.matches || this.#forced.matches; }
    prefersReducedMotion() { return this.#calm.matches; }
    /** style.css lays it out 100 px wide at the usual size. */
    textPercent() { return Math.round(parseFloat(getComputedStyle(this.#insets).width)); }
    get overSilenceThere() { return 'audioSession' in navigator; }
    overSilence(on) { navigator.audioSession.type = on ? 'playback' : 'auto'; }
    keepAwake(on) { this.#wakeLock.want(on); }
    vibrate(ms) { navigator.vibrate?.(ms); }
    typing(on) { this.#typing.show(on); }
    node(node) { this.#nodes.push(node); }

    /** The semantic tree, screen first. */
    nodes() {
        this.#nodes = [];
        this.readNodes();
        return this.#nodes;
    }

    focusedField() {
        return this.nodes().find((node) => node.role === 'field' && node.focused);
    }

    fault(text) { surefootStart.fail('open', text); }

    viewport() {
        const ratio = devicePixelRatio;
        const style = getComputedStyle(this.#insets);
        const px = (text) => parseFloat(text) * ratio;
        const seen = visualViewport;
        const covered = seen ? innerHeight - seen.height - seen.offsetTop : 0;
        return [
            this.canvas.width, this.canvas.height, ratio,
            px(style.paddingLeft), px(style.paddingTop), px(style.paddingRight), px(style.paddingBottom),
            // Less is the browser's own bars.
            covered > 100 && seen.scale === 1 ? covered * ratio : 0,
        ];
    }

    /** Whole css px: SDL reads this size, and knows no others. */
    fill() {
        this.canvas.style.width = `${innerWidth}px`;
        this.canvas.style.height = `${innerHeight}px`;
    }

    /** One px of the canvas on one px of the screen, or all of it would be blurred by a hair. */
    fit() {
        this.canvas.style.width = `${this.canvas.width / devicePixelRatio}px`;
        this.canvas.style.height = `${this.canvas.height / devicePixelRatio}px`;
    }
}

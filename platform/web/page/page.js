// SPDX-License-Identifier: MIT
// Functions that the app calls through bridge.js.

import {Files} from './files.js';
import {Letters} from './letters.js';
import {Speech} from './speech.js';
import {Typing} from './typing.js';

/** Ms by which the wall clock jumps against the monotonic one; less may be drift. */
const JUMP_MS = 1500;
/** After a day of sleep everything has ended that ends by itself; a longer time is a wrong
 * clock. */
const LONGEST_SLEEP_MS = 86400000;

/**
 * Monotonic ms that go on while the device sleeps. performance.now does that on Windows; on other
 * systems it stops, and only the wall clock shows how long the device slept. But a wall clock may
 * also be corrected. A page in sight is awake, so a jump there is no sleep. A jump while the page
 * is out of sight counts as sleep, because nobody did anything in that time.
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

    /** The time of an event with this timeStamp. */
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

/** Keeps the screen on; the browser ends that whenever the page is hidden. */
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
            // Refused, such as with a low battery: then the screen goes off as usual.
        }
    }
}

const MOTION_WAITING = 1024;

/** The accelerometer, on between start and stop. */
class Motion {
    #clock;
    #missing = typeof DeviceMotionEvent === 'undefined';
    #samples = [];
    // Safari gives the direction of gravity, other browsers the opposite one.
    #sign = navigator.vendor.startsWith('Apple') ? -1 : 1;
    #hear = (event) => this.#keep(event);

    constructor(clock) {
        this.#clock = clock;
        // A device without a sensor says so at once; one that asks for permission first gives no
        // event.
        const probe = ({accelerationIncludingGravity: felt}) => {
            this.#missing = (felt?.x ?? null) === null;
            if (!this.#missing) {
                removeEventListener('devicemotion', probe);
            }
        };
        addEventListener('devicemotion', probe);
    }

    /** False once it is known that there is no sensor, or that the person does not allow it. */
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

    /** Takes the oldest samples, each once. */
    take(max) {
        return this.#samples.splice(0, max);
    }

    #keep(event) {
        const {x, y, z} = event.accelerationIncludingGravity ?? {};
        if (x === null || x === undefined) {
            // Null values mean that there is no sensor: a real one always measures gravity.
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
    /** The person chose colours of their own, which a picture cannot use: then it has high
     *  contrast. */
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
    /** In style.css this element is 100 px wide at the usual text size. */
    textPercent() { return Math.round(parseFloat(getComputedStyle(this.#insets).width)); }
    get overSilenceThere() { return 'audioSession' in navigator; }
    overSilence(on) { navigator.audioSession.type = on ? 'playback' : 'auto'; }
    keepAwake(on) { this.#wakeLock.want(on); }
    vibrate(ms) { navigator.vibrate?.(ms); }
    typing(on) { this.#typing.show(on); }
    node(node) { this.#nodes.push(node); }

    /** The semantic tree, the screen first. */
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
            // Smaller heights are the browser's own bars.
            covered > 100 && seen.scale === 1 ? covered * ratio : 0,
        ];
    }

    /** Sets the size of the canvas in whole css px, because SDL reads only whole ones. */
    fill() {
        this.canvas.style.width = `${innerWidth}px`;
        this.canvas.style.height = `${innerHeight}px`;
    }

    /** Puts each px of the canvas on exactly one px of the screen, or everything would be a little
     *  blurred. */
    fit() {
        this.canvas.style.width = `${this.canvas.width / devicePixelRatio}px`;
        this.canvas.style.height = `${this.canvas.height / devicePixelRatio}px`;
    }
}

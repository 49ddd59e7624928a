// SPDX-License-Identifier: MIT
// Steps an opened app: at a frame when something happened, at a deadline when it asked for one, and
// never while nothing changes.

const FRAME_MS = 17;

export class Loop {
    #frame = 0;
    #timer = 0;
    #step;
    #rests;
    steps = 0;

    /** step: to the ms until the next one, negative never. rests: whether the app stands still; it
     *  finds out when somebody comes back. */
    constructor(step, rests) {
        this.#step = step;
        this.#rests = rests;
    }

    /** At the next frame; a hidden page has none. */
    wake() {
        if (this.#frame !== 0 || this.#rests()) {
            return;
        }
        if (document.hidden) {
            this.#later(0);
        } else {
            this.#frame = requestAnimationFrame(() => this.run());
        }
    }

    /** At once; last: as the page goes out of sight. */
    run(last = false) {
        cancelAnimationFrame(this.#frame);
        clearTimeout(this.#timer);
        this.#frame = 0;
        this.#timer = 0;
        if (!last && this.#rests()) {
            return;
        }
        this.steps++;
        const wait = this.#step();
        if (wait < 0 || this.#frame !== 0 || this.#rests()) {
            return;
        }
        if (wait < FRAME_MS) {
            this.wake();
        } else {
            this.#later(wait);
        }
    }

    #later(ms) {
        clearTimeout(this.#timer);
        // setTimeout knows no more than 31 bits.
        this.#timer = setTimeout(() => document.hidden ? this.run() : this.wake(), Math.min(ms, 3600000));
    }
}

// SPDX-License-Identifier: MIT
// Calls the step of an opened app: at the next frame after an event, at a deadline that the app
// asked for, and never while nothing changes.

const FRAME_MS = 17;

export class Loop {
    #frame = 0;
    #timer = 0;
    #step;
    #rests;
    steps = 0;

    /** step: returns the ms until the next step, negative for never. rests: returns whether the app
     *  stands still now; then there is no step until somebody comes back. */
    constructor(step, rests) {
        this.#step = step;
        this.#rests = rests;
    }

    /** Steps at the next frame; a hidden page has no frames. */
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

    /** Steps at once. last: because the page goes out of sight. */
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
        // setTimeout takes at most 31 bits.
        this.#timer = setTimeout(() => document.hidden ? this.run() : this.wake(), Math.min(ms, 3600000));
    }
}

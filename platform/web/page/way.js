// SPDX-License-Identifier: MIT
// The system's Back: within the app it goes one page back; where the app has no use for it, it
// leaves the app. So entries of the app are in the browser's history only while the app wants a
// Back: one for each Back that it wants, because browsers skip entries that were made without a
// tap, and a spare one, because a second Back may come before a new entry is made.

const SPARE = 1;

/** The state of an entry of the app is the number of such entries up to it. */
const place = () => typeof history.state === 'number' ? history.state : 0;

export class Way {
    #back;
    #at = place();
    #wanted = 0;
    /** A Back by this code has not happened yet. */
    #going = false;

    /** back: called to tell the app of a Back. */
    constructor(back) {
        this.#back = back;
        addEventListener('popstate', () => this.#went());
    }

    /** Call it after every step of the app. backs: how many Backs the app wants. */
    tend(backs) {
        this.#wanted = backs > 0 ? backs + SPARE : 0;
        if (this.#going) {
            return;
        }
        while (this.#at < this.#wanted) {
            this.#at++;
            history.pushState(this.#at, '');
        }
        if (this.#at > this.#wanted) {
            this.#going = true;
            history.go(this.#wanted - this.#at);
        }
    }

    #went() {
        const before = this.#at;
        this.#at = place();
        if (this.#going) {
            this.#going = false;
        } else if (this.#at < before) {
            this.#back();
        }
        this.tend(this.#wanted > 0 ? this.#wanted - SPARE : 0);
    }
}

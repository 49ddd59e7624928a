// SPDX-License-Identifier: MIT
// The system's way back: within the app it goes one page back, from where nothing wants it it leaves the
// app. So entries of ours lie on top of the browser's history only while a Back would be somebody's: one
// for each Back that the app wants, as browsers pass over entries made without a tap, and a spare one,
// as a Back may follow another before an entry is made anew.

const SPARE = 1;

/** An entry of ours has as its state how many of them there are up to it. */
const place = () => typeof history.state === 'number' ? history.state : 0;

export class Way {
    #back;
    #at = place();
    #wanted = 0;
    /** Our own way back has not happened yet. */
    #going = false;

    /** back: tells the app. */
    constructor(back) {
        this.#back = back;
        addEventListener('popstate', () => this.#went());
    }

    /** After every step of the app: how many Backs it wants. */
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

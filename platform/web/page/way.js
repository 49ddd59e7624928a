// SPDX-License-Identifier: MIT
// The system's way back: within the app it goes one page back, from where nothing wants it it leaves the
// app. So an entry of ours lies on top of the browser's history only while a Back would be somebody's.

const OURS = 'in';

export class Way {
    #back;
    #inside = history.state === OURS;
    #wanted = false;
    /** Our own steps back that have not happened yet. */
    #going = 0;

    /** back: tells the app. */
    constructor(back) {
        this.#back = back;
        addEventListener('popstate', () => this.#went());
    }

    /** After every step of the app: whether it wants a Back. */
    tend(wanted) {
        this.#wanted = wanted;
        if (wanted === this.#inside || this.#going > 0) {
            return;
        }
        this.#inside = wanted;
        if (wanted) {
            history.pushState(OURS, '');
        } else {
            this.#going++;
            history.back();
        }
    }

    #went() {
        this.#inside = history.state === OURS;
        if (this.#going > 0) {
            this.#going--;
        } else if (!this.#inside) {
            this.#back();
        }
        this.tend(this.#wanted);
    }
}

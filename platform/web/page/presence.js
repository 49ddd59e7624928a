// SPDX-License-Identifier: MIT
// Somebody looks at this window, or no longer: whoever looks elsewhere finds the log there, and here as
// it is by then.

/** Opens the page anew, with the log as it is now. waits: until this window is wanted. */
export function beginAnew(waits) {
    history.replaceState(history.state, '', waits ? './?wait' : './');
    location.reload();
}

/** Whether the page began anew because another window is wanted. */
export const begunToWait = () => location.search === '?wait';

export class Presence {
    #owner;
    #storage;
    #app;
    #returning = null;

    /** app: run(last), hush(), follows(): whether it is followed by ear. */
    constructor(owner, storage, app) {
        this.#owner = owner;
        this.#storage = storage;
        this.#app = app;
    }

    listen() {
        document.addEventListener('visibilitychange', () => document.hidden ? this.#leave(!this.#app.follows()) : this.#come());
        document.addEventListener('freeze', () => this.#leave(true));
        document.addEventListener('resume', () => document.hidden || this.#come());
        addEventListener('pagehide', () => this.#leave(true));
        addEventListener('pageshow', () => document.hidden || this.#come());
    }

    /** After each step: a routine that was followed by ear is over, or cannot be heard any more. */
    tend() {
        if (document.hidden && !this.#app.follows()) {
            this.#letGo();
        }
    }

    /** Resolves when the app here is as the log is; never if it begins anew for that. */
    back() {
        if (this.#owner.has) {
            return Promise.resolve();
        }
        this.#returning ??= this.#return().finally(() => {
            this.#returning = null;
        });
        return this.#returning;
    }

    async #return() {
        const waited = await this.#owner.claim(true);
        if (!await this.#storage.isOurs()) {
            beginAnew(false);
            await new Promise(() => {});
        }
        if (waited) {
            // The browser was slow, or the other window left the log alone.
            globalThis.surefootStart.done();
        }
    }

    async #come() {
        await this.back();
        this.#app.run(true);
        this.#storage.flush();
    }

    /** stops: nothing goes on here until somebody is back. */
    async #leave(stops) {
        if (!this.#owner.has) {
            return;
        }
        this.#app.run(true);
        if (stops) {
            // What sounds when the page is alive again would be late.
            this.#app.hush();
            await this.#letGo();
        } else {
            await this.#storage.flush();
        }
    }

    /** What cannot be kept yet is known here alone. */
    async #letGo() {
        await this.#storage.flush();
        if (!this.#storage.isLate) {
            this.#owner.letGo();
        }
    }
}

// SPDX-License-Identifier: MIT
// Follows whether somebody looks at this window. When they look at another window, that one gets
// the log; when they come back, this one reads it again.

/** Loads the page again, with the log as it is now. waits: until somebody wants this window. */
export function beginAnew(waits) {
    history.replaceState(history.state, '', waits ? './?wait' : './');
    location.reload();
}

/** True if the page was loaded again because another window was wanted. */
export const begunToWait = () => location.search === '?wait';

export class Presence {
    #owner;
    #storage;
    #app;
    #returning = null;

    /** app: run(last), hush(), follows() (whether somebody follows it by ear). */
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

    /** Call it after each step: leaves when a routine that was followed by ear is over or cannot be
     *  heard any more. */
    tend() {
        if (document.hidden && !this.#app.follows()) {
            this.#letGo();
        }
    }

    /** Resolves when the app has the current log; never if the page has to be loaded again for
     *  that. */
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

    /** Nobody looks at this window. stops: nothing runs here until somebody is back. */
    async #leave(stops) {
        if (!this.#owner.has) {
            return;
        }
        this.#app.run(true);
        if (stops) {
            // Sounds that come after the page wakes up would be too late.
            this.#app.hush();
            await this.#letGo();
        } else {
            await this.#storage.flush();
        }
    }

    /** Gives the log away, unless something could not be saved yet: only this window has that. */
    async #letGo() {
        await this.#storage.flush();
        if (!this.#storage.isLate) {
            this.#owner.letGo();
        }
    }
}

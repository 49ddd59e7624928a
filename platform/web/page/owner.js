// SPDX-License-Identifier: MIT
// Which window has the log: one, and the one that somebody looks at. It is held by a lock of the
// browser; the windows tell each other who wants it. Where a browser knows no locks each has it.

const NAME = 'surefoot-log';
/** Ms after which a window says what it waits for, and takes the log from one that is silent. */
const SHOW_MS = 400;
const SILENT_MS = 3000;
/** Ms that those who wait stand back for one who came later. */
const BACK_MS = 1500;

export class Owner {
    #channel = globalThis.BroadcastChannel ? new BroadcastChannel(NAME) : null;
    #asked;
    #gone;
    #release = null;
    #isAlone = false;
    /** Who waits here: {done, granted, showed, why, heard}, or null. */
    #waits = null;
    #queued = null;

    /**
     * asked(force): another window wants the log. Resolves to '' if it may have it, and all is kept;
     * else to why not, a word of start.js. force: a person said so there.
     * gone(): another window has the log that was here.
     */
    constructor(asked, gone) {
        this.#asked = asked;
        this.#gone = gone;
        this.#channel?.addEventListener('message', ({data}) => this.#hear(data));
        document.addEventListener('visibilitychange', () => {
            if (document.hidden) {
                this.#queued?.abort();
            } else {
                this.#want(true);
            }
        });
    }

    get has() {
        return this.#release !== null;
    }

    /**
     * Resolves when the log is here, and somebody looks: to whether they had to be told to wait.
     * asks: the others at once; else the person is asked before.
     */
    claim(asks) {
        if (this.has) {
            return Promise.resolve(false);
        }
        if (this.#waits === null) {
            this.#waits = {showed: false, why: 'elsewhere', heard: false};
            this.#waits.granted = new Promise((done) => {
                this.#waits.done = done;
            });
            const {granted} = this.#waits;
            this.#want(asks);
            return granted;
        }
        return this.#waits.granted;
    }

    /** What there is to keep is kept: another window may have the log. */
    letGo() {
        if (!this.#isAlone) {
            this.#release?.();
            this.#release = null;
        }
    }

    /** Nothing is kept here, so no window is in another's way. */
    beAlone() {
        this.#release?.();
        this.#isAlone = true;
        this.#release = () => {};
    }

    #want(asks) {
        const waits = this.#waits;
        if (waits === null || document.hidden) {
            return;
        }
        this.#queue();
        if (asks) {
            this.#say('wants');
        }
        setTimeout(() => {
            if (this.#waits === waits && !document.hidden) {
                waits.showed = true;
                this.#show();
            }
        }, asks ? SHOW_MS : 0);
    }

    /** Whoever came last is looked at most likely. */
    #standBack() {
        this.#queued?.abort();
        setTimeout(() => this.#lineUp(), BACK_MS);
    }

    #lineUp() {
        if (this.#waits !== null && this.#queued?.signal.aborted && !document.hidden) {
            this.#queue();
        }
    }

    #queue(options = {}) {
        this.#queued?.abort();
        if (!navigator.locks) {
            this.#granted();
            return;
        }
        const queued = new AbortController();
        this.#queued = queued;
        const how = options.steal ? options : {signal: queued.signal};
        // It may be granted while it is given up.
        const hold = () => queued.signal.aborted ? null : new Promise((release) => this.#granted(release));
        navigator.locks.request(NAME, how, hold).catch((error) => {
            if (error.name !== 'AbortError') {
                // No storage for this page, so no log either.
                this.#granted();
            } else if (!queued.signal.aborted && this.has) {
                this.#release = null;
                this.#gone();
            }
        });
    }

    #granted(release = () => {}) {
        const waits = this.#waits;
        this.#waits = null;
        this.#release = release;
        this.#say('has');
        waits?.done(waits.showed);
    }

    #show() {
        globalThis.surefootStart.show(this.#waits.why, this.#waits.why === 'unsaved' ? undefined : () => this.#take());
    }

    /** The person wants it here. Who does not answer is no window that could lose anything by it: what
     *  it had when it was last seen is kept. */
    #take() {
        const waits = this.#waits;
        if (waits === null) {
            return;
        }
        waits.heard = false;
        globalThis.surefootStart.show('moment', null);
        this.#say('wants', {force: true});
        setTimeout(() => {
            if (this.#waits !== waits || document.hidden) {
                return;
            }
            if (waits.heard) {
                this.#show();
            } else {
                this.#queue({steal: true});
            }
        }, SILENT_MS);
    }

    #say(what, more = {}) {
        this.#channel?.postMessage({what, ...more});
    }

    async #hear({what, force, why}) {
        if (this.#isAlone) {
            return;
        }
        if (what === 'wants' && this.has) {
            await this.#answer(force === true);
        } else if (what === 'wants' && this.#waits !== null) {
            this.#standBack();
        } else if (what === 'has' && !this.has && this.#waits === null) {
            this.#gone();
        } else if (this.#waits !== null && (what === 'has' || what === 'hears' || what === 'no')) {
            this.#waits.heard = true;
            this.#waits.why = why ?? 'elsewhere';
            if (what !== 'hears') {
                this.#lineUp();
                if (this.#waits.showed) {
                    this.#show();
                }
            }
        }
    }

    async #answer(force) {
        this.#say('hears');
        const why = await this.#asked(force);
        if (why !== '') {
            this.#say('no', {why});
        } else if (this.has) {
            this.letGo();
            if (!document.hidden) {
                this.#gone();
            }
        }
    }
}

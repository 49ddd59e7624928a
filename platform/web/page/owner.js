// SPDX-License-Identifier: MIT
// Decides which window has the log: only one, the one that somebody looks at. It holds a lock of
// the browser; the windows tell each other which one wants the log. Without locks each window has
// it.

const NAME = 'surefoot-log';
/** Ms after which a window shows that it waits, and takes the log from a window that is silent. */
const SHOW_MS = 400;
const SILENT_MS = 3000;
/** Ms for which waiting windows let a window that came later go first. */
const BACK_MS = 1500;

export class Owner {
    #channel = globalThis.BroadcastChannel ? new BroadcastChannel(NAME) : null;
    #asked;
    #gone;
    #release = null;
    #isAlone = false;
    /** The claim that waits here: {done, granted, showed, why, heard}, or null. */
    #waits = null;
    #queued = null;

    /**
     * asked(force): called when another window wants the log. Resolves to '' if it may have it and
     * everything is saved; else to the reason, a word of start.js. force: a person asked for it
     * there. gone(): called when another window has taken the log from here.
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
     * Resolves when the log is here and somebody looks at the window: to whether a message to wait
     * was shown. asks: ask the other windows at once; else the person is asked first.
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

    /** Gives the log away; everything was saved before. */
    letGo() {
        if (!this.#isAlone) {
            this.#release?.();
            this.#release = null;
        }
    }

    /** Ends sharing: nothing is kept here, so windows cannot disturb each other. */
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

    /** Lets a window that came later go first, because somebody probably looks at that one. */
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
        // The lock may be granted while the claim is given up.
        const hold = () => queued.signal.aborted ? null : new Promise((release) => this.#granted(release));
        navigator.locks.request(NAME, how, hold).catch((error) => {
            if (error.name !== 'AbortError') {
                // This page has no storage, so there is no log either.
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

    /** Takes the log because the person wants it here. A window that does not answer loses nothing:
     *  what it had was saved when it was last seen. */
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

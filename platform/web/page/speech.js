// SPDX-License-Identifier: MIT
// The browser's own voice, for the texts that no voice pack has. It speaks on time or not at all, and
// never while the pack speaks.

/** What comes later than this is not said any more. */
const TOO_LATE_MS = 1500;
/** A voice that has not begun by then is not coming. */
const ANSWER_MS = 1000;
/** That often in a row, and we count on it no more. */
const MISSES = 2;
/** A first estimate, as timeline_speech.c has it; then as measured. */
const CHARACTER_MS = 60;
const BASE_MS = 300;
const LEARNS = 0.3;

const between = (low, value, high) => Math.min(Math.max(value, low), high);

export class Speech {
    volume = 1;
    #now;
    #engine = globalThis.speechSynthesis;
    #found = null;
    #waiting = [];
    #busy = [];
    #current = null;
    #timer = 0;
    #misses = 0;
    #pace = 1;
    /** How long before its first sound it wants to be asked. */
    #lead = 100;

    /** now: monotonic ms. */
    constructor(now) {
        this.#now = now;
        // Some browsers look for their voices only when somebody asks.
        this.#voice();
        this.#engine?.addEventListener?.('voiceschanged', () => {
            this.#found = null;
        });
    }

    /** ms that a text takes, estimated; -1 if it cannot be spoken. */
    length(text) {
        return this.#voice() && this.#misses < MISSES ? Math.round((BASE_MS + CHARACTER_MS * text.length) * this.#pace) : -1;
    }

    say(text, at) {
        if (this.volume > 0 && this.length(text) >= 0) {
            this.#waiting.push({text, at});
            this.#tend();
        }
    }

    /** The pack speaks then. */
    leave(from, until) {
        this.#busy.push([from, until]);
        this.#tend();
    }

    hush() {
        this.#waiting = [];
        this.#busy = [];
        this.#stop();
        clearTimeout(this.#timer);
        this.#timer = 0;
    }

    /** In a tap: some browsers let a page speak only after it did so there. */
    unlock() {
        if (this.#voice()) {
            this.#engine.speak(new SpeechSynthesisUtterance(''));
        }
    }

    /** One of this device: the others send what they say to somebody. */
    #voice() {
        if (!this.#found) {
            const own = this.#engine?.getVoices().filter(({localService}) => localService) ?? [];
            const english = own.filter(({lang}) => /^en([-_]|$)/i.test(lang));
            this.#found = english.find((voice) => voice.default) ?? english[0] ?? null;
        }
        return this.#found;
    }

    #stop() {
        if (this.#current) {
            clearTimeout(this.#current.timer);
            this.#current = null;
            this.#engine.cancel();
        }
    }

    /** Does what is due; comes back when the next thing is. */
    #tend() {
        const now = this.#now();
        this.#busy = this.#busy.filter(([, until]) => until > now);
        const turn = this.#busy.find(([from]) => from <= now);
        if (turn) {
            this.#stop();
        }
        this.#waiting = this.#waiting.filter(({at}) => now - at <= TOO_LATE_MS);
        const next = this.#waiting[0];
        if (next && !turn && !this.#current && next.at - this.#lead <= now) {
            this.#speak(this.#waiting.shift());
        }
        const times = this.#busy.flat();
        if (this.#waiting.length > 0) {
            times.push(this.#waiting[0].at - this.#lead);
        }
        const soonest = Math.min(...times.filter((time) => time > now));
        clearTimeout(this.#timer);
        if (soonest < Infinity) {
            this.#timer = setTimeout(() => this.#tend(), soonest - now);
        }
    }

    #speak({text, at}) {
        const utterance = new SpeechSynthesisUtterance(text);
        const current = {utterance, asked: this.#now(), began: 0, timer: 0};
        const over = (good) => {
            if (this.#current === current) {
                clearTimeout(current.timer);
                this.#current = null;
                this.#misses = good ? 0 : this.#misses + 1;
                this.#tend();
            }
        };
        utterance.voice = this.#voice();
        utterance.lang = utterance.voice.lang;
        utterance.volume = this.volume;
        utterance.addEventListener('start', () => this.#began(current));
        utterance.addEventListener('end', () => {
            this.#learn(current, text);
            over(true);
        });
        utterance.addEventListener('error', () => over(false));
        current.timer = setTimeout(() => {
            if (this.#current === current) {
                this.#engine.cancel();
                over(false);
            }
        }, Math.max(at - current.asked, 0) + ANSWER_MS);
        this.#current = current;
        this.#engine.speak(utterance);
    }

    #began(current) {
        clearTimeout(current.timer);
        current.began = this.#now();
        this.#lead = between(0, this.#lead + LEARNS * (current.began - current.asked - this.#lead), 500);
    }

    #learn(current, text) {
        const wanted = BASE_MS + CHARACTER_MS * text.length;
        const pace = (this.#now() - current.began) / wanted;
        if (current.began > 0) {
            this.#pace = between(0.5, this.#pace + LEARNS * (pace - this.#pace), 2);
        }
    }
}

// SPDX-License-Identifier: MIT
// The browser's own voice, for texts that are not in the voice pack. It speaks on time or not at
// all, and never while the pack speaks.

/** A text that is more than these ms late is not spoken. */
const TOO_LATE_MS = 1500;
/** Ms after which a voice that has not begun counts as missing. */
const ANSWER_MS = 1000;
/** After so many misses in a row the voice is not used any more. */
const MISSES = 2;
/** First estimate for a character, as in timeline_speech.c; later it is measured. */
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
    /** Ms from asking the voice to its first sound. */
    #lead = 100;

    /** now: returns monotonic ms. */
    constructor(now) {
        this.#now = now;
        // Some browsers load their voices only after the first call.
        this.#voice();
        this.#engine?.addEventListener?.('voiceschanged', () => {
            this.#found = null;
        });
    }

    /** The estimated ms that a text takes; -1 if it cannot be spoken. */
    length(text) {
        return this.#voice() && this.#misses < MISSES ? Math.round((BASE_MS + CHARACTER_MS * text.length) * this.#pace) : -1;
    }

    say(text, at) {
        if (this.volume > 0 && this.length(text) >= 0) {
            this.#waiting.push({text, at});
            this.#tend();
        }
    }

    /** The voice pack speaks in this time, so the voice is silent. */
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

    /** Call it within a tap: some browsers let a page speak only after it spoke in a tap once. */
    unlock() {
        if (this.#voice()) {
            this.#engine.speak(new SpeechSynthesisUtterance(''));
        }
    }

    /** A voice of this device; other voices send the text to a server. */
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

    /** Does what is due, and sets a timer for the next thing. */
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

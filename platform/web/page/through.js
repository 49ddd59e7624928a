// SPDX-License-Identifier: MIT
// Fingers, mice and keys go through the mirror to the canvas, which knows what they mean there. What a
// screen reader or a switch presses stays with the control.

/** A mouse so soon after a finger is the same finger. */
const ECHO_MS = 700;

function lies(event, element) {
    const {left, top, right, bottom} = element.getBoundingClientRect();
    return event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom;
}

export class Through {
    #canvas;
    #held = new Set();
    #pressed = false;
    #touched = -Infinity;
    #hear = (event) => this.#touch(event);

    constructor(root, canvas) {
        this.#canvas = canvas;
        root.addEventListener('touchstart', (event) => this.#begin(event), {passive: false});
        root.addEventListener('mousedown', (event) => this.#press(event));
        root.addEventListener('mousemove', (event) => this.#copy(event));
        root.addEventListener('wheel', (event) => this.#copy(event), {passive: false});
        // Whatever has the focus, or nothing; the text field and the canvas speak for themselves.
        for (const kind of ['keydown', 'keyup']) {
            document.addEventListener(kind, (event) => {
                if (event.target === document.body || root.contains(event.target)) {
                    this.#key(event);
                }
            });
        }
    }

    /** Whether this click is the end of a press that went through already. */
    went() {
        const went = this.#pressed;
        this.#pressed = false;
        return went;
    }

    /** A finger stays with what it touched first, even after that has left the page: so listen there. */
    #begin(event) {
        const {target} = event;
        if (!this.#held.has(target)) {
            this.#held.add(target);
            for (const kind of ['touchmove', 'touchend', 'touchcancel']) {
                target.addEventListener(kind, this.#hear, {passive: false});
            }
        }
        this.#touch(event);
    }

    #touch(event) {
        const {target, touches, targetTouches, changedTouches} = event;
        // Who is gone from the page tells nobody but us. No TouchEvent: not every browser lets one be made.
        const copy = new Event(event.type, {bubbles: !target.isConnected, cancelable: true});
        this.#canvas.dispatchEvent(Object.assign(copy, {touches, targetTouches, changedTouches}));
        // Else the browser would make a mouse of it.
        if (event.cancelable) {
            event.preventDefault();
        }
        this.#touched = event.timeStamp;
        if (targetTouches.length === 0) {
            this.#held.delete(target);
            for (const kind of ['touchmove', 'touchend', 'touchcancel']) {
                target.removeEventListener(kind, this.#hear);
            }
        }
    }

    /** A mouse; not what only says that it is one, from nowhere. */
    #press(event) {
        const isEcho = event.timeStamp - this.#touched < ECHO_MS;
        this.#pressed = isEcho || (event.detail > 0 && lies(event, event.target));
        if (this.#pressed && !isEcho) {
            this.#canvas.dispatchEvent(new MouseEvent('mousemove', event));
            this.#copy(event);
        }
        // The focus is moved by keys and screen readers.
        event.preventDefault();
    }

    #copy(event) {
        const copy = new event.constructor(event.type, event);
        if (!this.#canvas.dispatchEvent(copy)) {
            event.preventDefault();
        }
    }

    #key(event) {
        const left = this.#canvas.dispatchEvent(new KeyboardEvent(event.type, event));
        if (!left || event.key === 'Enter' || event.key === ' ') {
            event.preventDefault();
        }
    }
}

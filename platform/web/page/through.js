// SPDX-License-Identifier: MIT
// Passes fingers, mice and keys through the mirror to the canvas, which handles them. Presses by a
// screen reader or a switch stay with the control.

/** A mouse event within these ms after a finger comes from the same finger. */
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
        // Keys on any element; the text field and the canvas handle their own.
        for (const kind of ['keydown', 'keyup']) {
            document.addEventListener(kind, (event) => {
                if (event.target === document.body || root.contains(event.target)) {
                    this.#key(event);
                }
            });
        }
    }

    /** True if this click is the end of a press that was passed on already. */
    went() {
        const went = this.#pressed;
        this.#pressed = false;
        return went;
    }

    /** Events of a finger go to the element that it touched first, even after that was removed: so
     *  listen there. */
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
        // Events on a removed element do not bubble. No TouchEvent: not every browser can construct
        // one.
        const copy = new Event(event.type, {bubbles: !target.isConnected, cancelable: true});
        this.#canvas.dispatchEvent(Object.assign(copy, {touches, targetTouches, changedTouches}));
        // Otherwise the browser would send mouse events too.
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

    /** A press by a real mouse; screen readers send mouse events without a place.  */
    #press(event) {
        const isEcho = event.timeStamp - this.#touched < ECHO_MS;
        this.#pressed = isEcho || (event.detail > 0 && lies(event, event.target));
        if (this.#pressed && !isEcho) {
            this.#canvas.dispatchEvent(new MouseEvent('mousemove', event));
            this.#copy(event);
        }
        // Only keys and screen readers move the focus.
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

// SPDX-License-Identifier: MIT
// Text from the system's keyboard: a hidden text field stands for the app's field that is edited.
// It always has the same text and caret, so that completion and correction, paste, dictation and
// screen readers work on the real text.

const utf8 = new TextEncoder();
const bytesOf = (text) => utf8.encode(text).length;

/** A place in a text in JavaScript characters, from a place in bytes of UTF-8. */
const placeOf = (text, bytes) => new TextDecoder().decode(utf8.encode(text).subarray(0, bytes)).length;

export class Typing {
    #page;
    #field = document.getElementById('typing');
    #on = false;
    #told = '';

    constructor(page) {
        this.#page = page;
        this.#field.addEventListener('input', (event) => this.#give(event.isComposing));
        document.addEventListener('selectionchange', () => this.#give(true));
        this.#field.addEventListener('keydown', (event) => this.#key(event));
        this.#field.addEventListener('blur', () => this.#left());
    }

    /** Also called when somebody taps into the edited field: the caret may have moved, and the
     *  keyboard may be closed. */
    show(on) {
        const field = this.#field;
        this.#on = on;
        if (on) {
            field.setAttribute('aria-label', this.#page.focusedField()?.label ?? '');
            field.removeAttribute('aria-hidden');
            field.focus({preventScroll: true});
            this.#take();
        } else {
            field.setAttribute('aria-hidden', true);
            field.blur();
        }
    }

    #take() {
        const field = this.#field;
        const text = this.#page.focusedField()?.value ?? '';
        const caret = placeOf(text, this.#page.caret());
        if (field.value !== text) {
            field.value = text;
        }
        field.setSelectionRange(caret, caret);
        this.#told = this.#state();
    }

    #state() {
        const {value, selectionStart, selectionEnd, selectionDirection} = this.#field;
        return JSON.stringify([value, selectionStart, selectionEnd, selectionDirection]);
    }

    /** Gives the text to the app. open: the text is not final (composing) and must not be
     * changed. */
    #give(open) {
        const {value, selectionStart, selectionEnd, selectionDirection} = this.#field;
        if (!this.#on || this.#told === this.#state()) {
            return;
        }
        this.#told = this.#state();
        const places = [selectionStart, selectionEnd].map((at) => bytesOf(value.slice(0, at)));
        if (selectionDirection === 'backward') {
            places.reverse();
        }
        this.#page.edit(value, ...places);
        if (!open && this.#page.focusedField()?.value !== value) {
            // The app's field is full, or has left something out.
            this.#take();
        }
    }

    /** Keys that are not text belong to the app. */
    #key(event) {
        if (!event.isComposing && ['Enter', 'Escape', 'Tab', 'ArrowUp', 'ArrowDown'].includes(event.key)) {
            event.preventDefault();
            this.#page.canvas.dispatchEvent(new KeyboardEvent('keydown', event));
            this.#page.canvas.dispatchEvent(new KeyboardEvent('keyup', event));
        }
    }

    /** The field lost the focus: editing ends, but not if the whole window lost the focus. */
    #left() {
        if (this.#on && document.activeElement !== this.#field) {
            this.#page.edited();
        }
    }
}

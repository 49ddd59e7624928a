// SPDX-License-Identifier: MIT
// The picture for those who do not see it: the app's semantic tree as real controls, each where its
// picture is. Screen readers, switches and voice control use them; fingers go through them to the
// canvas. The app has the one focus, and the document's follows it.

/** Speech cannot follow faster. */
const APART_MS = 250;

const TAGS = {
    title: ['h1'],
    heading: ['h2'],
    text: ['p'],
    button: ['button'],
    toggle: ['button', 'switch'],
    choice: ['div', 'radiogroup'],
    option: ['button', 'radio'],
    slider: ['div', 'group'],
    field: ['div', 'textbox'],
    progress: ['div', 'progressbar'],
    timer: ['div', 'timer'],
    image: ['div', 'img'],
    dialog: ['div', 'dialog'],
    screen: ['div'],
};
/** What can hold the focus while no control has it. */
const RESTS = ['title', 'dialog'];
const CONTROLS = ['button', 'toggle', 'option'];
/** The text before these is news. */
const NEWS = ['notice-ok', 'undo'];

/** The first heading names the page; a slider with answers is a question, one with buttons a stepper. */
function kindOf(nodes, i, title) {
    if (i === title) {
        return 'title';
    }
    const first = nodes[i + 1];
    return nodes[i].role === 'slider' && first?.parent === i && first.role === 'option' ? 'choice' : nodes[i].role;
}

function make(kind) {
    const [name, role] = TAGS[kind];
    const element = document.createElement(name);
    if (name === 'button') {
        element.type = 'button';
    }
    if (role) {
        element.setAttribute('role', role);
    }
    if (RESTS.includes(kind)) {
        element.tabIndex = -1;
    }
    if (kind === 'field') {
        element.tabIndex = 0;
    }
    return element;
}

/** What differs alone is written: a page at rest is left alone. */
function set(element, name, value) {
    if (element.getAttribute(name) !== String(value)) {
        element.setAttribute(name, value);
    }
}

function write(element, text) {
    if (element.textContent !== text) {
        element.textContent = text;
    }
}

function dress(element, kind, node) {
    const all = node.value ? `${node.label}, ${node.value}` : node.label;
    switch (kind) {
    case 'title':
    case 'heading':
    case 'text':
        write(element, node.label);
        break;
    case 'button':
        write(element, all);
        break;
    case 'toggle':
        write(element, all);
        set(element, 'aria-checked', node.selected);
        break;
    case 'option':
        write(element, node.label);
        set(element, 'aria-checked', node.selected);
        break;
    case 'choice':
        set(element, 'aria-label', node.label);
        break;
    case 'slider':
    case 'image':
        set(element, 'aria-label', all);
        break;
    case 'field':
        write(element, node.value);
        set(element, 'aria-label', node.label);
        // While it is edited, the page's own text field stands for it.
        element.hidden = node.focused;
        break;
    case 'progress':
        set(element, 'aria-label', node.label);
        set(element, 'aria-valuenow', parseInt(node.value, 10) || 0);
        break;
    case 'timer':
        write(element, `${node.label}: ${node.value}`);
        break;
    case 'dialog':
        set(element, 'aria-label', node.label);
        set(element, 'aria-modal', true);
        break;
    }
    if (CONTROLS.includes(kind)) {
        element.disabled = !node.enabled;
    }
}

/** Of rectangles in px of the canvas; what has scrolled away still has its place in the order. */
function place(element, [x, y, width, height], [left, top], screen) {
    const css = (px) => `${px / devicePixelRatio}px`;
    const seen = width > 0 && height > 0;
    const wanted = {
        left: css(seen ? x - left : 0),
        top: css(seen ? y - top : 0),
        width: seen ? css(width) : '1px',
        height: seen ? css(height) : '1px',
        // A button as large as the screen lies under the others.
        zIndex: width >= screen[2] && height >= screen[3] ? '0' : '1',
    };
    for (const [name, value] of Object.entries(wanted)) {
        if (element.style[name] !== value) {
            element.style[name] = value;
        }
    }
}

export class Mirror {
    #app;
    #canvas;
    #root = document.getElementById('mirror');
    #news = document.getElementById('news');
    #elements = new Map();
    #ids = new WeakMap();
    #tree = 0;
    #page = '';
    #texts = [];
    #updated = -Infinity;
    #timer = 0;
    #following = false;

    /** app: tree(), nodes(), screen(), focus(id), activate(id). canvas: who knows keys and fingers. */
    constructor(app, canvas) {
        this.#app = app;
        this.#canvas = canvas;
        const root = this.#root;
        root.addEventListener('click', (event) => this.#click(event));
        root.addEventListener('focusin', (event) => this.#focused(event));
        for (const kind of ['keydown', 'keyup']) {
            root.addEventListener(kind, (event) => this.#key(event));
        }
        for (const kind of ['touchstart', 'touchmove', 'touchend', 'touchcancel']) {
            root.addEventListener(kind, (event) => this.#touch(event), {passive: false});
        }
    }

    /** After every step of the app. */
    tend() {
        if (this.#timer !== 0 || this.#app.tree() === this.#tree) {
            return;
        }
        const wait = this.#updated + APART_MS - performance.now();
        if (wait <= 0) {
            this.#update();
        } else {
            this.#timer = setTimeout(() => this.#update(), wait);
        }
    }

    #update() {
        clearTimeout(this.#timer);
        this.#timer = 0;
        this.#updated = performance.now();
        this.#tree = this.#app.tree();
        const nodes = this.#app.nodes();
        const dialog = nodes.findIndex((node) => node.role === 'dialog');
        const page = `${this.#app.screen()} ${nodes[dialog]?.id ?? ''}`;
        const isNew = page !== this.#page;
        this.#page = page;
        const elements = this.#show(nodes, dialog);
        this.#tell(dialog >= 0 ? nodes.slice(0, dialog) : nodes, isNew);
        this.#follow(nodes, elements, isNew, elements[dialog]);
    }

    /** The elements of the nodes, in their order. */
    #show(nodes, dialog) {
        const title = nodes.findIndex((node, i) => node.role === 'heading' && i > dialog);
        const known = this.#elements;
        const elements = [];
        const ends = new Map();
        this.#elements = new Map();
        nodes.forEach((node, i) => {
            const kind = kindOf(nodes, i, title);
            const key = `${kind} ${node.id}`;
            const element = known.get(key) ?? make(kind);
            known.delete(key);
            this.#elements.set(key, element);
            this.#ids.set(element, node.id);
            elements.push(element);
            dress(element, kind, node);
            // The page rests under a dialog, which must not lie in it then.
            const within = kind === 'screen' || kind === 'dialog' ? -1 : Math.max(node.parent, 0);
            const parent = elements[within] ?? this.#root;
            const next = ends.has(parent) ? ends.get(parent).nextSibling : parent.firstElementChild;
            if (next !== element) {
                parent.insertBefore(element, next);
            }
            ends.set(parent, element);
            if (kind === 'screen') {
                element.inert = dialog >= 0;
            } else {
                place(element, node.rect, within > 0 ? nodes[within].rect : [0, 0], nodes[0].rect);
            }
        });
        for (const element of known.values()) {
            element.remove();
        }
        return elements;
    }

    /** The page's name, and what is worth saying by itself: what changes on a page that stays, and in
     * the player all but the seconds. */
    #tell(nodes, isNew) {
        const headings = nodes.filter((node) => node.role === 'heading').map((node) => node.label);
        const plays = nodes.some((node) => node.role === 'timer');
        const name = headings[plays && headings.length > 1 ? 1 : 0];
        const title = name ? `${name} · Surefoot` : 'Surefoot';
        if (document.title !== title) {
            document.title = title;
        }
        const notice = nodes.findIndex((node) => NEWS.includes(node.key));
        const texts = nodes.filter((node) => node.role === 'heading' || node.role === 'text').map((node) => node.label);
        const changed = plays ? headings : texts.filter((text) => !this.#texts.includes(text));
        this.#texts = texts;
        if (notice > 0) {
            write(this.#news, nodes[notice - 1].label);
        } else if (isNew && !plays) {
            write(this.#news, '');
        } else if (changed.length > 0) {
            write(this.#news, changed.join('. '));
        }
    }

    #follow(nodes, elements, isNew, dialog) {
        const active = document.activeElement;
        if (active?.id === 'typing') {
            return;
        }
        let to = elements[nodes.findIndex((node) => node.focused)];
        if (!to && (isNew || active === null || active === document.body)) {
            to = dialog ?? this.#root.querySelector('h1') ?? this.#canvas;
        }
        if (to && to !== active) {
            this.#following = true;
            to.focus({preventScroll: true});
            this.#following = false;
        }
    }

    /** Fingers and keys never click here, so this comes from a screen reader or its like. */
    #click(event) {
        this.#root.classList.add('assisted');
        const id = this.#ids.get(event.target);
        if (id) {
            this.#app.activate(id);
        }
    }

    #focused(event) {
        if (!this.#following) {
            this.#app.focus(this.#ids.get(event.target));
        }
    }

    #key(event) {
        const left = this.#canvas.dispatchEvent(new KeyboardEvent(event.type, event));
        if (!left || event.key === 'Enter' || event.key === ' ') {
            event.preventDefault();
        }
    }

    /** Somebody who is assisted may still scroll with a finger. */
    #touch(event) {
        const here = (touches) => [...touches].map(({identifier, clientX, clientY}) =>
            new Touch({identifier, clientX, clientY, target: this.#canvas}));
        this.#canvas.dispatchEvent(new TouchEvent(event.type, {
            bubbles: true,
            cancelable: true,
            touches: here(event.touches),
            targetTouches: here(event.targetTouches),
            changedTouches: here(event.changedTouches),
        }));
        event.preventDefault();
    }
}

// SPDX-License-Identifier: MIT
// The page for people who do not see the picture: the app's semantic tree as real controls, each in
// the place of its picture. They are there from the first moment on, so that a screen reader finds
// them before anything is pressed. Other input goes through them to the canvas (through.js). The
// app has the focus, and the focus of the document follows it.

import {Through} from './through.js';

/** Least ms between two announcements; speech cannot follow faster. */
const APART_MS = 250;
/** Css px above the page, so that content there can be scrolled to. */
const ABOVE = 50000;
/** Px; the largest z-index. */
const DEEP = 50000;

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
/** Kinds that hold the focus while no control has it. */
const RESTS = ['title', 'dialog'];
const CONTROLS = ['button', 'toggle', 'option'];
/** Kinds that are announced when they change, on a page that stays. */
const TOLD = ['heading', 'text', 'slider'];
/** Keys of buttons after a text that is announced. */
const NEWS = ['notice-ok', 'undo'];

/** The kind of a node: the first heading names the page; a slider with answers is a question, one
 *  with buttons a stepper. */
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

/** Sets an attribute only if it differs, so that a page at rest is not touched. */
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

/** Joins texts, which may be sentences or parts of a sentence. */
function join(texts, between) {
    return texts.filter((text) => text !== '').join('\n').replace(/([.!?])\n/g, '$1 ').replace(/\n/g, between);
}

/** Gives an element the roles and texts of its node. heading: the last heading before it. */
function dress(element, kind, node, heading) {
    const all = join([node.label, node.value], ', ');
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
        set(element, 'aria-label', node.label || heading);
        break;
    case 'slider':
    case 'image':
        set(element, 'aria-label', all);
        break;
    case 'field':
        write(element, node.value);
        set(element, 'aria-label', node.label);
        // While it is edited, the page's own text field replaces it.
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
        // Only aria-disabled: a disabled element would not let a finger through.
        if (node.enabled) {
            element.removeAttribute('aria-disabled');
        } else {
            set(element, 'aria-disabled', true);
        }
    }
}

const isSeen = ({rect: [, , width, height]}) => width > 0 && height > 0;
/** The box of a node; if it is scrolled away, where it would be. */
const boxOf = (node) => isSeen(node) ? node.rect : node.whole;

const covers = (outer, inner) => inner[2] > 0 && inner[0] >= outer[0] && inner[1] >= outer[1] &&
    inner[0] + inner[2] <= outer[0] + outer[2] && inner[1] + inner[3] <= outer[1] + outer[3];

/** Places an element in css px within the box of `outer`, or on the page. */
function place(element, node, outer) {
    const [x, y, width, height] = boxOf(node);
    const [left, top] = outer ? boxOf(outer) : [0, -ABOVE * devicePixelRatio];
    const css = (px) => `${px / devicePixelRatio}px`;
    const wanted = {
        left: css(x - left),
        top: css(y - top),
        width: css(width),
        height: css(height),
        // Larger nodes lie under smaller ones, such as a card, or a button that fills the screen.
        zIndex: String(Math.round(DEEP - Math.sqrt(width * height))),
    };
    element.classList.toggle('away', !isSeen(node));
    for (const [name, value] of Object.entries(wanted)) {
        if (element.style[name] !== value) {
            element.style[name] = value;
        }
    }
}

export class Mirror {
    #app;
    #through;
    #root = document.getElementById('mirror');
    #news = document.getElementById('news');
    #elements = new Map();
    #ids = new WeakMap();
    #away = [];
    #tree = 0;
    #page = '';
    #texts = [];
    #updated = -Infinity;
    #timer = 0;
    #following = false;

    /** app: tree(), nodes(), screen(), reveal(id), focus(id), activate(id). canvas: the element
     *  that handles keys and fingers. */
    constructor(app, canvas) {
        this.#app = app;
        const root = this.#root;
        this.#through = new Through(root, canvas);
        root.scrollTop = ABOVE;
        root.addEventListener('click', (event) => this.#click(event));
        root.addEventListener('focusin', (event) => this.#focused(event));
        root.addEventListener('scroll', () => this.#scrolled());
    }

    /** Call it after every step of the app. */
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
        const below = dialog >= 0 ? nodes.slice(0, dialog) : nodes;
        const plays = below.some((node) => node.role === 'timer');
        const page = [this.#app.screen(), nodes[dialog]?.id, plays].join(' ');
        const isNew = page !== this.#page;
        this.#page = page;
        const elements = this.#show(nodes, dialog);
        this.#away = nodes.slice(dialog + 1).filter((node) => !isSeen(node));
        this.#tell(below, plays, isNew);
        this.#follow(nodes, elements, isNew, elements[dialog]);
    }

    /** Shows the elements of the nodes, in their order. */
    #show(nodes, dialog) {
        const title = nodes.findIndex((node, i) => node.role === 'heading' && i > dialog);
        const known = this.#elements;
        const elements = [];
        const ends = new Map();
        this.#elements = new Map();
        let heading = '';
        nodes.forEach((node, i) => {
            const kind = kindOf(nodes, i, title);
            const key = `${kind} ${node.id}`;
            const element = known.get(key) ?? make(kind);
            known.delete(key);
            this.#elements.set(key, element);
            this.#ids.set(element, node.id);
            elements.push(element);
            heading = node.role === 'heading' ? node.label : heading;
            dress(element, kind, node, heading);
            // The page is inert under a dialog, so the dialog must not be within it.
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
                place(element, node, within > 0 ? nodes[within] : null);
            }
        });
        for (const element of known.values()) {
            element.remove();
        }
        return elements;
    }

    /** Announces the name of a new page, changes on a page that stays, and in the player everything
     *  except the seconds. */
    #tell(nodes, plays, isNew) {
        const headings = nodes.filter((node) => node.role === 'heading').map((node) => node.label);
        const name = plays && headings.length > 1 ? headings.slice(1).join(', ') : headings[0];
        const title = name ? `${name} · Surefoot` : 'Surefoot';
        if (document.title !== title) {
            document.title = title;
        }
        const texts = plays ? headings : nodes.filter((node) => TOLD.includes(node.role)).map((node) =>
            node.role === 'slider' ? join([node.label, node.value], ', ') : node.label);
        const changed = texts.filter((text) => !this.#texts.includes(text));
        this.#texts = texts;
        const notice = nodes.findIndex((node) => NEWS.includes(node.key));
        if (notice > 0) {
            write(this.#news, nodes[notice - 1].label);
        } else if (isNew && !plays) {
            write(this.#news, '');
        } else if (changed.length > 0) {
            write(this.#news, join(changed, '. '));
        }
    }

    #follow(nodes, elements, isNew, dialog) {
        const active = document.activeElement;
        if (active?.id === 'typing') {
            return;
        }
        let to = elements[nodes.findIndex((node) => node.focused)];
        if (!to && (isNew || active === null || active === document.body)) {
            to = dialog ?? this.#root.querySelector('h1');
        }
        if (to && to !== active) {
            this.#following = true;
            to.focus({preventScroll: true});
            this.#following = false;
        }
    }

    /** Handles a click by a screen reader or a switch. The target may be a text on a control, as on
     *  a card. */
    #click(event) {
        const id = this.#ids.get(event.target);
        if (this.#through.went() || !id || this.#app.activate(id)) {
            return;
        }
        const nodes = this.#app.nodes();
        const at = nodes.find((node) => node.id === id);
        const under = nodes.filter((node) => node.role === 'button' && node.id !== id && at && covers(node.rect, at.rect))
            .sort((a, b) => a.rect[2] * a.rect[3] - b.rect[2] * b.rect[3]);
        if (under.length > 0 && !CONTROLS.includes(at.role)) {
            this.#app.activate(under[0].id);
        }
    }

    #focused(event) {
        if (!this.#following) {
            this.#app.focus(this.#ids.get(event.target));
        }
    }

    /** The browser scrolled to a text that a screen reader reads: the app scrolls there instead. */
    #scrolled() {
        const by = (this.#root.scrollTop - ABOVE) * devicePixelRatio;
        if (by === 0) {
            return;
        }
        this.#root.scrollTop = ABOVE;
        const height = this.#root.clientHeight * devicePixelRatio;
        const near = devicePixelRatio;
        const shown = this.#away.filter(({whole: [, top, , tall]}) =>
            top >= by - near && top + tall <= by + height + near);
        const to = by > 0 ? shown.at(-1) : shown[0];
        if (to) {
            this.#app.reveal(to.id);
        }
    }
}

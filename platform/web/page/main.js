// SPDX-License-Identifier: MIT
// Opens the app and steps it: at a frame when something happened, at a deadline when it asked for one,
// and never while nothing changes.

import Surefoot from './app.js';
import {Mirror} from './mirror.js';
import {Page} from './page.js';
import {Storage} from './storage.js';
import {Update, takeOverFirst} from './update.js';
import {Way} from './way.js';

const NOT_KEPT = 0;
const SECOND_WINDOW = 1;
const NEW_VERSION = 2;
const PROGRAM = 3;
const UNREAD = 4;
/** What ?start= asks for, as AppPlace has it. */
const PLACES = {today: 0, brush: 1, programs: 2};
const FRAME_MS = 17;
const VOICE = 'voice/en.voice';

const canvas = document.getElementById('canvas');
const page = new Page(canvas);

/** Only one window writes. Resolves to whether it is this one; holds for as long as the page lives. */
function claimLog() {
    if (!navigator.locks) {
        return Promise.resolve(true);
    }
    return new Promise((claimed) => {
        navigator.locks.request('surefoot-log', {ifAvailable: true}, (lock) => {
            claimed(lock !== null);
            return lock === null ? undefined : new Promise(() => {});
        });
    });
}

/** Runs steps of an opened app. */
class Loop {
    #frame = 0;
    #timer = 0;
    #step;
    #follows;
    steps = 0;

    /** follows: whether somebody who does not see the page can follow it all the same. */
    constructor(step, follows) {
        this.#step = step;
        this.#follows = follows;
    }

    /** At the next frame; a hidden page has none. */
    wake() {
        if (this.#frame !== 0 || this.#rests()) {
            return;
        }
        if (document.hidden) {
            this.#later(0);
        } else {
            this.#frame = requestAnimationFrame(() => this.run());
        }
    }

    /** A routine that nobody follows stands still, and finds out when somebody comes back. */
    #rests() {
        return document.hidden && !this.#follows();
    }

    /** At once; last: as the page goes out of sight. */
    run(last = false) {
        if (!last && this.#rests()) {
            return;
        }
        cancelAnimationFrame(this.#frame);
        clearTimeout(this.#timer);
        this.#frame = 0;
        this.#timer = 0;
        this.steps++;
        const wait = this.#step();
        if (wait < 0 || this.#frame !== 0 || this.#rests()) {
            return;
        }
        if (wait < FRAME_MS) {
            this.wake();
        } else {
            this.#later(wait);
        }
    }

    #later(ms) {
        clearTimeout(this.#timer);
        // setTimeout knows no more than 31 bits.
        this.#timer = setTimeout(() => document.hidden ? this.run() : this.wake(), Math.min(ms, 3600000));
    }
}

/** A touch is no permission to make sound until the finger leaves; SDL asks once, and too early. */
function unlockSound(app) {
    const resume = () => {
        const context = app.SDL2?.audioContext;
        if (context && context.state !== 'running') {
            context.resume();
        }
    };
    const speak = () => {
        page.speech.unlock();
        removeEventListener('touchend', speak);
        removeEventListener('click', speak);
    };
    addEventListener('touchend', speak);
    addEventListener('click', speak);
    for (const kind of ['touchend', 'pointerup', 'click', 'keydown']) {
        addEventListener(kind, resume, {passive: true});
    }
}

/** A finger that the system took away presses nothing, and one that is not on the glass any more is
 * gone, whether that was told or not. */
function followFingers(letGo) {
    let down = false;
    const follow = (event) => {
        const isFirst = event.type === 'touchstart' && event.touches.length === event.changedTouches.length;
        if (event.isTrusted && (event.type === 'touchcancel' || (down && isFirst))) {
            letGo();
        }
        down = event.touches.length > 0;
    };
    for (const kind of ['touchstart', 'touchend', 'touchcancel']) {
        addEventListener(kind, follow, {capture: true, passive: true});
    }
}

/** What happens to the page and SDL does not tell, or tells too late. */
function listen(app, web, loop, storage, follows) {
    // At once, not at the next frame: a keyboard opens and a permission is asked in the tap itself.
    for (const kind of ['touchend', 'mouseup', 'keydown']) {
        addEventListener(kind, () => loop.run());
    }
    unlockSound(app);
    const seen = (stops) => {
        loop.run(true);
        if (stops) {
            // What sounds when the page is alive again would be late.
            app._surefoot_hush(web);
        }
        storage.flush();
    };
    document.addEventListener('visibilitychange', () => seen(document.hidden && !follows()));
    document.addEventListener('freeze', () => seen(true));
    addEventListener('pagehide', () => seen(true));
    const resized = () => {
        page.fit();
        app._surefoot_resized(web);
        loop.run();
    };
    addEventListener('resize', resized);
    visualViewport?.addEventListener('resize', resized);
    visualViewport?.addEventListener('scroll', resized);
    addEventListener('gesturestart', (event) => event.preventDefault());
    addEventListener('contextmenu', (event) => event.preventDefault());
    // The system took the renderer away; the log and the routine are kept, so begin anew.
    canvas.addEventListener('webglcontextlost', () => storage.flush().then(() => location.reload()));
    followFingers(() => app._surefoot_let_go(web));
}

async function fetchVoice(app, web) {
    const answer = await fetch(VOICE);
    if (answer.ok) {
        app.FS.mkdir('/voice');
        app.FS.writeFile('/voice/en.voice', new Uint8Array(await answer.arrayBuffer()));
        app._surefoot_voice_arrived(web);
    }
}

/** Whether a program can be followed; if not, the app says why. */
function isGood(app, web, bytes) {
    const place = '/program.surefoot.json';
    app.FS.writeFile(place, bytes);
    const good = app.ccall('surefoot_check', 'number', ['number', 'string'], [web, place]) !== 0;
    app.FS.unlink(place);
    return good;
}

/** Resolves to whether the program is new, and there when the app opens the next time. */
async function takeProgram(app, web, storage, id, bytes) {
    const path = `/data/programs/${id}.surefoot.json`;
    const known = app.FS.analyzePath(path).exists ? app.FS.readFile(path) : [];
    if (known.length === bytes.length && known.every((byte, i) => byte === bytes[i])) {
        // The system may bring it again whenever we open.
        app._surefoot_go(web, PLACES.programs);
        return false;
    }
    if ((known.length > 0 || id === '') && !isGood(app, web, bytes)) {
        return false;
    }
    app.FS.writeFile(path, bytes);
    await storage.flush();
    if (storage.isLate) {
        app._surefoot_tell(web, NOT_KEPT);
    }
    return !storage.isLate;
}

/** Programs are read when the app opens: at once, if nobody exercises. */
function openWithPrograms(app, web) {
    if (app._surefoot_busy(web)) {
        app._surefoot_tell(web, PROGRAM);
    } else {
        history.replaceState(history.state, '', './?start=programs');
        location.reload();
    }
}

function takeLog(app, web, name, bytes) {
    const at = app._malloc(bytes.length + 1);
    if (at === 0) {
        app._surefoot_tell(web, UNREAD);
        return;
    }
    app.HEAPU8.set(bytes, at);
    app.HEAPU8[at + bytes.length] = 0;
    app.ccall('surefoot_file', null, ['number', 'string', 'number', 'number'], [web, name, at, bytes.length]);
    app._free(at);
}

/** How the system opened us, and opens us again while we are open: by a shortcut, with files. */
function heedLaunches(app, web) {
    const go = (url) => {
        const place = PLACES[new URL(url).searchParams.get('start')];
        if (place !== undefined) {
            app._surefoot_go(web, place);
        }
    };
    go(location.href);
    // Opening the page anew is no new wish.
    history.replaceState(history.state, '', './');
    globalThis.launchQueue?.setConsumer(({targetURL, files}) => {
        go(targetURL ?? location.href);
        page.files.take(files);
    });
}

const nextTask = () => new Promise((done) => setTimeout(done));

/** The name is on the screen before anything makes it wait. Where nobody looks nothing is painted. */
async function painted() {
    if (!document.hidden) {
        await new Promise((done) => requestAnimationFrame(done));
        await nextTask();
    }
}

async function open() {
    await painted();
    await takeOverFirst();
    page.fill();
    addEventListener('resize', () => page.fill());
    const [first, app] = await Promise.all([claimLog(), Surefoot({canvas, page})]);
    page.readFont = (name) => app.FS.readFile(`/fonts/${name}`);
    let refused = false;
    let web = 0;
    const storage = new Storage(app.FS, () => {
        refused = true;
        if (web !== 0) {
            app._surefoot_tell(web, NOT_KEPT);
        }
    });
    const kept = await storage.open(first);
    web = app._surefoot_open(kept);
    if (web === 0) {
        return;
    }
    const busy = () => app._surefoot_busy(web) !== 0;
    const screen = () => app.ccall('surefoot_screen', 'string', ['number'], [web]);
    /** By ear: it sounds, and is to. */
    const follows = () => app._surefoot_sounds(web) !== 0 && app.SDL2?.audioContext?.state === 'running';
    const ways = {
        tree: () => app._surefoot_tree(web),
        nodes: () => page.nodes(),
        screen,
        reveal: (id) => app._surefoot_reveal(web, id) !== 0,
        focus: (id) => app._surefoot_focus(web, id) !== 0,
        activate: (id) => app._surefoot_activate(web, id) !== 0,
    };
    const mirror = new Mirror(ways, canvas);
    let exercised = false;
    const way = new Way(() => {
        app._surefoot_back(web);
        loop.run();
    });
    const loop = new Loop(() => {
        const wait = app._surefoot_step(web);
        storage.tend();
        mirror.tend();
        way.tend(app._surefoot_wants_back(web) !== 0);
        if (exercised && !busy()) {
            // Somebody has exercised: their log is worth keeping.
            navigator.storage?.persist?.();
        }
        exercised = busy();
        if (app._surefoot_closed(web)) {
            storage.flush().then(() => history.back());
            return -1;
        }
        return wait;
    }, follows);
    page.wake = () => loop.wake();
    page.readNodes = () => app._surefoot_nodes(web);
    page.caret = () => app._surefoot_caret(web);
    page.edit = (text, anchor, caret) =>
        app.ccall('surefoot_edit', null, ['number', 'string', 'number', 'number'], [web, text, anchor, caret]);
    page.edited = () => app._surefoot_edited(web);
    page.files.takeProgram = async (id, bytes) => {
        if (storage.keeps) {
            return takeProgram(app, web, storage, id, bytes);
        }
        app._surefoot_tell(web, first ? NOT_KEPT : SECOND_WINDOW);
        return false;
    };
    page.files.tookPrograms = () => openWithPrograms(app, web);
    page.files.unread = () => app._surefoot_tell(web, UNREAD);
    page.files.takeLog = (name, bytes) => takeLog(app, web, name, bytes);
    page.fit();
    app._surefoot_resized(web);
    if (!kept || refused) {
        app._surefoot_tell(web, NOT_KEPT);
    } else if (!first) {
        app._surefoot_tell(web, SECOND_WINDOW);
    }
    heedLaunches(app, web);
    listen(app, web, loop, storage, follows);
    // A slow phone may do something else between what opens and what draws.
    await nextTask();
    loop.run();
    page.opened();
    globalThis.surefoot = {
        ...ways,
        saved: () => storage.flush(),
        steps: () => loop.steps,
        sound: () => app.SDL2?.audioContext ?? null,
        soundNode: () => app.SDL2?.audio?.scriptProcessorNode ?? null,
    };
    // What Today does not wait for.
    await nextTask();
    fetchVoice(app, web).catch(() => {});
    const update = new Update(() => app._surefoot_tell(web, NEW_VERSION), () => screen() === 'today' && !busy());
    page.renew = () => storage.flush().then(() => update.apply());
    update.start();
}

open().catch((error) => page.fault(String(error)));

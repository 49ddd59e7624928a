// SPDX-License-Identifier: MIT
// Opens the app where the log is, and tells it what happens to the page.

import Surefoot from './app.js';
import {NOTICE, PLACES} from './enums.js';
import {Ground} from './ground.js';
import {hintAtHomeScreen} from './hint.js';
import {Incoming} from './incoming.js';
import {Loop} from './loop.js';
import {Mirror} from './mirror.js';
import {Owner} from './owner.js';
import {Page} from './page.js';
import {Presence, beginAnew, begunToWait} from './presence.js';
import {takeShared} from './shared.js';
import {Storage} from './storage.js';
import {Update, takeOverFirst} from './update.js';
import {Way} from './way.js';

const VOICE = 'voice/en.voice';

const start = globalThis.surefootStart;
const canvas = document.getElementById('canvas');
const page = new Page(canvas);

/** Resumes sound after a touch: browsers allow sound when the finger is lifted, but SDL asks only
 *  once, when it goes down. */
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

/** Tells the app when fingers are gone: a finger that the system took away presses nothing, and a
 *  finger that is not on the screen any more is gone even if no event said so. */
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

/** Listens to events of the page that SDL does not report, or reports too late. */
function listen(app, web, loop, storage) {
    // At once, not at the next frame: keyboard and permissions need to be asked for within the tap.
    for (const kind of ['touchend', 'mouseup', 'keydown']) {
        addEventListener(kind, () => loop.run());
    }
    unlockSound(app);
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
    // The system took the renderer away. Log and routine are saved, so the page is loaded again.
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

/** Handles how the system opened the app, also while it is open: by a shortcut, or with files. */
function heedLaunches(app, web, presence) {
    const go = (url) => {
        const place = PLACES[new URL(url).searchParams.get('start')];
        if (place !== undefined) {
            app._surefoot_go(web, place);
        }
    };
    go(location.href);
    // Loading the page again must not open the place again.
    history.replaceState(history.state, '', './');
    globalThis.launchQueue?.setConsumer(async ({targetURL, files}) => {
        await presence.back();
        go(targetURL ?? location.href);
        page.files.take(files, true);
    });
}

const nextTask = () => new Promise((done) => setTimeout(done));

/** Resolves when the name is on the screen, before slow work begins. A hidden page paints
 * nothing. */
async function painted() {
    if (!document.hidden) {
        await new Promise((done) => requestAnimationFrame(done));
        await nextTask();
    }
}

/** Builds the app from the parts that start.js has requested. */
async function load() {
    const [module, data] = await Promise.all([start.wasm, start.data]);
    return new Promise((done, failed) => {
        Surefoot({
            canvas,
            page,
            getPreloadedPackage: () => data,
            instantiateWasm: (imports, took) => {
                WebAssembly.instantiate(module, imports).then((instance) => took(instance, module)).catch(failed);
                return {};
            },
        }).then(done, failed);
    });
}

/** Resolves when the parts and the log are here. If a new version takes over meanwhile, the page
 *  loads again and waits with that one. */
async function gather(owner) {
    const waiting = new AbortController();
    navigator.serviceWorker?.addEventListener('controllerchange', () => beginAnew(true), {signal: waiting.signal});
    const loading = load().then((app) => {
        start.await('');
        return app;
    });
    const [app] = await Promise.all([loading, owner.claim(!begunToWait())]);
    waiting.abort();
    start.clear();
    return app;
}

/** Gives tests access to an opened app. */
function expose(app, ways, loop, storage) {
    globalThis.surefoot = {
        ...ways,
        saved: () => storage.flush(),
        steps: () => loop.steps,
        sound: () => app.SDL2?.audioContext ?? null,
        soundNode: () => app.SDL2?.audio?.scriptProcessorNode ?? null,
    };
}

/** Connects the page with the app: functions of the app that the page calls. */
function join(app, web, loop, presence, incoming) {
    page.wake = () => loop.wake();
    page.readNodes = () => app._surefoot_nodes(web);
    page.caret = () => app._surefoot_caret(web);
    page.edit = (text, anchor, caret) =>
        app.ccall('surefoot_edit', null, ['number', 'string', 'number', 'number'], [web, text, anchor, caret]);
    page.edited = () => app._surefoot_edited(web);
    page.files.take = async (files, isEcho) => {
        await presence.back();
        await incoming.take(files, isEcho);
    };
}

/** Returns the function that steps the app and then updates the page. */
function stepOf(app, web, screen, busy) {
    const ground = new Ground();
    let exercised = false;
    let hinted = false;
    return () => {
        const wait = app._surefoot_step(web);
        ground.tend(app._surefoot_color(web), app._surefoot_theme(web));
        if (!hinted && screen() === 'today') {
            hinted = true;
            hintAtHomeScreen(() => app._surefoot_tell(web, NOTICE.homeScreen));
        }
        if (exercised && !busy()) {
            // Somebody has exercised, so their log must be kept for long.
            navigator.storage?.persist?.();
        }
        exercised = busy();
        return wait;
    };
}

async function open() {
    await painted();
    await takeOverFirst();
    page.fill();
    addEventListener('resize', () => page.fill());
    let opened;
    const isOpen = new Promise((done) => {
        opened = done;
    });
    const owner = new Owner(async (force) => (await isOpen)(force), () => beginAnew(true));
    const app = await gather(owner);
    page.readFont = (name) => app.FS.readFile(`/fonts/${name}`);
    let refused = false;
    let web = 0;
    const storage = new Storage(app.FS, () => {
        refused = true;
        if (web !== 0) {
            app._surefoot_tell(web, NOTICE.notKept);
        }
    }, () => beginAnew(true));
    start.await('log');
    const kept = await storage.open();
    start.await('');
    if (!kept) {
        owner.beAlone();
    }
    web = app._surefoot_open(kept);
    if (web === 0) {
        owner.letGo();
        return;
    }
    const busy = () => app._surefoot_busy(web) !== 0;
    const screen = () => app.ccall('surefoot_screen', 'string', ['number'], [web]);
    /** True if somebody follows the routine by ear: it makes sound, and the sound can be heard. */
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
    const way = new Way(() => {
        app._surefoot_back(web);
        loop.run();
    });
    const step = stepOf(app, web, screen, busy);
    let broken = false;
    const loop = new Loop(() => {
        try {
            const wait = step();
            storage.tend();
            mirror.tend();
            presence.tend();
            way.tend(app._surefoot_backs(web));
            if (app._surefoot_closed(web)) {
                storage.flush().then(() => history.back());
                return -1;
            }
            return wait;
        } catch (error) {
            broken = true;
            start.fail('stopped', error);
            return -1;
        }
    }, () => broken || !owner.has || (document.hidden && !follows()));
    const presence = new Presence(owner, storage, {
        run: (last) => loop.run(last),
        hush: () => app._surefoot_hush(web),
        follows,
    });
    const incoming = new Incoming(app, web, storage, busy);
    join(app, web, loop, presence, incoming);
    page.fit();
    app._surefoot_resized(web);
    if (!kept || refused) {
        app._surefoot_tell(web, NOTICE.notKept);
    }
    heedLaunches(app, web, presence);
    incoming.open();
    listen(app, web, loop, storage);
    presence.listen();
    // Lets a slow phone do other work between opening and drawing.
    await nextTask();
    loop.run();
    start.done();
    opened(async (force) => {
        // Out of sight it stands still, unless it is followed by ear.
        if (!force && busy() && (!document.hidden || follows())) {
            return 'routine';
        }
        app._surefoot_leave(web);
        await storage.flush();
        return storage.isLate ? 'unsaved' : '';
    });
    expose(app, ways, loop, storage);
    // The rest is not needed for the first picture.
    await nextTask();
    fetchVoice(app, web).catch(() => {});
    takeShared().then((files) => files.length > 0 && page.files.take(files, false)).catch(() => {});
    const update = new Update(() => app._surefoot_tell(web, NOTICE.newVersion), () => screen() === 'today' && !busy());
    page.renew = () => storage.flush().then(() => update.apply());
    update.start();
}

open().catch((error) => start.fail('open', error));

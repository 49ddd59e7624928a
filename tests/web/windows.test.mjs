// SPDX-License-Identifier: MIT
// Several windows, as a tab and the installed app are: the one that somebody looks at has the log, as
// it is by then, and no set is lost on the way.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LockableBrowser} from './lockable.mjs';
import {startServer} from './support.mjs';

const ELSEWHERE = 'Surefoot is open in another window';
const ROUTINE = 'A routine is open in another window';

/** then: gets a tab on Today. */
async function withTab(then, before = () => {}) {
    const server = await startServer();
    const tab = await LockableBrowser.open(server.url, undefined, [], before);
    try {
        await tab.begin();
        await then(tab);
    } finally {
        await tab.close();
        await server.close();
    }
}

const told = (window, text) => window.until(`document.getElementById('trouble')?.checkVisibility() &&
    document.getElementById('why').textContent.includes(${JSON.stringify(text)})`, `says ${text}`);

async function useHere(window) {
    const [x, y] = await window.read(`(() => {
        const {x, y, width, height} = document.getElementById('here').getBoundingClientRect();
        return [x + width / 2, y + height / 2];
    })()`);
    await window.page.touchscreen.tap(x, y);
}

/** Something that the log keeps. */
async function choose(window, theme) {
    await window.tap('#settings');
    await window.screen('settings');
    await window.tap(`#theme-${theme}`);
    await window.until(`surefoot.nodes().find((n) => n.key === "theme-${theme}").selected`, 'is chosen');
    await window.tap('#back');
    await window.screen('today');
}

async function knows(window, theme) {
    await window.screen('today');
    await window.tap('#settings');
    await window.screen('settings');
    assert.ok((await window.node(`#theme-${theme}`)).selected, 'the log is as it was left');
    await window.tap('#back');
    await window.screen('today');
}

test('the installed app opens beside a tab in the background, with its log; back in the tab it is there', () => withTab(async (tab) => {
    await choose(tab, 1);
    await tab.lock();
    const app = await tab.another(true);
    await app.visit();
    await knows(app, 1);
    await choose(app, 2);
    await tab.unlock();
    await knows(tab, 2);
    await told(app, ELSEWHERE);
}));

test('out of sight and back, with nobody else there: it goes on where it was', () => withTab(async (tab) => {
    await tab.tap('#settings');
    await tab.screen('settings');
    await tab.read('globalThis.old = true');
    await tab.lock();
    await tab.until('navigator.locks.query().then(({held}) => held.length === 0)', 'lets go');
    await tab.unlock();
    await tab.tap('#theme-2');
    await tab.until('surefoot.nodes().find((n) => n.key === "theme-2").selected', 'goes on');
    assert.equal(await tab.read('old'), true);
    assert.equal(await tab.read('surefoot.screen()'), 'settings');
}));

test('a routine is where it was left, however late the browser gives the log back', () => withTab(async (tab) => {
    await tab.startRoutine();
    await tab.skip(9000);
    await tab.read('globalThis.old = true; device.speaker.context.suspend().then(() => true)');
    await tab.lock();
    await tab.until('navigator.locks.query().then(({held}) => held.length === 0)', 'lets go');
    await tab.read(`navigator.locks.request('surefoot-log', () => new Promise((done) => {
        globalThis.giveBack = done;
    })); true`);
    await tab.unlock();
    await told(tab, ELSEWHERE);
    await tab.read('jump(120000)');
    await tab.read('giveBack()');
    await tab.shows('Paused while you were away');
    assert.equal(await tab.read('old'), true);
    await tab.tap('#go-on');
    await tab.until('surefoot.nodes().some((n) => n.role === "timer" && /^[123]$/.test(n.value))', 'counts in');
    assert.equal(await tab.read('document.getElementById("mirror").inert || document.getElementById("start") !== null'), false);
}));

test('side by side the newest has it, the other says so; "Use here" brings it back, closing frees it', () => withTab(async (tab) => {
    const app = await tab.another(true);
    await app.visit();
    await told(tab, ELSEWHERE);
    await choose(app, 2);
    await useHere(tab);
    await knows(tab, 2);
    await told(app, ELSEWHERE);
    await tab.read('surefoot.saved()');
    const third = await tab.another(true);
    await third.visit();
    await told(tab, ELSEWHERE);
    await third.shut();
    await Promise.any([tab, app].map((window) => window.ready()));
}));

test('a routine is not taken from the window where it runs; "Use here" goes on with it, and no set is lost', () => withTab(async (tab) => {
    await tab.startRoutine();
    await tab.skip(30000);
    const app = await tab.another(true);
    await app.page.goto(app.url);
    await told(app, ROUTINE);
    assert.equal(await tab.read('surefoot.screen()'), 'player');
    await useHere(app);
    await app.screen('resume');
    await app.shows('2 of 6 sets done');
    await told(tab, ELSEWHERE);
    await app.tap('#continue');
    await app.screen('player');
    await app.tap('#close');
    await app.tap('#stop');
    await app.screen('finish');
    await app.shows('2 of 6 sets');
    await app.tap('#done');
    await app.screen('today');
}));

test('a routine that stands still out of sight is offered where somebody looks', () => withTab(async (tab) => {
    await tab.startRoutine();
    await tab.skip(30000);
    await tab.until('device.speaker?.context.state === "running"', 'sound runs');
    await tab.read('device.speaker.context.suspend().then(() => true)');
    await tab.lock();
    const app = await tab.another(true);
    await app.visit();
    await app.screen('resume');
    await tab.unlock();
    await told(tab, ROUTINE);
}));

test('a routine that is followed by ear goes on until somebody wants it elsewhere', () => withTab(async (tab) => {
    await tab.startRoutine();
    await tab.until('device.speaker?.context.state === "running"', 'sound runs');
    await tab.lock();
    const app = await tab.another(true);
    await app.page.goto(app.url);
    await told(app, ROUTINE);
    const steps = await tab.read('surefoot.steps()');
    await tab.until(`surefoot.steps() > ${steps}`, 'goes on');
    await useHere(app);
    await app.screen('resume');
    await tab.until('globalThis.surefoot === undefined', 'is quiet');
}));

test('a window that does not answer keeps nobody out, and spoils nothing when it wakes', () => withTab(async (tab) => {
    await tab.startRoutine();
    await tab.until('device.speaker?.context.state === "running"', 'sound runs');
    await tab.skip(30000);
    await tab.read('surefoot.saved()');
    // It is busy for as long as it is not let go: no message, no lock.
    const busy = tab.read('for (const until = performance.now() + 15000; performance.now() < until;);');
    const app = await tab.another(true);
    await app.page.goto(app.url);
    await told(app, ELSEWHERE);
    await useHere(app);
    await app.screen('resume');
    await app.tap('#finish');
    await app.screen('finish');
    await app.shows('2 of 6 sets');
    await app.tap('#done');
    await app.screen('today');
    await busy;
    await told(tab, ELSEWHERE);
    await choose(app, 2);
    await app.read('surefoot.saved()');
    await app.page.goto(app.url);
    await app.ready();
    await knows(app, 2);
}));

test('where nothing can be kept each window works by itself', () => withTab(async (tab) => {
    const app = await tab.another(true);
    await app.visit();
    await app.shows('Before you start');
    assert.equal(await tab.read('surefoot.screen()'), 'today');
}, () => {
    indexedDB.open = () => {
        throw new DOMException('denied', 'SecurityError');
    };
}));

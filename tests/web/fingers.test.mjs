// SPDX-License-Identifier: MIT
// Fingers, Back and screen readers: no tap outlives its page, no lost touch deafens later ones, and the
// system's Back leads out of the app from Today.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {withBrowser} from './support.mjs';

/** Runs before the page: while `deaf` is set, nobody is told that a finger has left the glass. */
function mayBeDeaf() {
    addEventListener('touchend', (event) => {
        if (globalThis.deaf) {
            event.stopImmediatePropagation();
        }
    }, {capture: true});
}

const middle = ({rect: [x, y, width, height]}, ratio) => ({x: (x + width / 2) / ratio, y: (y + height / 2) / ratio});

async function placeOf(browser, label) {
    const at = middle(await browser.node(label), await browser.read('devicePixelRatio'));
    assert.ok(at.x > 0 && at.y > 0);
    return at;
}

test('Back goes a page back in the app, and out of it from Today', () => withBrowser({}, async (browser) => {
    await browser.page.goto('about:blank');
    await browser.begin();
    await browser.tap('#programs');
    await browser.screen('programs');
    await browser.back();
    await browser.screen('today');
    // By the app's own way back too.
    await browser.tap('#settings');
    await browser.screen('settings');
    await browser.tap('#back');
    await browser.screen('today');
    await browser.until('!history.state', 'nothing of ours lies on the history');
    await browser.back();
    assert.equal(browser.page.url(), 'about:blank');
}));

/** Runs before the page: entries that are made on the browser's history. */
function countEntries() {
    globalThis.entries = 0;
    const push = history.pushState.bind(history);
    history.pushState = (...what) => {
        globalThis.entries++;
        push(...what);
    };
}

test('Backs walk entries that were made when somebody tapped: a browser passes over others', () => withBrowser({before: countEntries}, async (browser) => {
    await browser.page.goto('about:blank');
    await browser.begin();
    await browser.tap('#settings');
    await browser.tap('#sound');
    await browser.screen('sound');
    const made = await browser.read('entries');
    await browser.back();
    await browser.screen('settings');
    await browser.back();
    await browser.screen('today');
    assert.equal(await browser.read('entries'), made);
    await browser.until('!history.state', 'nothing of ours lies on the history');
    await browser.back();
    assert.equal(browser.page.url(), 'about:blank');
}));

test('two Backs at once leave one page, and the next Back one more', () => withBrowser({}, async (browser) => {
    await browser.page.goto('about:blank');
    await browser.begin();
    await browser.tap('#settings');
    await browser.tap('#sound');
    await browser.screen('sound');
    await browser.until('!surefoot.nodes()[0].isNew', 'the page is seen');
    const {currentIndex, entries} = await browser.cdp.send('Page.getNavigationHistory');
    await Promise.all([1, 2].map((steps) =>
        browser.cdp.send('Page.navigateToHistoryEntry', {entryId: entries[currentIndex - steps].id})));
    await browser.screen('settings');
    await browser.back();
    await browser.screen('today');
}));

test('a second tap on the same place does not press what appears there', () => withBrowser({}, async (browser) => {
    await browser.begin();
    await browser.tap('#programs');
    await browser.screen('programs');
    const row = await placeOf(browser, '#quad-hold');
    await browser.tap('#back');
    await browser.screen('today');
    await browser.tap('#programs');
    await browser.page.touchscreen.tap(row.x, row.y);
    await browser.screen('programs');
    await browser.tap('#quad-hold');
    await browser.screen('routine');
}));

test('a screen reader is taken at its word', () => withBrowser({}, async (browser) => {
    await browser.begin();
    const press = (key) => browser.read(`surefoot.activate(surefoot.nodes().find((n) => n.key === '${key}').id)`);
    await press('programs');
    await browser.read('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    await press('quad-hold');
    await browser.screen('routine');
}));

test('a touch whose end was lost, or that was taken away, deafens nobody and presses nothing', () => withBrowser({before: mayBeDeaf}, async (browser) => {
    await browser.begin();
    await browser.tap('#settings');
    await browser.screen('settings');
    const sound = await placeOf(browser, '#sound');
    const touch = (type, points) => browser.cdp.send('Input.dispatchTouchEvent', {type, touchPoints: points});
    await browser.until('!surefoot.nodes()[0].isNew', 'the page is seen');
    await browser.read('globalThis.deaf = true');
    await touch('touchStart', [{...sound, id: 3}]);
    await touch('touchEnd', []);
    await browser.read('globalThis.deaf = false');
    await touch('touchStart', [{x: 5, y: 300, id: 4}]);
    await touch('touchEnd', []);
    await browser.screen('settings');
    await touch('touchStart', [{...sound, id: 5}]);
    await touch('touchCancel', []);
    await browser.screen('settings');
    await touch('touchStart', [{...sound, id: 6}]);
    await touch('touchEnd', []);
    await browser.screen('sound');
}));

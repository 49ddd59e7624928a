// SPDX-License-Identifier: MIT
// What becomes of the log where the browser will not keep it.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {withBrowser} from './support.mjs';

const REFUSES = 'Your device does not let Surefoot save more';

/** Says once that nothing is kept, works, and gives the log away. */
async function worksAllTheSame(browser) {
    await browser.shows(REFUSES);
    await browser.tap('#notice-ok');
    await browser.until(`!surefoot.nodes().some((n) => n.label.startsWith('${REFUSES}'))`, 'says it once');
    await browser.tap('#settings');
    await browser.screen('settings');
    const download = browser.page.waitForEvent('download');
    await browser.tap('#export');
    assert.equal(await (await download).failure(), null);
    // The console may say why; nothing else may be wrong.
    browser.complaints = browser.complaints.filter((text) => !/kept/.test(text));
}

test('a browser without IndexedDB', () => withBrowser({
    before: () => {
        indexedDB.open = () => {
            throw new DOMException('denied', 'SecurityError');
        };
    },
}, async (browser) => {
    await browser.begin();
    await worksAllTheSame(browser);
}));

test('a database that fails to open', () => withBrowser({
    before: () => {
        const open = indexedDB.open.bind(indexedDB);
        // A version below the one there is: the error comes as an event, as a damaged one's does.
        indexedDB.open = (name) => {
            open(name, 1000);
            return open(name, 1);
        };
    },
}, async (browser) => {
    await browser.begin();
    await worksAllTheSame(browser);
}));

test('a device that is full', () => withBrowser({
    before: () => {
        // As Chromium does it: the request is taken, the transaction comes to nothing.
        const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (...what) {
            const request = put.apply(this, what);
            if (globalThis.isFull) {
                this.transaction.abort();
            }
            return request;
        };
    },
}, async (browser) => {
    await browser.begin();
    await browser.read('surefoot.saved()');
    await browser.read('isFull = true');
    await browser.tap('#knees');
    await browser.screen('knees');
    await browser.tap('#left-3');
    await browser.tap('Save');
    await browser.screen('today');
    await worksAllTheSame(browser);
    // There is room again: what was refused goes with the next change.
    await browser.read('isFull = false');
    await browser.tap('#theme-2');
    await browser.read('surefoot.saved()');
    await browser.page.reload();
    await browser.ready();
    await browser.tap('#knees');
    await browser.shows('Save');
    await browser.tap('#back');
    await browser.screen('today');
}));

test('of two windows the second keeps nothing', () => withBrowser({}, async (browser) => {
    await browser.begin();
    await browser.read('surefoot.saved()');
    const first = browser.page;
    await browser.watch(await browser.context.newPage());
    await browser.visit();
    await browser.shows('Surefoot is open in another window');
    await browser.tap('#settings');
    await browser.tap('#theme-2');
    await browser.until('surefoot.nodes().find((n) => n.key === "theme-2").selected', 'is chosen here');
    await browser.read('surefoot.saved()');
    await first.close();
    await browser.page.reload();
    await browser.ready();
    await browser.tap('#settings');
    await browser.screen('settings');
    assert.equal((await browser.node('#theme-2')).selected, false);
    assert.equal(await browser.read('surefoot.nodes().some((n) => n.label.startsWith("Surefoot is open"))'), false);
}));

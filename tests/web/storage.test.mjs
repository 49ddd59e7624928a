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
    const log = await browser.exported();
    // The console may say why; nothing else may be wrong.
    browser.complaints = browser.complaints.filter((text) => !/kept/.test(text));
    return log;
}

async function logKnee(browser, level) {
    await browser.tap('#knees');
    await browser.screen('knees');
    await browser.tap(`#left-${level}`);
    await browser.tap('Save');
    await browser.screen('today');
}

/** Runs in the page: another database takes what room there is, down to the last kilobyte. */
async function fill() {
    const database = await new Promise((done) => {
        const request = indexedDB.open('junk', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('junk', {autoIncrement: true});
        request.onsuccess = () => done(request.result);
    });
    const put = (bytes) => new Promise((done) => {
        const transaction = database.transaction('junk', 'readwrite', {durability: 'strict'});
        // What could be packed would leave room.
        const junk = new Uint8Array(bytes);
        for (let i = 0; i < bytes; i += 65536) {
            crypto.getRandomValues(junk.subarray(i, i + 65536));
        }
        transaction.objectStore('junk').put(junk);
        transaction.oncomplete = () => done(true);
        transaction.onabort = () => done(false);
    });
    for (let bytes = 1 << 20; bytes >= 1024; bytes /= 4) {
        while (await put(bytes));
    }
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

test('a device that is full, and has room again', () => withBrowser({}, async (browser) => {
    const {origin} = new URL(browser.url);
    const room = (quotaSize) => browser.cdp.send('Storage.overrideQuotaForOrigin', {origin, quotaSize});
    await room(12e6);
    await browser.begin();
    await browser.cached();
    await browser.read('surefoot.saved()');
    await browser.read(`(${fill})()`);
    await logKnee(browser, 3);
    assert.match(await worksAllTheSame(browser), /"level": ?3/);
    await logKnee(browser, 4);
    await browser.startRoutine();
    await browser.skip(150000);
    await browser.screen('finish');
    await browser.tap('#done');
    await browser.screen('today');
    assert.equal(await browser.node(REFUSES), undefined);
    await room(24e6);
    // Somebody comes back from making room.
    await browser.read('document.dispatchEvent(new Event("visibilitychange"))');
    await browser.read('surefoot.saved()');
    await browser.page.reload();
    await browser.ready();
    const log = await browser.exported();
    assert.match(log, /"level": ?3/);
    assert.match(log, /quad-hold/);
    // The browser tells of a copy that failed when it likes.
    browser.complaints = browser.complaints.filter((text) => !/kept: QuotaExceededError/.test(text));
}));

test('the browser is asked to keep the log after the first routine, not before', () => withBrowser({
    before: () => {
        globalThis.persisted = 0;
        navigator.storage.persist = async () => {
            persisted++;
            return true;
        };
    },
}, async (browser) => {
    await browser.begin();
    await browser.startRoutine();
    assert.equal(await browser.read('persisted'), 0);
    await browser.skip(150000);
    await browser.screen('finish');
    assert.equal(await browser.read('persisted'), 0);
    await browser.tap('#done');
    await browser.screen('today');
    assert.equal(await browser.read('persisted'), 1);
}));

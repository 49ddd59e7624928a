// SPDX-License-Identifier: MIT
// What becomes of the log when the browser lost it, or part of it.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {withBrowser} from './support.mjs';

/** The page that runs is not the app: what it kept can be seen and spoilt. */
async function beside(browser, work) {
    await browser.page.goto(`${browser.url}style.css`);
    return browser.page.evaluate(work);
}

async function answer(browser) {
    await browser.tap('#knees');
    await browser.screen('knees');
    await browser.tap('#left-3');
    await browser.tap('Save');
    await browser.screen('today');
    await browser.read('surefoot.saved()');
}

test('cleared while the app is open: what is in use is kept again with the next change', () => withBrowser({}, async (browser) => {
    await browser.begin();
    await answer(browser);
    await browser.cdp.send('Storage.clearDataForOrigin', {origin: new URL(browser.url).origin, storageTypes: 'indexeddb'});
    await browser.tap('#settings');
    await browser.screen('settings');
    await browser.tap('#theme-2');
    await browser.until('surefoot.nodes().find((n) => n.key === "theme-2").selected', 'is chosen');
    await browser.read('surefoot.saved()');
    await browser.page.reload();
    await browser.ready();
    await browser.screen('today');
    await browser.tap('#settings');
    await browser.screen('settings');
    assert.equal((await browser.node('#theme-2')).selected, true);
}));

test('cleared between two visits: it begins anew, without a word', () => withBrowser({}, async (browser) => {
    await browser.begin();
    await answer(browser);
    await browser.page.goto('about:blank');
    await browser.cdp.send('Storage.clearDataForOrigin', {origin: new URL(browser.url).origin, storageTypes: 'all'});
    await browser.begin();
    assert.equal(await browser.node('#notice-ok'), undefined);
}));

test('a log that is damaged is set aside, and says so', () => withBrowser({}, async (browser) => {
    await browser.begin();
    await answer(browser);
    await beside(browser, () => new Promise((done, failed) => {
        indexedDB.open('surefoot').onsuccess = ({target: {result: database}}) => {
            const transaction = database.transaction('files', 'readwrite');
            transaction.objectStore('files').put(new Uint8Array(20000).fill(88), '/data/surefoot.db');
            transaction.oncomplete = done;
            transaction.onabort = failed;
        };
    }));
    await browser.begin();
    await browser.shows('Your log could not be read and was set aside');
    await browser.read('surefoot.saved()');
    const kept = await beside(browser, () => new Promise((done) => {
        indexedDB.open('surefoot').onsuccess = ({target: {result: database}}) => {
            database.transaction('files').objectStore('files').getAllKeys().onsuccess = (event) => done(event.target.result);
        };
    }));
    assert.ok(kept.some((path) => path.includes('damaged')), `set aside among ${kept}`);
}));

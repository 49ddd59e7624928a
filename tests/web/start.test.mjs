// SPDX-License-Identifier: MIT
// A start that fails says so and can be tried again; one that is slow shows how far it is.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import {test} from 'node:test';
import axe from 'axe-core';
import {Browser, DIST, PHONE, withBrowser} from './support.mjs';

const said = (browser) => browser.read(`(() => {
    const trouble = document.getElementById('trouble');
    return trouble?.checkVisibility() ? document.getElementById('why').textContent : '';
})()`);

async function says(browser, text) {
    await browser.until(`document.getElementById('trouble')?.checkVisibility() &&
        document.getElementById('why').textContent.includes(${JSON.stringify(text)})`, `says ${text}`);
}

/** The way out is in sight and large enough; it is taken. */
async function tryAgain(browser) {
    const box = await browser.page.locator('#retry').boundingBox();
    const {width, height} = PHONE.viewport;
    assert.ok(box.height >= 48 && box.x >= 0 && box.x + box.width <= width && box.y + box.height <= height, 'in sight');
    await browser.page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
}

async function holdsWithAxe(browser, what) {
    await browser.read(axe.source + '; 0');
    assert.deepEqual(await browser.read('axe.run().then((r) => r.violations.map((v) => v.id))'), [], what);
}

/** For as long as a file is spoilt it does not start and says why; then it does. */
async function isTold(browser, files, spoil, text, again = tryAgain) {
    await browser.page.route(files, spoil);
    await browser.page.goto(browser.url);
    await says(browser, text);
    await holdsWithAxe(browser, text);
    assert.ok(browser.complaints.length > 0, 'an engineer hears of it too');
    await browser.page.unroute(files);
    browser.complaints = [];
    await again(browser);
    await browser.ready();
    await browser.shows('Before you start');
    assert.equal(await said(browser), '');
}

const abort = (route) => route.abort();

for (const [what, files, text] of [
    ['all scripts', '**/*.js', 'its scripts do not run here'],
    ['the first script', '**/main.js', 'A part of Surefoot did not come'],
    ['one of the scripts', '**/storage.js', 'A part of Surefoot did not come'],
    ['the app itself', '**/app.wasm', 'A part of Surefoot did not come'],
    ['its files', '**/app.data', 'A part of Surefoot did not come'],
]) {
    test(`blocked: ${what}`, () => withBrowser({}, (browser) => isTold(browser, files, abort, text)));
}

test('blocked: the style', () => withBrowser({}, (browser) =>
    isTold(browser, '**/style.css', abort, 'A part of Surefoot did not come', () => browser.page.locator('#retry').tap())));

test('a browser that does not understand the scripts', () => withBrowser({}, (browser) => isTold(browser, '**/page.js', (route) =>
    route.fulfill({contentType: 'text/javascript', body: 'export class Page { #? };'}), 'This browser is too old')));

test('without JavaScript', () => withBrowser({device: {...PHONE, javaScriptEnabled: false}}, async (browser) => {
    await browser.page.goto(browser.url);
    assert.match(await browser.page.locator('#why').innerText(), /JavaScript may be switched off/);
    assert.ok(await browser.page.locator('#retry').isVisible());
    assert.ok(!await browser.page.locator('#here').isVisible());
}));

test('without WebAssembly', () => withBrowser({before: () => {
    delete globalThis.WebAssembly;
}}, async (browser) => {
    await browser.page.goto(browser.url);
    await says(browser, 'WebAssembly is missing');
    await tryAgain(browser);
    await says(browser, 'WebAssembly is missing');
    browser.complaints = [];
}));

test('what keeps the log does not answer; when it does, the app opens', () => withBrowser({before: () => {
    const open = indexedDB.open.bind(indexedDB);
    const hold = (event) => event.stopImmediatePropagation();
    indexedDB.open = (...how) => {
        const request = open(...how);
        request.addEventListener('success', hold);
        globalThis.answer = () => {
            request.removeEventListener('success', hold);
            request.dispatchEvent(new Event('success'));
        };
        return request;
    };
}}, async (browser) => {
    await browser.page.goto(browser.url);
    await says(browser, 'does not open the place where your log is');
    await browser.read('answer(), 0');
    await browser.ready();
    await browser.shows('Before you start');
    assert.equal(await said(browser), '');
}));

test('locks and service workers that are refused keep nobody out', () => withBrowser({before: () => {
    const refuse = async () => {
        throw new DOMException('denied', 'SecurityError');
    };
    navigator.locks.request = refuse;
    navigator.serviceWorker.getRegistration = refuse;
}}, async (browser) => {
    await browser.begin();
}));

/** Serves the app; app.wasm only as far as `allow` says, and cuts it if told to. */
async function withSlowServer(then) {
    const wasm = fs.readFileSync(path.join(DIST, 'app.wasm'));
    let waiting = null;
    let cuts = false;
    const types = {'.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.png': 'image/png'};
    const server = http.createServer((request, response) => {
        const name = new URL(request.url, 'http://localhost').pathname.replace(/\/$/, '/index.html');
        const file = path.join(DIST, name);
        response.setHeader('Content-Type', types[path.extname(name)] ?? 'application/octet-stream');
        if (name !== '/app.wasm' || cuts === null) {
            response.end(fs.existsSync(file) ? fs.readFileSync(file) : '');
            return;
        }
        response.setHeader('Content-Length', wasm.length);
        response.write(wasm.subarray(0, wasm.length / 2));
        waiting = response;
    });
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    const browser = await Browser.open(`http://127.0.0.1:${server.address().port}/`);
    let sent = wasm.length / 2;
    try {
        await then(browser, {
            more: (bytes) => {
                waiting.write(wasm.subarray(sent, sent + bytes));
                sent += bytes;
            },
            rest: () => waiting.end(wasm.subarray(sent)),
            cut: () => {
                waiting.destroy();
                cuts = null;
            },
        });
        assert.deepEqual(browser.complaints, []);
    } finally {
        await browser.close();
        server.closeAllConnections();
        await new Promise((done) => server.close(done));
    }
}

const share = '(() => { const bar = document.getElementById("arrived"); return bar ? bar.value / bar.max : 0; })()';

test('a slow network: progress, and no alarm while bytes arrive; silence is told, and over when they do', () => withSlowServer(async (browser, wasm) => {
    await browser.page.goto(browser.url, {waitUntil: 'commit'});
    await browser.until(`globalThis.surefootStart && ${share} > 0.5`, 'has more than half');
    const before = await browser.read(share);
    assert.ok(before < 0.9, `${before} of it`);
    const bar = browser.page.getByRole('progressbar', {name: 'Loading'});
    await bar.waitFor({state: 'visible'});
    await holdsWithAxe(browser, 'loading');
    for (let i = 0; i < 3; i++) {
        await browser.read('jump(20000)');
        const now = await browser.read(share);
        wasm.more(50000);
        await browser.until(`${share} > ${now}`, 'gets on');
        await browser.until('new Promise((done) => setTimeout(() => done(true), 1100))', 'it was looked at');
        assert.equal(await said(browser), '');
    }
    await browser.read('jump(31000)');
    await says(browser, 'Nothing has come for a while');
    wasm.more(50000);
    await browser.until('!document.getElementById("trouble")?.checkVisibility()', 'takes it back');
    wasm.rest();
    await browser.ready();
    await browser.shows('Before you start');
}));

test('cut off half-way: says so, and comes whole the next time', () => withSlowServer(async (browser, wasm) => {
    await browser.page.goto(browser.url, {waitUntil: 'commit'});
    await browser.until(`globalThis.surefootStart && ${share} > 0.5`, 'has more than half');
    wasm.cut();
    await says(browser, 'A part of Surefoot did not come');
    await tryAgain(browser);
    await browser.ready();
    await browser.shows('Before you start');
    assert.ok(browser.complaints.every((text) => /Network error|ERR_INCOMPLETE|ERR_CONTENT/i.test(text)), String(browser.complaints));
    browser.complaints = [];
}));

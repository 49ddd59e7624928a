// SPDX-License-Identifier: MIT
// Text by an on-screen keyboard, paste and dictation; files by drop; the log by the share sheet.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {withBrowser} from './support.mjs';

async function finished(browser) {
    await browser.begin();
    await browser.startRoutine();
    await browser.skip(150000);
    await browser.screen('finish');
}

async function inNote(browser) {
    await finished(browser);
    const field = (await browser.nodes()).find(({role}) => role === 'field');
    await browser.tap(`#${field.key}`);
    await browser.until('document.activeElement.id === "typing"', 'the keyboard opens');
}

const note = 'surefoot.nodes().find((n) => n.role === "field").value';
const says = (browser, text) => browser.until(`${note} === ${JSON.stringify(text)}`, `says ${text}`);

test('a note is typed, corrected by the keyboard, pasted and kept', () => withBrowser({}, async (browser) => {
    await inNote(browser);
    await browser.page.keyboard.type('Left kne');
    await says(browser, 'Left kne');
    // As a keyboard does that completes words: all of it anew.
    await browser.read(`{
        const field = document.getElementById('typing');
        field.value = 'Left knee ';
        field.dispatchEvent(new InputEvent('input'));
    }`);
    await says(browser, 'Left knee ');
    await browser.cdp.send('Input.insertText', {text: 'was fine, été 👍'});
    await says(browser, 'Left knee was fine, été 👍');
    await browser.page.keyboard.press('Backspace');
    await says(browser, 'Left knee was fine, été ');
    await browser.tap('#done');
    await browser.screen('today');
    await browser.read('surefoot.saved()');
    const download = browser.page.waitForEvent('download');
    await browser.tap('#settings');
    await browser.tap('#export');
    const chunks = [];
    for await (const chunk of await (await download).createReadStream()) {
        chunks.push(chunk);
    }
    assert.match(Buffer.concat(chunks).toString(), /Left knee was fine, été/);
}));

test('the field stays in sight above the keyboard', () => withBrowser({}, async (browser) => {
    await inNote(browser);
    // The keyboard leaves that much: what a phone says through its visual viewport.
    await browser.read(`Object.defineProperties(visualViewport, {height: {value: 500}, offsetTop: {value: 0}});
        visualViewport.dispatchEvent(new Event('resize'));`);
    await browser.until(`(([x, y, w, h]) => y >= 0 && h > 0 && y + h <= 500 * devicePixelRatio)(surefoot.nodes().find((n) => n.role === "field").rect)`, 'is in sight');
}));

test('a log that is dropped is read', () => withBrowser({}, async (browser) => {
    await browser.begin();
    await browser.read(`{
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['{"hello": 1}'], 'junk.json'));
        dispatchEvent(new DragEvent('drop', {dataTransfer, cancelable: true}));
    }`);
    await browser.shows('not an export of Surefoot');
}));

test('a phone shares the log; who turns away gets no download besides', () => withBrowser({before: () => {
    globalThis.shared = [];
    navigator.canShare = () => true;
    navigator.share = async ({files: [file]}) => {
        shared.push([file.name, (await file.text()).length]);
        if (shared.length > 1) {
            throw new DOMException('no', 'AbortError');
        }
    };
}}, async (browser) => {
    await browser.begin();
    await browser.tap('#settings');
    await browser.screen('settings');
    let downloads = 0;
    browser.page.on('download', () => downloads++);
    await browser.tap('#export');
    await browser.until('shared.length === 1', 'shares');
    await browser.tap('#export');
    await browser.until('shared.length === 2', 'shares again');
    const [[name, length]] = await browser.read('shared');
    assert.match(name, /^surefoot-export-\d{4}-\d\d-\d\d\.json$/);
    assert.ok(length > 50);
    assert.equal(downloads, 0);
}));

test('a share sheet that fails is a download', () => withBrowser({before: () => {
    navigator.canShare = () => true;
    navigator.share = async () => {
        throw new DOMException('no', 'NotAllowedError');
    };
}}, async (browser) => {
    await browser.begin();
    await browser.tap('#settings');
    await browser.screen('settings');
    const download = browser.page.waitForEvent('download');
    await browser.tap('#export');
    assert.equal(await (await download).failure(), null);
}));

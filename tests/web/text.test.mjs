// SPDX-License-Identifier: MIT
// Text by an on-screen keyboard, paste and dictation; files by drop; the log by the share sheet.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {PHONE, withBrowser} from './support.mjs';

async function finished(browser) {
    await browser.begin();
    await browser.startRoutine();
    await browser.skip(150000);
    await browser.screen('finish');
}

const NOTE = 'surefoot.nodes().find((n) => n.role === "field")';
const TYPING = 'document.activeElement.id === "typing"';

async function inNote(browser) {
    await finished(browser);
    await browser.tap('#note');
    await browser.until(TYPING, 'the keyboard opens');
}

const says = (browser, text) => browser.until(`${NOTE}.value === ${JSON.stringify(text)}`, `says ${text}`);
const isSame = (browser) => browser.until(`document.getElementById('typing').value === ${NOTE}.value`, 'is the same in both');

/** The share of the width at which the note's first line is tapped. */
async function tapNote(browser, share) {
    const ratio = await browser.read('devicePixelRatio');
    const [x, y, width] = (await browser.node('#note')).rect;
    await browser.page.touchscreen.tap((x + width * share) / ratio, y / ratio + 20);
}

test('a note is typed, corrected by the keyboard, pasted and kept', () => withBrowser({}, async (browser) => {
    await inNote(browser);
    await browser.page.keyboard.type('Left kne');
    await says(browser, 'Left kne');
    // As a keyboard does that completes words: all of it anew.
    await browser.read(`{
        const field = document.getElementById('typing');
        field.setRangeText('knee ', 5, 8, 'end');
        field.dispatchEvent(new InputEvent('input'));
    }`);
    await says(browser, 'Left knee ');
    await browser.cdp.send('Input.insertText', {text: 'was fine, été 👍'});
    await says(browser, 'Left knee was fine, été 👍');
    await browser.page.keyboard.press('Backspace');
    await says(browser, 'Left knee was fine, été ');
    await browser.page.keyboard.press('Enter');
    await browser.until(`!(${TYPING})`, 'is done');
    await browser.tap('#done');
    await browser.screen('today');
    await browser.read('surefoot.saved()');
    assert.match(await browser.exported(), /Left knee was fine, été/);
}));

test('the caret is where the finger, the arrows and the selection are', () => withBrowser({}, async (browser) => {
    const {keyboard} = browser.page;
    await inNote(browser);
    await keyboard.type('été');
    await tapNote(browser, 0.02);
    await browser.until('document.getElementById("typing").selectionStart === 0', 'the caret follows the finger');
    await keyboard.type('In ');
    await says(browser, 'In été');
    await keyboard.press('End');
    await keyboard.press('ArrowLeft');
    await keyboard.type('x');
    await says(browser, 'In étxé');
    await keyboard.press('Backspace');
    await keyboard.press('Delete');
    await says(browser, 'In ét');
    await keyboard.press('Shift+Home');
    await keyboard.press('Control+C');
    await keyboard.type('-');
    await says(browser, '-');
    await keyboard.press('Control+V');
    await keyboard.press('Control+V');
    await says(browser, '-In étIn ét');
    await isSame(browser);
}));

test('letters that are composed are there while they are', () => withBrowser({}, async (browser) => {
    await inNote(browser);
    await browser.page.keyboard.type('a!');
    await browser.page.keyboard.press('ArrowLeft');
    for (const text of ['h', 'ひ', 'ひざ']) {
        await browser.cdp.send('Input.imeSetComposition', {text, selectionStart: text.length, selectionEnd: text.length});
        await says(browser, `a${text}!`);
    }
    await browser.cdp.send('Input.insertText', {text: '膝'});
    await says(browser, 'a膝!');
    await isSame(browser);
}));

test('a note that is too long is cut in both', () => withBrowser({}, async (browser) => {
    await inNote(browser);
    await browser.cdp.send('Input.insertText', {text: 'é'.repeat(1500)});
    await says(browser, 'é'.repeat(1000));
    await isSame(browser);
    await browser.page.keyboard.press('Backspace');
    await says(browser, 'é'.repeat(999));
}));

test('a keyboard that was put away comes back with a tap into the field', () => withBrowser({}, async (browser) => {
    await inNote(browser);
    await browser.page.keyboard.type('ab');
    // As on Android, where the field keeps the focus; a keyboard opens by a call of focus().
    await browser.read(`document.getElementById('typing').focus = function () {
        globalThis.opened = true;
        HTMLElement.prototype.focus.call(this);
    }; 0`);
    await browser.tap('#note');
    await browser.until('globalThis.opened', 'opens again');
    // As on iOS, where it loses it.
    await browser.read('document.activeElement.blur()');
    await browser.until(`${NOTE}.focused === false || !(${TYPING})`, 'is left');
    await browser.read('globalThis.opened = false');
    await browser.tap('#note');
    await browser.until('globalThis.opened', 'opens once more');
    await browser.page.keyboard.type('c');
    await says(browser, 'abc');
}));

/** The keyboard leaves that much of the height: what a phone says through its visual viewport. */
const open = (browser, height) => browser.read(`Object.defineProperties(visualViewport, {height: {value: ${height}}, offsetTop: {value: 0}});
    visualViewport.dispatchEvent(new Event('resize'));`);
const isAbove = (browser, height) => browser.until(
    `(([x, y, w, h]) => y >= 0 && h >= 48 * devicePixelRatio && y + h <= ${height} * devicePixelRatio)(${NOTE}.rect)`, 'is in sight');

test('the field stays in sight above the keyboard', () => withBrowser({}, async (browser) => {
    await inNote(browser);
    await open(browser, 500);
    await isAbove(browser, 500);
}));

test('and on a phone on its side', () => withBrowser({device: {...PHONE, viewport: {width: 915, height: 412}}}, async (browser) => {
    await inNote(browser);
    await open(browser, 180);
    await isAbove(browser, 180);
    await browser.page.keyboard.type('It pulled on the stairs in the morning, later it was fine. Slept well.');
    await isAbove(browser, 180);
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

// SPDX-License-Identifier: MIT
// Names in other scripts: Inter draws what it has, the browser what it lacks.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {LARGE_PHONE, withBrowser} from './support.mjs';

const HEBREW = 'תרגילים לברך ימין 3×10 (בוקר)';
const ARABIC = 'تمارين الركبة اليمنى ٣×١٠';
const JAPANESE = '膝の運動プログラム・朝の体操';
const THAI = 'ท่าบริหารเข่า';
const HINDI = 'घुटने का व्यायाम';
const EMOJI = '🦵🦵👩‍👩‍👧 ok';
const VIETNAMESE = 'Bài tập đầu gối';

/** Keeps what the browser was asked to draw. */
function watchLetters() {
    globalThis.lettersDrawn = [];
    const {fillText} = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...at) {
        globalThis.lettersDrawn.push({text, direction: this.direction, font: this.font});
        return fillText.call(this, text, ...at);
    };
}

async function follow(browser, name) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'surefoot-letters-'));
    const file = path.join(folder, 'name.surefoot.json');
    fs.writeFileSync(file, JSON.stringify({
        program: 1, id: 'name', title: name,
        routines: [{id: 'r', title: name, weekly: {times: 7}, steps: [{exercise: 'bridge', name, sets: 1}]}],
    }));
    await browser.tap('Settings');
    await browser.shows('Add a log or a program');
    const chooser = browser.page.waitForEvent('filechooser');
    await browser.tap('#import');
    await (await chooser).setFiles(file);
    await browser.until('globalThis.surefoot === undefined || !surefoot.nodes().some((n) => n.key === "import")', 'opens again');
    fs.rmSync(folder, {recursive: true});
    await browser.ready();
    await browser.screen('programs');
    await browser.shows(name);
}

/** The dark and the coloured pixels where the name stands. */
async function inkOf(browser, name) {
    const ratio = await browser.read('devicePixelRatio');
    const {rect} = (await browser.nodes()).find((node) => node.label === name && node.rect[2] > 0 && node.rect[3] > 0);
    const [x, y, width, height] = rect.map((px) => px / ratio);
    const picture = await browser.page.screenshot({clip: {x, y, width, height}});
    if (process.env.SUREFOOT_LETTERS) {
        fs.writeFileSync(path.join(process.env.SUREFOOT_LETTERS, `${name.slice(0, 6)}.png`), await browser.page.screenshot());
    }
    return browser.read(`(async () => {
        const bytes = Uint8Array.from(atob('${picture.toString('base64')}'), (c) => c.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], {type: 'image/png'}));
        const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
        context.drawImage(image, 0, 0);
        const {data} = context.getImageData(0, 0, image.width, image.height);
        const ink = {dark: 0, coloured: 0};
        for (let i = 0; i < data.length; i += 4) {
            ink.dark += Math.max(data[i], data[i + 1], data[i + 2]) < 90 ? 1 : 0;
            ink.coloured += data[i] > data[i + 2] + 100 ? 1 : 0;
        }
        return ink;
    })()`);
}

const drawn = (browser) => browser.read('lettersDrawn');

for (const [script, name, direction] of [['Hebrew', HEBREW, 'rtl'], ['Arabic', ARABIC, 'rtl'],
    ['Japanese', JAPANESE, 'ltr'], ['Thai', THAI, 'ltr'], ['Hindi', HINDI, 'ltr']]) {
    test(`${script} is drawn by the browser`, () => withBrowser({device: LARGE_PHONE, before: watchLetters}, async (browser) => {
        await browser.begin();
        await follow(browser, name);
        assert.ok((await inkOf(browser, name)).dark > 300);
        // What says that it was added begins in English.
        const lines = (await drawn(browser)).filter(({text}) => !text.startsWith('Added: '));
        assert.ok(lines.length > 0);
        for (const line of lines) {
            assert.ok(name.includes(line.text.replace(/…$/, '')), line.text);
            assert.equal(line.direction, direction);
            assert.match(line.font, /Surefoot Inter/);
        }
    }));
}

test('emoji have their colours', () => withBrowser({device: LARGE_PHONE, before: watchLetters}, async (browser) => {
    await browser.begin();
    await follow(browser, EMOJI);
    const ink = await inkOf(browser, EMOJI);
    assert.ok(ink.coloured > 300, JSON.stringify(ink));
    assert.ok(ink.dark > 50, JSON.stringify(ink));
}));

test('Vietnamese and plain pages are Inter\'s alone', () => withBrowser({device: LARGE_PHONE, before: watchLetters}, async (browser) => {
    await browser.begin();
    await follow(browser, VIETNAMESE);
    assert.ok((await inkOf(browser, VIETNAMESE)).dark > 300);
    assert.deepEqual(await drawn(browser), []);
    assert.equal(await browser.read('document.fonts.size'), 0);
}));

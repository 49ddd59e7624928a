// SPDX-License-Identifier: MIT
// What the device says of itself and of its person: colours, contrast, edges, pixels.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {PHONE, sleep, withBrowser} from './support.mjs';

/** Red, green and blue on screen, at css px. */
async function color(browser, x, y) {
    const picture = await browser.page.screenshot({clip: {x, y, width: 1, height: 1}});
    return browser.read(`new Promise((done) => {
        const image = new Image();
        image.onload = () => {
            const canvas = document.createElement('canvas');
            canvas.width = canvas.height = 1;
            const context = canvas.getContext('2d');
            context.drawImage(image, 0, 0);
            done([...context.getImageData(0, 0, 1, 1).data].slice(0, 3));
        };
        image.src = 'data:image/png;base64,${picture.toString('base64')}';
    })`);
}

/** Waits for the page's own colour at its left edge. */
async function becomes(browser, wanted, what) {
    let seen;
    for (let i = 0; i < 60; i++) {
        seen = await color(browser, 2, 300);
        if (seen.every((value, channel) => Math.abs(value - wanted[channel]) <= 2)) {
            return;
        }
        await sleep(50);
    }
    assert.fail(`${what}: the page is ${seen}, not ${wanted}`);
}

test('colour scheme, contrast and colours of one\'s own are followed at once', () => withBrowser({}, async (browser) => {
    await browser.begin();
    const media = (wishes) => browser.page.emulateMedia(wishes);
    await becomes(browser, [0xF8, 0xF4, 0xEC], 'light');
    await media({colorScheme: 'dark'});
    await becomes(browser, [0x1A, 0x14, 0x12], 'dark');
    await media({contrast: 'more'});
    await becomes(browser, [0, 0, 0], 'dark with more contrast');
    await media({colorScheme: 'light'});
    await becomes(browser, [255, 255, 255], 'light with more contrast');
    await media({contrast: 'no-preference'});
    await becomes(browser, [0xF8, 0xF4, 0xEC], 'light again');
    await media({forcedColors: 'active'});
    await becomes(browser, [255, 255, 255], 'forced colours');
    await browser.tap('#programs');
    await browser.screen('programs');
}));

const ground = (browser) => browser.read(`[getComputedStyle(document.body).backgroundColor,
    ...new Set([...document.querySelectorAll('meta[name="theme-color"]')].map((meta) => meta.content))].join(' ')`);

async function grounds(browser, wanted) {
    for (let i = 0; i < 100 && await ground(browser) !== wanted; i++) {
        await sleep(30);
    }
    assert.equal(await ground(browser), wanted);
}

test('the page and the bars have the colour of what is shown, the start page too', () => withBrowser({}, async (browser) => {
    await browser.begin();
    await grounds(browser, 'rgb(248, 244, 236) #f8f4ec');
    await browser.tap('#settings');
    await browser.screen('settings');
    await browser.tap('#theme-2');
    await grounds(browser, 'rgb(26, 20, 18) #1a1412');
    await browser.read('surefoot.saved()');
    // Only the start page comes.
    await browser.page.route('**/main.js', () => {});
    await browser.page.reload({waitUntil: 'commit'});
    await browser.until('document.readyState === "interactive" && globalThis.surefoot === undefined', 'has its start page');
    assert.equal(await ground(browser), 'rgb(26, 20, 18) #1a1412');
    await becomes(browser, [26, 20, 18], 'the start page');
    await browser.page.unroute('**/main.js');
    await browser.page.reload();
    await browser.ready();
    await browser.startRoutine();
    const [red, green, blue] = await color(browser, 2, 2);
    await grounds(browser, `rgb(${red}, ${green}, ${blue}) #${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`);
}));

test('sound over the switch at the side is offered where the browser can, and off until somebody wants it', () => withBrowser({before: () => {
    navigator.audioSession = {type: 'auto'};
}}, async (browser) => {
    await browser.begin();
    await browser.tap('#settings');
    await browser.screen('settings');
    await browser.tap('#sound');
    await browser.screen('sound');
    assert.equal(await browser.read('navigator.audioSession.type'), 'auto');
    await browser.tap('#over-silence');
    await browser.until('navigator.audioSession.type === "playback"', 'sounds');
    await browser.read('surefoot.saved()');
    await browser.page.reload();
    await browser.ready();
    assert.equal(await browser.read('navigator.audioSession.type'), 'playback');
}));

test('where no browser can, it is not offered', () => withBrowser({}, async (browser) => {
    await browser.begin();
    await browser.tap('#settings');
    await browser.screen('settings');
    await browser.tap('#sound');
    await browser.screen('sound');
    assert.equal(await browser.node('#over-silence'), undefined);
}));

test('reduced motion is followed at once: a figure holds still', () => withBrowser({}, async (browser) => {
    await browser.begin();
    await browser.tap('All exercises');
    await browser.screen('library');
    await browser.tap((await browser.nodes()).find(({role, key}) => role === 'button' && key.includes('bridge')).label);
    await browser.screen('exercise');
    await sleep(1000);
    const steps = async () => {
        const before = await browser.read('surefoot.steps()');
        await sleep(1000);
        return await browser.read('surefoot.steps()') - before;
    };
    assert.ok(await steps() > 5, 'moves');
    await browser.page.emulateMedia({reducedMotion: 'reduce'});
    await sleep(300);
    assert.ok(await steps() <= 2, 'holds still');
    await browser.page.emulateMedia({reducedMotion: 'no-preference'});
    await sleep(300);
    assert.ok(await steps() > 5, 'moves again');
}));

test('nothing is under a notch or a home bar', () => withBrowser({}, async (browser) => {
    const insets = {top: 47, bottom: 34, left: 0, right: 0};
    await browser.cdp.send('Emulation.setSafeAreaInsetsOverride', {insets});
    await browser.begin();
    const inside = async () => {
        const ratio = await browser.read('devicePixelRatio');
        const [screen, ...nodes] = await browser.nodes();
        const [, , width, height] = screen.rect;
        for (const {rect: [x, y, w, h], role, key, label} of nodes) {
            if (['button', 'toggle', 'option', 'heading', 'timer'].includes(role) && w > 0 && !(w >= width && h > height / 2)) {
                assert.ok(y >= insets.top * ratio - 1, `${key} ${label} is below the notch`);
                assert.ok(x >= insets.left * ratio - 1 && x + w <= width - insets.right * ratio + 1, `${key} ${label} is beside it`);
            }
        }
        return {nodes, height, ratio};
    };
    await inside();
    await browser.startRoutine();
    const {nodes, height, ratio} = await inside();
    for (const {rect: [, y, , h], key, role} of nodes.filter((node) => node.role === 'button')) {
        assert.ok(h > height / 2 || y + h <= height - insets.bottom * ratio + 1, `${role} ${key} is above the home bar`);
    }
    Object.assign(insets, {top: 0, bottom: 21, left: 47, right: 47});
    await browser.cdp.send('Emulation.setSafeAreaInsetsOverride', {insets});
    await browser.page.setViewportSize({width: 915, height: 412});
    await browser.until(`surefoot.nodes()[0].rect[2] === ${Math.floor(915 * PHONE.deviceScaleFactor)}`, 'turns');
    await inside();
}));

for (const deviceScaleFactor of [1, 1.5, 4]) {
    test(`${deviceScaleFactor} px a css px: sharp, and a finger hits`, () => withBrowser({device: {...PHONE, deviceScaleFactor}}, async (browser) => {
        await browser.begin();
        const [screen] = await browser.nodes();
        assert.deepEqual(screen.rect.slice(2), [Math.floor(412 * deviceScaleFactor), Math.floor(915 * deviceScaleFactor)]);
        assert.ok(await browser.paints());
        await browser.startRoutine();
        await browser.tap('#close');
        await browser.until('surefoot.nodes().some((n) => n.role === "dialog")', 'asks');
    }));
}

test('no finger zooms, scrolls or reloads the page', () => withBrowser({}, async (browser) => {
    await browser.begin();
    const touch = (type, ...points) => browser.cdp.send('Input.dispatchTouchEvent', {
        type, touchPoints: points.map(([x, y], id) => ({x, y, id})),
    });
    await browser.read('globalThis.old = true');
    await touch('touchStart', [150, 400], [250, 400]);
    for (let i = 1; i <= 10; i++) {
        await touch('touchMove', [150 - 10 * i, 400], [250 + 10 * i, 400]);
    }
    await touch('touchEnd');
    await touch('touchStart', [200, 100]);
    for (let i = 1; i <= 20; i++) {
        await touch('touchMove', [200, 100 + 30 * i]);
    }
    await touch('touchEnd');
    await sleep(300);
    assert.deepEqual(await browser.read('[old, visualViewport.scale, scrollY, visualViewport.offsetTop]'), [true, 1, 0, 0]);
    await browser.screen('today');
}));

// SPDX-License-Identifier: MIT
// How the system opens the app: shortcuts, and files of ours.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {DIST, sleep, withBrowser} from './support.mjs';

const program = (title, more = {}) => JSON.stringify({
    program: 1, id: 'mine', title,
    routines: [{id: 'evening', title: 'Evening', weekly: {times: 3}, steps: [{exercise: 'bridge', sets: 2}]}],
    ...more,
});
const TITLE = 'From my physiotherapist';
const PROGRAM = program(TITLE);

/** Runs in the page before all else: the system's queue, so that a test can launch. */
function queue() {
    Object.defineProperty(globalThis, 'launchQueue', {value: {setConsumer: (heed) => {
        globalThis.launch = (to, ...texts) => heed({
            targetURL: new URL(to, location.href).href,
            files: texts.map((text, i) => ({getFile: async () => {
                if (text === null) {
                    throw new DOMException('gone', 'NotFoundError');
                }
                return new File([text], `${i}.surefoot.json`);
            }})),
        });
    }}});
}

const manifest = JSON.parse(fs.readFileSync(path.join(DIST, 'manifest.webmanifest'), 'utf8'));

async function visit(browser, start) {
    await browser.page.goto(new URL(start, browser.url).href);
    await browser.ready();
}

async function throughStanceSafety(browser) {
    await browser.screen('stance_safety');
    await browser.tap('#continue');
    await browser.screen('player');
}

const launch = (browser, ...what) => browser.read(`launch(${JSON.stringify(what).slice(1, -1)})`);

/** Opens files with the app, which then opens anew. */
async function openWith(browser, ...texts) {
    await browser.read('globalThis.old = true');
    await launch(browser, './', ...texts);
    await browser.until('!globalThis.old && globalThis.surefoot !== undefined', 'opens again');
}

/** What is said and not read yet. */
const notice = (browser) => browser.read(`(() => {
    const nodes = surefoot.nodes();
    return nodes[nodes.findIndex((n) => n.key === 'notice-ok') - 1]?.label ?? '';
})()`);

/** The size that a PNG says it has. */
function sizeOf(file) {
    const bytes = fs.readFileSync(path.join(DIST, file));
    return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
}

test('every picture of the manifest has its size; a shortcut has one of its own', () => {
    const icons = [...manifest.icons, ...manifest.screenshots, ...manifest.shortcuts.flatMap((shortcut) => shortcut.icons)];
    for (const {src, sizes} of icons) {
        assert.equal(sizeOf(src), sizes, src);
    }
    assert.equal(new Set(icons.map(({src}) => src)).size, icons.length);
    assert.deepEqual(manifest.shortcuts.map(({icons: [{sizes}]}) => sizes), ['96x96', '96x96']);
});

test('what only an install asks for is not kept for the road; each splash is there in the size it names', () => {
    assert.doesNotMatch(fs.readFileSync(path.join(DIST, 'sw.js'), 'utf8'), /install\//);
    const page = fs.readFileSync(path.join(DIST, 'index.html'), 'utf8');
    const links = [...page.matchAll(/startup-image" href="([^"]+)" media="\(device-width: (\d+)px\) and \(device-height: (\d+)px\) and \(-webkit-device-pixel-ratio: (\d)\)/g)];
    assert.ok(links.length >= 20);
    for (const [, file, width, height, ratio] of links) {
        assert.equal(sizeOf(file), `${width * ratio}x${height * ratio}`, file);
    }
});

test('files from the share sheet are taken, and each once', () => withBrowser({}, async (browser) => {
    await browser.begin();
    await browser.cached();
    await browser.page.reload();
    await browser.ready();
    const {action, method, params: {files: [{name}]}} = manifest.share_target;
    await browser.read(`(() => {
        const data = new FormData();
        data.append('${name}', new File([${JSON.stringify(PROGRAM)}], 'mine.surefoot.json'));
        data.append('${name}', new File(['{"hello": 1}'], 'junk.json'));
        return fetch('${action}', {method: '${method}', body: data, redirect: 'manual'}).then(() => 0);
    })()`);
    await browser.page.goto(browser.url);
    await browser.shows(`Added: ${TITLE}`);
    assert.match(await notice(browser), /Nothing was added/);
    await browser.tap('#notice-ok');
    await browser.page.reload();
    await browser.ready();
    await browser.screen('today');
    assert.equal(await browser.read('caches.has("shared-with-surefoot")'), false);
    assert.equal(await notice(browser), '');
}));

test('on iOS the home screen is named once, and not there', () => withBrowser({before: () => {
    Object.defineProperty(navigator, 'standalone', {value: localStorage.getItem('installed') !== null});
}}, async (browser) => {
    await browser.begin();
    await browser.shows('Add to Home Screen');
    await browser.tap('#notice-ok');
    await browser.page.reload();
    await browser.ready();
    await browser.screen('today');
    assert.equal(await notice(browser), '');
    await browser.read('localStorage.clear(), localStorage.setItem("installed", 1)');
    await browser.page.reload();
    await browser.ready();
    await browser.screen('today');
    assert.equal(await notice(browser), '');
}));

test('installed, the browser brings shortcuts and files to the one window', () => withBrowser({}, async (browser) => {
    await browser.begin();
    await browser.read('surefoot.saved()');
    const mine = path.join(browser.profile, 'mine.surefoot.json');
    const log = path.join(browser.profile, 'surefoot-export-2026-11-21.json');
    fs.writeFileSync(mine, PROGRAM);
    fs.writeFileSync(log, '{"hello": 1}');
    const app = {manifestId: browser.url};
    const {installabilityErrors} = await browser.cdp.send('Page.getInstallabilityErrors');
    assert.deepEqual(installabilityErrors, []);
    await browser.cdp.send('PWA.install', app);
    const before = browser.page;
    await browser.watch(await browser.context.newPage());
    await before.close();
    await browser.cdp.send('PWA.launch', {...app, url: new URL(manifest.shortcuts[0].url, browser.url).href});
    const ours = () => browser.context.pages().filter((page) => page.url() === browser.url);
    for (let i = 0; i < 100 && ours().length === 0; i++) {
        await sleep(50);
    }
    await browser.watch(ours()[0]);
    await browser.screen('today');
    await browser.cdp.send('PWA.launch', {...app, url: new URL(manifest.shortcuts[1].url, browser.url).href});
    await browser.screen('stance_safety');
    await browser.cdp.send('PWA.launchFilesInApp', {...app, files: [mine]});
    await browser.shows(TITLE);
    await browser.cdp.send('PWA.launchFilesInApp', {...app, files: [log]});
    await browser.tap('#back');
    await browser.shows('not an export of Surefoot');
    assert.equal(ours().length, 1);
}));

test('a faulty edition leaves the program that is there; without a good id there is none', () => withBrowser({before: queue}, async (browser) => {
    await browser.begin();
    await openWith(browser, PROGRAM);
    await browser.screen('programs');
    await browser.tap('#back');
    await browser.screen('today');
    const bad = {routines: [{id: 'evening', title: 'Evening', steps: [{exercise: 'bridge', sets: -2}]}]};
    for (const [more, why] of [[bad, 'sets'], [{...bad, id: 'new'}, 'sets'], [{id: 'Mine!'}, 'Line 1'], [{id: undefined}, '"id" is missing'], [{id: 7}, 'Line 1']]) {
        await launch(browser, './', program('Another edition', more));
        await browser.shows('This program cannot be followed as it is');
        await browser.shows('Line 1, column');
        await browser.shows(why);
        assert.doesNotMatch(await notice(browser), /\/|\.json/, 'no paths');
        await browser.tap('#notice-ok');
    }
    await browser.read('surefoot.saved()');
    await browser.page.reload();
    await browser.ready();
    await browser.tap('#programs');
    await browser.shows(TITLE);
    assert.equal((await browser.nodes()).filter(({label}) => label === 'Another edition').length, 0);
}));

test('of several files each is told, a good one after a bad one too', () => withBrowser({before: queue}, async (browser) => {
    await browser.begin();
    await openWith(browser, program('Nobody\'s', {id: undefined}), PROGRAM, null, '{"hello": 1}', program('Another one', {id: 'an_other'}));
    await browser.screen('programs');
    const said = await notice(browser);
    for (const part of ['This program cannot be followed', '"id" is missing', 'This file could not be read', 'Nothing was added from this file',
        `Added: ${TITLE}`, 'Added: Another one']) {
        assert.ok(said.includes(part), `${part} in ${said}`);
    }
    await browser.tap('#notice-ok');
    await browser.page.reload();
    await browser.ready();
    assert.equal(await notice(browser), '');
}));

test('the brush shortcut starts brushing, after the page about standing safely the first time', () => withBrowser({}, async (browser) => {
    await browser.begin();
    await visit(browser, './?start=brush');
    await browser.screen('stance_safety');
    assert.equal(await browser.read('location.search'), '');
    await browser.back();
    await browser.screen('today');
    await visit(browser, './?start=brush');
    await throughStanceSafety(browser);
    await browser.skip(4000);
    await browser.read('surefoot.saved()');
    await visit(browser, './?start=today');
    await browser.screen('resume');
}));

test('before the safety page a shortcut begins nothing', () => withBrowser({}, async (browser) => {
    await visit(browser, './?start=brush');
    await browser.screen('safety');
    await browser.tap('None of these');
    await browser.screen('today');
}));

test('a shortcut reaches the app that is open, and no routine is lost to it', () => withBrowser({before: queue}, async (browser) => {
    await browser.begin();
    await browser.tap('#settings');
    await browser.screen('settings');
    await launch(browser, './');
    await browser.screen('settings');
    await launch(browser, './?start=today');
    await browser.screen('today');
    await launch(browser, './?start=brush');
    await throughStanceSafety(browser);
    await launch(browser, './?start=today');
    await browser.screen('player');
    await browser.page.reload();
    await browser.ready();
    await browser.screen('resume');
}));

test('programs that the system opens with us are shown, and there for good', () => withBrowser({before: queue}, async (browser) => {
    await browser.begin();
    await openWith(browser, PROGRAM, program('Another one', {id: 'an_other'}));
    await browser.screen('programs');
    await browser.shows(TITLE);
    await browser.shows('Another one');
    await browser.tap('#back');
    await browser.screen('today');
    await browser.read('globalThis.old = true');
    await launch(browser, './', PROGRAM);
    await browser.screen('programs');
    assert.equal(await browser.read('old'), true, 'the same again changes nothing');
    await openWith(browser, program('A newer edition'));
    await browser.shows('A newer edition');
    await browser.shows('Added: A newer edition');
}));

test('a file that cannot be read says so, and the others are taken', () => withBrowser({before: queue}, async (browser) => {
    await browser.begin();
    await launch(browser, './', null);
    await browser.shows('This file could not be read');
    await browser.tap('#notice-ok');
    await browser.read(`launch('./', 'x'.repeat(5000000))`);
    await browser.shows('Nothing was added from this file');
    await openWith(browser, null, PROGRAM);
    await browser.shows(TITLE);
    assert.match(await notice(browser), /could not be read[^]*Added: From my/);
}));

test('a program is not lost in a routine, and comes the next time', () => withBrowser({before: queue}, async (browser) => {
    await browser.begin();
    await browser.startRoutine();
    await launch(browser, './', PROGRAM);
    await browser.skip(150000);
    await browser.screen('finish');
    await browser.tap('#done');
    await browser.shows('The program is saved');
    await browser.read('surefoot.saved()');
    await browser.restart();
    await browser.visit();
    await browser.tap('#programs');
    await browser.shows(TITLE);
}));

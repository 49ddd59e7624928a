// SPDX-License-Identifier: MIT
// The app for those who do not see or touch it: every page under axe, by keyboard, by screen reader.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import {createRequire} from 'node:module';
import {test} from 'node:test';
import {PHONE, sleep, withBrowser} from './support.mjs';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DESKTOP = {viewport: {width: 1024, height: 768}, deviceScaleFactor: 1, hasTouch: true};

/** The real controls are there once they say what the app's tree says. */
const settled = (browser) => browser.until(`{
    const names = surefoot.nodes().filter((n) => n.role === 'button').map((n) => n.label);
    const mirrored = [...document.querySelectorAll('#mirror button:not([role])')].map((b) => b.textContent);
    names.length === mirrored.length && names.every((name, i) => mirrored[i].startsWith(name));
}`, 'is mirrored');

/** What a screen reader or a switch does: a click that no finger made. */
const click = (browser, name) => browser.read(`[...document.querySelectorAll('#mirror button')]
    .find((button) => button.textContent.startsWith(${JSON.stringify(name)})).click()`);

async function finds(browser, where) {
    await settled(browser);
    const faults = await browser.read(`axe.run(document).then(({violations}) =>
        violations.map(({id, nodes}) => id + ': ' + nodes.map((node) => node.html.slice(0, 120)).join(' | ')))`);
    assert.deepEqual(faults, [], where);
    assert.equal(await browser.read('document.querySelectorAll("h1").length'), 1, `${where} has a name`);
}

/** Taps and looks: [what to tap, the screen that comes, what it shows]. */
async function walk(browser, steps) {
    for (const [tap, screen, shows] of steps) {
        if (tap) {
            await browser.tap(tap);
        }
        await browser.screen(screen);
        await browser.shows(shows);
        await finds(browser, `${screen} after ${tap}`);
    }
}

const WITH_AXE = {before: `globalThis.loadAxe = () => { ${AXE} };`};

test('axe finds nothing on any page', () => withBrowser(WITH_AXE, async (browser) => {
    await browser.visit();
    await browser.read('loadAxe()');
    await walk(browser, [
        [null, 'safety', 'Before you start'],
        ['#flag.injury', 'safety', 'Before you start'],
        ['#continue', 'referral', 'Please'],
        ['#back', 'today', 'What to do now'],
        ['#balance', 'balance', 'What to do now'],
        ['#back', 'today', 'What to do now'],
        ['#referral', 'referral', 'What you answered today'],
        ['#review', 'safety', 'Before you start'],
        ['#flag.injury', 'safety', 'None of these'],
        ['#continue', 'today', 'See programs'],
        ['#choose', 'programs', 'Desk knee'],
        ['#follow', 'programs', 'Desk knee'],
        ['#quad-hold', 'routine', 'Seated quad hold'],
        ['#seated-quad-hold', 'exercise', 'Seated quad hold'],
        ['#back', 'routine', 'Start'],
        ['#back', 'programs', 'Desk knee'],
        ['#library', 'library', 'Bridge'],
        ['#back', 'programs', 'Desk knee'],
        ['#back', 'today', 'Today'],
        ['#knees', 'knees', 'Save'],
        ['#left-3', 'knees', 'Save'],
        ['#back', 'today', 'Today'],
        ['#settings', 'settings', 'Settings'],
        ['#erase', 'settings', 'Cancel'],
        ['#erase-no', 'settings', 'Settings'],
        ['#sound', 'sound', 'Sound check'],
        ['#back', 'settings', 'Settings'],
        ['#back', 'today', 'Today'],
        ['Your days', 'streak', 'Your days'],
        ['#status', 'streak', 'Save'],
        ['#cancel', 'streak', 'Your days'],
        ['#back', 'today', 'Today'],
    ]);
}));

test('axe finds nothing in a routine', () => withBrowser({...WITH_AXE, device: PHONE}, async (browser) => {
    await browser.begin();
    await browser.read('loadAxe()');
    await browser.startRoutine();
    await walk(browser, [
        [null, 'player', 'Get ready'],
        ['#hurts', 'player', 'Thank you for noticing'],
        ['#hurt-back', 'player', 'It hurts'],
        ['#lock', 'player', 'Locked'],
    ]);
    await browser.read('surefoot.activate(surefoot.nodes().find((n) => n.key === "locked").id)');
    await browser.until('surefoot.nodes().some((n) => n.key === "screen")', 'is unlocked');
    await walk(browser, [
        ['#screen', 'player', 'Paused'],
        ['#how', 'player', 'Close'],
        ['#how-close', 'player', 'Paused'],
        ['#close', 'player', 'Stop here?'],
    ]);
    await browser.read('surefoot.saved()');
    await browser.page.reload();
    await browser.ready();
    await browser.read('loadAxe()');
    await walk(browser, [
        [null, 'resume', 'in the middle of this'],
        ['#discard', 'resume', 'Cancel'],
        ['#discard-no', 'resume', 'in the middle of this'],
        ['#finish', 'finish', 'Done'],
    ]);
}));

test('axe finds nothing in the tests of balance and of a squat', () => withBrowser(WITH_AXE, async (browser) => {
    await browser.begin();
    await browser.read('loadAxe()');
    await walk(browser, [
        ['#balance', 'balance', 'Balance'],
        ['#test', 'stance_safety', 'None of these'],
        ['#continue', 'balance_setup', 'Start'],
        ['#start', 'player', 'Get ready'],
    ]);
    await browser.skip(9000);
    await walk(browser, [[null, 'player', 'Touch anywhere to stop']]);
    await click(browser, 'Touch anywhere to stop');
    await browser.shows('What ended it?');
    await walk(browser, [
        [null, 'player', 'What ended it?'],
        ['#close', 'player', 'Stop and save'],
        ['#stop', 'balance_result', 'Done'],
        ['#done', 'today', 'Today'],
        ['#balance', 'balance', 'Balance'],
        ['#charts', 'balance_charts', 'Left leg'],
        ['#back', 'balance', 'Balance'],
        ['#squat', 'squat', 'Left knee'],
        ['#left-0', 'squat', 'Left knee'],
        ['#right-0', 'squat', 'Start'],
        ['#start', 'player', 'Get ready'],
    ]);
    await browser.skipTo('squat_score');
    await walk(browser, [[null, 'squat_score', 'squat 1 of 5']]);
    for (let i = 0; i < 10; i++) {
        await browser.tap('#steady');
        if (i === 0) {
            await browser.until('document.getElementById("news").textContent === "Left leg, squat 2 of 5"', 'says the next one');
        }
    }
    await walk(browser, [
        [null, 'squat_score', 'Done'],
        ['#done', 'today', 'Today'],
        ['#balance', 'balance', 'Balance'],
        ['#brush', 'player', 'Get ready'],
    ]);
    await browser.skipTo('brush_done');
    await walk(browser, [[null, 'brush_done', 'Done']]);
}));

test('axe finds nothing where the log or a program is broken', () => withBrowser(WITH_AXE, async (browser) => {
    await browser.begin();
    await browser.read('surefoot.saved()');
    /** Changes a file as it is kept, with the app open or not, and opens the app anew. */
    const change = async (file, how) => {
        await browser.read(`new Promise((done) => {
            indexedDB.open('surefoot').onsuccess = ({target: {result}}) => {
                const transaction = result.transaction('files', 'readwrite');
                const files = transaction.objectStore('files');
                files.get('/data/${file}').onsuccess = ({target: {result: bytes}}) => {
                    files.put((${how})(bytes), '/data/${file}');
                };
                transaction.oncomplete = () => done(true);
            };
        })`);
        await browser.page.reload();
        await browser.ready();
        await browser.read('loadAxe()');
    };
    await change('programs/mine.surefoot.json', () => new TextEncoder().encode('{"program": 1, "id": "mine"}'));
    await browser.tap('#problems');
    await walk(browser, [[null, 'problems', 'mine']]);
    await change('surefoot.db', (bytes) => {
        const version = 60;
        bytes[version] = 1;
        return bytes;
    });
    await walk(browser, [[null, 'log_state', '']]);
    await change('surefoot.db', (bytes) => bytes.fill(1));
    await walk(browser, [
        [null, 'safety', 'Before you start'],
        ['#continue', 'today', 'set aside'],
    ]);
}));

/** Adds an export: a session 20 days ago, and days that were marked; the last of them are rest, and hold today. */
async function addMarkedDays(browser) {
    const device = '01a1fce7-9d80-71be-b871-71c3e08549cb';
    const day = (ago) => new Date(Date.now() - ago * 86400000).toISOString().slice(0, 10);
    const fact = (number, ago, body) => ({
        id: `01a1fce7-9d80-7000-8000-00000000000${number}`, device, at: `${day(ago)}T08:00:00.000Z`, day: day(ago), ...body,
    });
    const facts = [
        fact(1, 30, {kind: 'follow', program: 'desk-knee', hash: '', following: true}),
        fact(2, 20, {kind: 'session', program: 'desk-knee', program_hash: '', routine: 'quad-hold',
            title: 'Seated quad hold', duration_ms: 600000, work_ms: 600000, end: 'added', effort: 'none',
            first_side: 'none', sets_done: 1, sets_planned: 1}),
        fact(3, 15, {kind: 'status', status: 'sick', from: day(15), to: day(15)}),
        fact(4, 10, {kind: 'status', status: 'away', from: day(10), to: day(5)}),
        fact(5, 1, {kind: 'status', status: 'resting', from: day(1), to: day(-2)}),
    ];
    const log = {surefoot_export: 2, written: `${day(0)}T00:00:00.000Z`, device, programs: [], facts};
    await browser.tap('#settings');
    await browser.screen('settings');
    const chooser = browser.page.waitForEvent('filechooser');
    await browser.tap('#import');
    await (await chooser).setFiles({name: 'log.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(log))});
    await browser.shows('New records: 5');
    await browser.tap('#notice-ok');
    await browser.tap('#back');
    await browser.screen('today');
}

/** No two buttons of the page are called the same. */
async function namesDiffer(browser) {
    await settled(browser);
    const names = await browser.read('[...document.querySelectorAll("#mirror button:not([role])")].map((b) => b.textContent)');
    assert.deepEqual(names.filter((name, i) => names.indexOf(name) !== i), []);
}

test('axe finds nothing while somebody rests or is away, and comes back', () => withBrowser(WITH_AXE, async (browser) => {
    await browser.begin();
    await browser.read('loadAxe()');
    await addMarkedDays(browser);
    await walk(browser, [
        [null, 'today', 'I will train today'],
        ['Your days', 'streak', 'Days you marked'],
    ]);
    await namesDiffer(browser);
    await walk(browser, [
        ['#back-again', 'streak', 'Undo'],
        ['#back', 'today', 'Welcome back'],
        ['Your days', 'streak', 'Sick or away?'],
        ['#status', 'streak', 'Save'],
        ['#save', 'streak', 'I am back'],
        ['#back', 'today', 'I am back'],
        ['#back-again', 'today', 'Welcome back'],
    ]);
}));

const news = (browser) => browser.read('document.getElementById("news").textContent');
const focus = (browser) => browser.read('document.activeElement.textContent');

test('a screen reader finds its way, and hears what comes next but not the seconds', () => withBrowser({}, async (browser) => {
    await browser.visit();
    await settled(browser);
    assert.equal(await focus(browser), 'Before you start');
    await click(browser, 'None of these');
    await browser.screen('today');
    await browser.until('document.title === "Today · Surefoot"', 'names the page');
    await browser.until('document.activeElement.textContent === "Today"', 'goes to its heading');
    await click(browser, 'Programs and routines');
    await browser.screen('programs');
    await settled(browser);
    await click(browser, 'Follow this program');
    await browser.until('document.querySelector("#mirror [role=switch]").getAttribute("aria-checked") === "true"', 'follows');
    await click(browser, 'Seated quad hold');
    await browser.screen('routine');
    await settled(browser);
    await click(browser, 'Start');
    await browser.screen('player');
    await browser.until('document.getElementById("news").textContent !== ""', 'says something');
    assert.match(await news(browser), /^Get ready\. (Left|Right) side\. Seated quad hold · Set 1 of 3$/);
    await browser.read(`{
        globalThis.said = [];
        globalThis.touched = 0;
        const region = document.getElementById('news');
        new MutationObserver(() => said.push(region.textContent)).observe(region, {childList: true, characterData: true});
        new MutationObserver((changes) => { touched += changes.length; })
            .observe(document.getElementById('mirror'), {subtree: true, childList: true, attributes: true, characterData: true});
    }`);
    await browser.until('said.length > 0', 'says what comes');
    const before = await browser.read('said.length');
    await browser.read('touched = 0');
    await sleep(4000);
    assert.equal(await browser.read('said.length'), before, 'not each second');
    assert.ok(await browser.read('touched') < 60, 'only the clock is written');
    await click(browser, 'It hurts');
    await browser.until('document.activeElement.closest("[role=dialog]") !== null', 'goes to the question');
    assert.equal(await browser.read('document.querySelector("#mirror > div").inert'), true);
    await click(browser, 'Stop for today');
    await browser.screen('finish');
}));

test('a page at rest leaves the document alone', () => withBrowser({}, async (browser) => {
    await browser.begin();
    await settled(browser);
    await browser.read(`{
        globalThis.touched = 0;
        new MutationObserver((changes) => { touched += changes.length; })
            .observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
    }`);
    await sleep(2000);
    assert.equal(await browser.read('touched'), 0);
}));

test('the focus is one, whoever moves it', () => withBrowser({device: DESKTOP}, async (browser) => {
    await browser.begin();
    await settled(browser);
    await browser.read(`[...document.querySelectorAll('#mirror button')].find((b) => b.textContent.startsWith('All exercises')).focus()`);
    await browser.until('surefoot.nodes().find((n) => n.focused)?.key === "library"', 'the app follows the document');
    await browser.page.keyboard.press('Shift+Tab');
    await browser.until('surefoot.nodes().find((n) => n.focused)?.key === "programs"', 'the app moves it once');
    await browser.until('document.activeElement.textContent.startsWith("Programs and routines")', 'the document follows the app');
}));

/** Tab until the app's focus is there; every stop is the document's too. */
async function tabTo(browser, key) {
    for (let i = 0; i < 40; i++) {
        await browser.page.keyboard.press('Tab');
        const focused = (await browser.nodes()).find((node) => node.focused);
        if (focused?.key === key) {
            await browser.until('!surefoot.nodes().some((n) => n.focused && n.isNew)', 'the page is seen');
            await browser.until(`{
                const {activeElement} = document;
                (activeElement.getAttribute('aria-label') ?? activeElement.textContent).startsWith(${JSON.stringify(focused.label)});
            }`, 'the document follows');
            return;
        }
    }
    assert.fail(`Tab reaches ${key}`);
}

test('with a keyboard alone to the end of a routine', () => withBrowser({device: DESKTOP}, async (browser) => {
    const press = (key) => browser.page.keyboard.press(key);
    const go = (key) => tabTo(browser, key);
    await browser.visit();
    await go('flag.numb');
    await press('Space');
    await browser.until('surefoot.nodes().find((n) => n.key === "flag.numb").selected', 'Space answers, once');
    await press('Space');
    await browser.until('!surefoot.nodes().find((n) => n.key === "flag.numb").selected', 'and takes back');
    await go('continue');
    await press('Enter');
    await browser.screen('today');
    await go('programs');
    await press('Enter');
    await browser.screen('programs');
    await go('quad-hold');
    await press('Enter');
    await browser.screen('routine');
    await browser.until('!surefoot.nodes()[0].isNew', 'the page is seen');
    await press('Escape');
    await browser.screen('programs');
    await go('quad-hold');
    await press('Enter');
    await browser.screen('routine');
    await go('start');
    await press('Enter');
    await browser.screen('player');
    await browser.skip(150000);
    await browser.screen('finish');
    await go('pain-left-0');
    await press('ArrowRight');
    await press('Space');
    await browser.until('surefoot.nodes().find((n) => n.key === "pain-left-1").selected', 'arrows choose');
    await go('note');
    await browser.page.keyboard.type('Fine.');
    await browser.until('surefoot.nodes().find((n) => n.key === "note").value === "Fine."', 'takes text once');
    assert.equal(await browser.read('document.activeElement.getAttribute("aria-label")'),
        (await browser.node('#note')).label);
    await press('Tab');
    await go('done');
    await press('Enter');
    await browser.screen('today');
}));

test('with a keyboard alone away and back', () => withBrowser({device: DESKTOP}, async (browser) => {
    const press = (key) => browser.page.keyboard.press(key);
    await browser.begin();
    await addMarkedDays(browser);
    await tabTo(browser, 'back-again');
    await press('Enter');
    await browser.shows('Welcome back');
    await tabTo(browser, 'undo');
    await press('Enter');
    await browser.shows('I will train today');
    await tabTo(browser, 'open');
    await press('Enter');
    await browser.screen('streak');
    await tabTo(browser, 'take-back');
    await press('Enter');
    await browser.shows('Sick or away?');
    await browser.until('!surefoot.nodes()[0].isNew', 'the page is seen');
    await press('Escape');
    await browser.shows('Welcome back');
}));

test('text is as large as the system\'s when the app is new', () => withBrowser({
    before: () => document.addEventListener('readystatechange', () => {
        document.documentElement.style.fontSize = '24px';
    }),
}, async (browser) => {
    await browser.begin();
    await browser.tap('#settings');
    await browser.screen('settings');
    assert.equal((await browser.node('#text-2')).selected, true);
}));

// SPDX-License-Identifier: MIT
// A finger that explores with a screen reader: every control is where its picture is before anything
// was pressed, and one press, whoever makes it, is one.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LARGE_PHONE, SMALL_PHONE, TABLET, sleep, withBrowser} from './support.mjs';

const button = (label) => `[...document.querySelectorAll('#mirror button')].find((b) => b.textContent.startsWith(${JSON.stringify(label)}))`;

/** The mirror as a finger finds it: [label, fault] of what is not where its picture is. */
async function misplaced(browser) {
    await sleep(400);
    return browser.read(`{
        const nodes = surefoot.nodes();
        const elements = [...document.querySelectorAll('#mirror *')];
        const index = new Map(elements.map((element, i) => [element, i]));
        const lies = (inner, outer) => inner[0] >= outer[0] - 1 && inner[1] >= outer[1] - 1 &&
            inner[0] + inner[2] <= outer[0] + outer[2] + 1 && inner[1] + inner[3] <= outer[1] + outer[3] + 1;
        const faults = elements.length === nodes.length ? [] : [['all', elements.length + ' elements of ' + nodes.length]];
        nodes.forEach((node, i) => {
            const [x, y, width, height] = node.rect.map((px) => px / devicePixelRatio);
            if (i === 0 || width === 0 || elements[i].closest('[inert]')) {
                return;
            }
            const box = elements[i].getBoundingClientRect();
            if ([box.x - x, box.y - y, box.width - width, box.height - height].some((apart) => Math.abs(apart) > 1)) {
                faults.push([node.label, [box.x, box.y, box.width, box.height] + ' is not ' + [x, y, width, height]]);
            }
            const found = index.get(document.elementFromPoint(x + width / 2, y + height / 2));
            const upon = found !== undefined && (found === i || lies(nodes[found].rect, node.rect) ||
                elements[i].contains(elements[found]));
            if (!upon && node.role !== 'text') {
                faults.push([node.label, 'a finger finds ' + (nodes[found]?.label ?? 'nothing')]);
            }
        });
        faults;
    }`);
}

for (const ratio of [1, 2, 3, 4]) {
    test(`at ${ratio} px a point all is where it is seen, before anything is pressed`, () =>
        withBrowser({device: {...LARGE_PHONE, deviceScaleFactor: ratio}}, async (browser) => {
            await browser.visit();
            await browser.shows('Before you start');
            assert.deepEqual(await misplaced(browser), []);
        }));
}

test('so it is when scrolled, turned, in large text, in a routine and in a dialog', () => withBrowser({device: SMALL_PHONE}, async (browser) => {
    const holds = async (where) => assert.deepEqual(await misplaced(browser), [], where);
    await browser.begin();
    await browser.tap('#settings');
    await browser.tap('#text-3');
    await holds('large text');
    await browser.tap('#erase');
    await holds('a dialog');
    await browser.tap('#erase-no');
    await browser.read('surefoot.reveal(surefoot.nodes().find((n) => n.key === "import")?.id ?? surefoot.nodes().at(-1).id)');
    await holds('scrolled');
    await browser.tap('#back');
    await browser.startRoutine();
    await holds('a routine');
    await browser.tap('#hurts');
    await holds('a question in it');
    await browser.page.setViewportSize({width: 640, height: 360});
    await holds('turned');
}));

test('on a tablet in two columns', () => withBrowser({device: TABLET}, async (browser) => {
    await browser.begin();
    assert.deepEqual(await misplaced(browser), []);
    await browser.tap('#programs');
    await browser.tap('#quad-hold');
    await browser.screen('routine');
    assert.deepEqual(await misplaced(browser), []);
}));

test('one press is one, whoever makes it', () => withBrowser({device: LARGE_PHONE}, async (browser) => {
    await browser.visit();
    await browser.shows('Before you start');
    await sleep(400);
    const label = (await browser.node('#flag.numb')).label;
    await browser.read(`{
        globalThis.answer = ${button(label)};
        answer.scrollIntoView();
    }`);
    await sleep(400);
    let wanted = false;
    const turns = async (how) => {
        wanted = !wanted;
        await browser.until(`answer.getAttribute('aria-checked') === '${wanted}'`, how);
        await sleep(400);
        assert.equal((await browser.node('#flag.numb')).selected, wanted, `${how}, once`);
    };
    /** The events of a press, made by a script: x and y from the middle, detail as a mouse counts. */
    const make = (detail, x = 0, y = 0) => browser.read(`{
        const box = answer.getBoundingClientRect();
        const at = {clientX: ${x} || box.x + box.width / 2, clientY: ${y} || box.y + box.height / 2};
        for (const kind of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) {
            const Kind = kind.startsWith('pointer') ? PointerEvent : MouseEvent;
            answer.dispatchEvent(new Kind(kind, {...at, detail: ${detail}, bubbles: true, cancelable: true}));
        }
    }`);
    await browser.read('answer.click()');
    await turns('a click that no finger made');
    await make(1);
    await turns('what looks like a mouse');
    await make(0);
    await turns('what looks like none');
    await make(1, 1, 1);
    await turns('a press from nowhere');
    const {x, y} = await browser.read('(({x, y, width, height}) => ({x: x + width / 2, y: y + height / 2}))(answer.getBoundingClientRect())');
    await browser.page.mouse.click(x, y);
    await turns('a mouse');
    await browser.page.touchscreen.tap(x, y);
    await turns('a finger');
}));

test('a finger drags and a wheel scrolls what lies under the mirror', () => withBrowser({device: SMALL_PHONE}, async (browser) => {
    await browser.begin();
    await browser.tap('#programs');
    await browser.screen('programs');
    await sleep(400);
    const top = async () => (await browser.node('#quad-hold')).whole[1];
    const before = await top();
    const touch = (type, y) => browser.cdp.send('Input.dispatchTouchEvent', {type, touchPoints: y ? [{x: 180, y}] : []});
    await touch('touchStart', 400);
    for (let y = 390; y >= 300; y -= 15) {
        await touch('touchMove', y);
        await sleep(30);
    }
    await sleep(200);
    await touch('touchEnd');
    await sleep(400);
    const dragged = await top();
    assert.ok(before - dragged > 100, `dragged by ${before - dragged}`);
    await browser.page.mouse.move(180, 300);
    await browser.page.mouse.wheel(0, 120);
    await sleep(400);
    assert.ok(dragged - await top() > 50, 'the wheel scrolls');
}));

test('a finger whose control leaves the page is let go', () => withBrowser({device: LARGE_PHONE}, async (browser) => {
    await browser.begin();
    await browser.tap('#balance');
    await browser.tap('#test');
    await browser.tap('#continue');
    await browser.tap('#start');
    await browser.shows('Get ready');
    while (!await browser.node('Touch anywhere to stop')) {
        await browser.skip(3000);
        await sleep(100);
    }
    await browser.skip(4000);
    await sleep(400);
    const touch = (type, touchPoints) => browser.cdp.send('Input.dispatchTouchEvent', {type, touchPoints});
    await touch('touchStart', [{x: 200, y: 500}]);
    await browser.shows('What ended it?');
    await sleep(400);
    await touch('touchEnd', []);
    await browser.tap('#ended-1');
    await browser.until('surefoot.nodes().find((n) => n.key === "ended-1").selected', 'the next touch is a touch');
}));

test('what has scrolled away comes when it is read, in both directions', () => withBrowser({device: SMALL_PHONE}, async (browser) => {
    await browser.begin();
    await browser.tap('#settings');
    await browser.screen('settings');
    await sleep(400);
    const seen = (key) => browser.until(`surefoot.nodes().find((n) => n.key === '${key}').rect[3] > 0`, `${key} comes`);
    await browser.read(`${button('Delete everything')}.scrollIntoView({block: 'nearest'})`);
    await seen('erase');
    await browser.until('document.querySelector("#mirror .away") !== null', 'others went');
    await sleep(400);
    assert.deepEqual(await misplaced(browser), []);
    await browser.read(`${button('Volumes')}.scrollIntoView({block: 'nearest'})`);
    await seen('sound');
    assert.deepEqual(await misplaced(browser), []);
}));

test('a page is read as it is seen, its button last; a stepper says what it stands at', () => withBrowser({device: LARGE_PHONE}, async (browser) => {
    await browser.cdp.send('Accessibility.enable');
    await browser.begin();
    await browser.tap('#programs');
    await browser.tap('#quad-hold');
    await browser.screen('routine');
    await browser.until(`[...document.querySelectorAll('#mirror > div > *')].at(-1).textContent === 'Start'`, 'Start comes last');
    await browser.tap('#back');
    await browser.tap('#back');
    await browser.tap('#settings');
    await browser.screen('settings');
    await sleep(400);
    await browser.read(`${button('Time to get ready +')}.click()`);
    await browser.until('document.getElementById("news").textContent === "Time to get ready, 6 s"', 'says the seconds');
}));

test('a page over the routine is a page: its name has the focus, and nobody is read all of it', () => withBrowser({device: LARGE_PHONE}, async (browser) => {
    await browser.begin();
    await browser.startRoutine();
    await browser.skip(9000);
    await sleep(400);
    await browser.read(`${button('Pause')}.click()`);
    await browser.shows('Paused');
    await sleep(400);
    await browser.read(`${button('How to do it')}.click()`);
    await browser.until('document.activeElement.tagName === "H1" && document.activeElement.textContent === "Seated quad hold"', 'goes to the name');
    assert.equal(await browser.read('document.getElementById("news").textContent'), '');
}));

// SPDX-License-Identifier: MIT
// Firefox and WebKit as far as a first visit needs them: {visit, reload, read, press, errors, close}.

import {spawn} from 'node:child_process';
import {once} from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import puppeteer from 'puppeteer-core';
import {sleep} from './support.mjs';

const WIDTH = 412;
const HEIGHT = 892;

export async function firefox() {
    const browser = await puppeteer.launch({
        product: 'firefox',
        protocol: 'webDriverBiDi',
        executablePath: '/usr/bin/firefox-esr',
        headless: true,
        defaultViewport: {width: WIDTH, height: HEIGHT},
    });
    const page = await browser.newPage();
    const errors = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(String(error)));
    return {
        visit: (url) => page.goto(url),
        reload: () => page.reload(),
        read: (expression) => page.evaluate(expression),
        press: (x, y) => page.mouse.click(x, y),
        errors,
        close: () => browser.close(),
    };
}

async function freePort() {
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const {port} = server.address();
    server.close();
    return port;
}

/** An X server of its own, and the name of its display. */
async function display() {
    const server = spawn('Xvfb', ['-noreset', '-displayfd', '3', '-screen', '0', '1280x1024x24'], {stdio: ['ignore', 'ignore', 'ignore', 'pipe']});
    const [number] = await once(server.stdio[3], 'data');
    return {name: `:${String(number).trim()}`, close: () => server.kill()};
}

/** Of the library, whatever the processor. */
function miniBrowser() {
    return fs.readdirSync('/usr/lib').map((folder) => `/usr/lib/${folder}/webkit2gtk-4.1/MiniBrowser`).find(fs.existsSync);
}

async function command(url, method, body) {
    const answer = await fetch(url, {method, body: body && JSON.stringify(body)});
    const {value} = await answer.json();
    if (!answer.ok) {
        throw new Error(value.message);
    }
    return value;
}

async function listening(url) {
    for (let i = 0; i < 100 && !await fetch(`${url}/status`).catch(() => false); i++) {
        await sleep(100);
    }
}

/** By WebDriver, which tells nothing of the console. */
export async function webkit() {
    const screen = await display();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    // No other user, and no sandbox within a container.
    const env = {...process.env, DISPLAY: screen.name, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1'};
    const driver = spawn('WebKitWebDriver', [`--port=${port}`], {stdio: 'ignore', env});
    await listening(url);
    const options = {binary: miniBrowser(), args: ['--automation']};
    const {sessionId} = await command(`${url}/session`, 'POST', {capabilities: {alwaysMatch: {'webkitgtk:browserOptions': options}}});
    const ask = (what, body) => command(`${url}/session/${sessionId}/${what}`, 'POST', body);
    await ask('window/rect', {width: WIDTH, height: HEIGHT});
    const click = (x, y) => [
        {type: 'pointerMove', x: Math.round(x), y: Math.round(y)}, {type: 'pointerDown', button: 0}, {type: 'pointerUp', button: 0},
    ];
    return {
        visit: (page) => ask('url', {url: page}),
        reload: () => ask('refresh', {}),
        read: (expression) => ask('execute/sync', {script: `return (${expression})`, args: []}),
        press: (x, y) => ask('actions', {actions: [{type: 'pointer', id: 'mouse', actions: click(x, y)}]}),
        errors: [],
        close: async () => {
            await command(`${url}/session/${sessionId}`, 'DELETE');
            driver.kill();
            screen.close();
        },
    };
}

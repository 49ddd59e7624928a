// SPDX-License-Identifier: MIT
// Puts the web app together in a static folder: node dist.mjs OUT FROM...
// Each FROM is a folder whose files are copied. Files that compress well also get .br and .gz for
// servers that send them; the service worker gets its list of files.

import {createHash} from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const COMPRESSES = /\.(html|css|js|wasm|data|webmanifest|json|txt)$/;

function filesOf(folder, at = '') {
    return fs.readdirSync(path.join(folder, at), {withFileTypes: true}).flatMap((entry) => {
        const name = path.posix.join(at, entry.name);
        return entry.isDirectory() ? filesOf(folder, name) : [name];
    });
}

function gather(folders) {
    const files = new Map();
    for (const folder of folders) {
        for (const name of filesOf(folder)) {
            files.set(name, fs.readFileSync(path.join(folder, name)));
        }
    }
    return files;
}

const hex = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** True for pictures that the system needs only when the app is installed. */
const isForInstall = (name) => name.startsWith('install/');

/** Screens for which iOS shows a picture until the app opens: [css px wide, high, px per css
 * px]. */
const SPLASHES = [[375, 667, 2], [414, 896, 2], [375, 812, 3], [390, 844, 3], [393, 852, 3], [402, 874, 3], [414, 896, 3], [428, 926, 3],
    [430, 932, 3], [440, 956, 3], [768, 1024, 2], [810, 1080, 2], [820, 1180, 2], [834, 1194, 2], [1024, 1366, 2]];

function addSplashes(files) {
    const links = SPLASHES.flatMap(([width, height, ratio]) => ['light', 'dark'].map((theme) => {
        const file = `install/splash-${width * ratio}x${height * ratio}-${theme}.png`;
        if (!files.has(file)) {
            throw new Error(`${file} is missing`);
        }
        return `<link rel="apple-touch-startup-image" href="${file}" media="(device-width: ${width}px) and ` +
            `(device-height: ${height}px) and (-webkit-device-pixel-ratio: ${ratio}) and (orientation: portrait) and ` +
            `(prefers-color-scheme: ${theme})">`;
    }));
    const page = String(files.get('index.html'));
    files.set('index.html', Buffer.from(page.replace('</head>', `${links.join('\n')}\n</head>`)));
}

/** Gives start.js the size in unpacked bytes of what it waits for on a first visit. */
function addSize(files) {
    const size = files.get('app.wasm').length + files.get('app.data').length;
    files.set('index.html', Buffer.from(String(files.get('index.html')).replace(/(id="arrived" max=)"\d+"/, `$1"${size}"`)));
}

function addWorker(files) {
    const worker = files.get('sw.js');
    const hashes = {'./': hex(files.get('index.html'))};
    for (const [name, bytes] of [...files].sort()) {
        if (name !== 'sw.js' && name !== 'index.html' && !isForInstall(name)) {
            hashes[name] = hex(bytes);
        }
    }
    const version = hex(JSON.stringify(hashes) + worker).slice(0, 16);
    const head = `const VERSION = '${version}';\nconst FILES = ${JSON.stringify(hashes, null, 1)};\n`;
    files.set('sw.js', Buffer.from(head + worker));
    return version;
}

/** Writes a file if it changed, because compressing takes longer than all the rest. */
function write(out, name, bytes) {
    const to = path.join(out, name);
    if (fs.existsSync(to) && fs.readFileSync(to).equals(bytes)) {
        return;
    }
    fs.mkdirSync(path.dirname(to), {recursive: true});
    if (COMPRESSES.test(name)) {
        const quality = {[zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length};
        fs.writeFileSync(`${to}.br`, zlib.brotliCompressSync(bytes, {params: quality}));
        fs.writeFileSync(`${to}.gz`, zlib.gzipSync(bytes, {level: 9}));
    }
    fs.writeFileSync(to, bytes);
}

function main(out, ...folders) {
    const files = gather(folders);
    addSize(files);
    addSplashes(files);
    const version = addWorker(files);
    fs.mkdirSync(out, {recursive: true});
    for (const name of filesOf(out)) {
        if (!files.has(name.replace(/\.(br|gz)$/, ''))) {
            fs.rmSync(path.join(out, name));
        }
    }
    let first = 0;
    for (const [name, bytes] of files) {
        write(out, name, bytes);
        if (!name.startsWith('voice/') && !name.startsWith('icons/') && !isForInstall(name)) {
            first += fs.statSync(path.join(out, COMPRESSES.test(name) ? `${name}.br` : name)).size;
        }
    }
    console.log(`Version ${version}: ${Math.round(first / 1000)} kB compressed before the first screen.`);
}

main(...process.argv.slice(2));

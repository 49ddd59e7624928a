// SPDX-License-Identifier: MIT
// Serves a static folder on this machine only: node serve.mjs FOLDER [PORT]

import {createHash} from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const TYPES = {
    '.html': 'text/html; charset=utf-8',
    '.css': 'text/css; charset=utf-8',
    '.js': 'text/javascript; charset=utf-8',
    '.wasm': 'application/wasm',
    '.webmanifest': 'application/manifest+json',
    '.png': 'image/png',
};
const HEADERS = {
    'Content-Security-Policy': "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
        "img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cache-Control': 'no-cache',
    'Vary': 'Accept-Encoding',
};
const ENCODINGS = [['br', '.br'], ['gzip', '.gz']];

/** The file of a request, or null: nothing outside the folder is served. */
function find(root, url) {
    let name = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    name = path.join(root, name.endsWith('/') ? `${name}index.html` : name);
    const inside = name === root || name.startsWith(root + path.sep);
    return inside && fs.existsSync(name) && fs.statSync(name).isFile() ? name : null;
}

function answer(root, request, response) {
    let name = null;
    try {
        name = find(root, request.url);
    } catch {
        name = null;
    }
    if (name === null || !['GET', 'HEAD'].includes(request.method)) {
        response.writeHead(name === null ? 404 : 405, HEADERS).end();
        return;
    }
    const headers = {...HEADERS, 'Content-Type': TYPES[path.extname(name)] ?? 'application/octet-stream'};
    const accepted = String(request.headers['accept-encoding'] ?? '');
    const encoding = ENCODINGS.find(([word, end]) => accepted.includes(word) && fs.existsSync(name + end));
    if (encoding) {
        headers['Content-Encoding'] = encoding[0];
        name += encoding[1];
    }
    const bytes = fs.readFileSync(name);
    headers.ETag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`;
    if (request.headers['if-none-match'] === headers.ETag) {
        response.writeHead(304, headers).end();
        return;
    }
    headers['Content-Length'] = bytes.length;
    response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : bytes);
}

/** Resolves to {url, close} once it listens. Port 0 takes a free port. */
export function serve(folder, port = 0) {
    const root = path.resolve(folder);
    const server = http.createServer((request, response) => answer(root, request, response));
    return new Promise((done, failed) => {
        server.on('error', failed);
        server.listen(port, '127.0.0.1', () => done({
            url: `http://127.0.0.1:${server.address().port}/`,
            close: () => new Promise((closed) => {
                server.close(closed);
                server.closeAllConnections();
            }),
        }));
    });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const {url} = await serve(process.argv[2], Number(process.argv[3] ?? 0)).catch((error) => {
        console.error(`surefoot: cannot serve: ${error.message}; name another port`);
        process.exit(3);
    });
    console.log(`Surefoot is at ${url} (Ctrl+C ends it)`);
}

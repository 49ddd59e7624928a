// SPDX-License-Identifier: MIT
// The service worker: serves all files of one version without a network. dist.mjs writes VERSION
// and FILES (path: SHA-256 in hex) before this.
/* global VERSION, FILES */
'use strict';

const CACHE = `surefoot-${VERSION}`;

async function sha256(answer) {
    const digest = await crypto.subtle.digest('SHA-256', await answer.arrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Loads a file and checks its hash: a file of another version would not fit the others. */
async function fetchFile(cache, path, hash) {
    const known = await caches.match(path);
    const answer = known && await sha256(known.clone()) === hash ? known : await fetch(path, {cache: 'no-cache'});
    if (!answer.ok || await sha256(answer.clone()) !== hash) {
        throw new Error(`${path} is not of this version`);
    }
    await cache.put(path, answer);
}

async function install() {
    const cache = await caches.open(CACHE);
    await Promise.all(Object.entries(FILES).map(([path, hash]) => fetchFile(cache, path, hash)));
}

async function activate() {
    const old = (await caches.keys()).filter((name) => name.startsWith('surefoot-') && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
    await clients.claim();
}

async function respond(request) {
    const cache = await caches.open(CACHE);
    const path = request.mode === 'navigate' ? './' : request;
    return await cache.match(path, {ignoreSearch: true}) ?? fetch(request);
}

/** Keeps files from the system's share sheet until the page takes them; see shared.js. */
async function putAside(request) {
    const shelf = await caches.open('shared-with-surefoot');
    const files = (await request.formData()).getAll('file').filter((file) => typeof file !== 'string');
    await Promise.all(files.map((file, i) => shelf.put(`shared/${Date.now()}-${i}?name=${encodeURIComponent(file.name)}`, new Response(file))));
    return Response.redirect('./', 303);
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => event.data === 'take over' && self.skipWaiting());
self.addEventListener('fetch', (event) => {
    const url = new URL(event.request.url);
    if (event.request.method === 'POST' && url.origin === location.origin && url.search === '?share') {
        event.respondWith(putAside(event.request));
    } else if (event.request.method === 'GET' && url.origin === location.origin) {
        event.respondWith(respond(event.request));
    }
});

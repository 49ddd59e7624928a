// SPDX-License-Identifier: MIT
// Takes files from the system's share sheet, which sw.js has kept until the page opened.

const SHELF = 'shared-with-surefoot';

/** Takes all of them, each once. */
export async function takeShared() {
    if (!globalThis.caches || !await caches.has(SHELF)) {
        return [];
    }
    const shelf = await caches.open(SHELF);
    const files = [];
    for (const request of await shelf.keys()) {
        const answer = await shelf.match(request);
        files.push(new File([await answer.blob()], new URL(request.url).searchParams.get('name')));
    }
    await caches.delete(SHELF);
    return files;
}

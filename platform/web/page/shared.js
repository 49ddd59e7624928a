// SPDX-License-Identifier: MIT
// Files that the system's share sheet sent: sw.js put them aside before the page opened.

const SHELF = 'shared-with-surefoot';

/** Takes them all, each once. */
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

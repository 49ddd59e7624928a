// SPDX-License-Identifier: MIT
// The service worker: everything works without a network, and a new version comes whole or not at all,
// while nobody exercises.

export class Update {
    #registration = null;
    #offered = null;
    #atRest;

    /** ready: called when a new version waits. atRest: whether nothing would be lost now. */
    constructor(ready, atRest) {
        this.ready = ready;
        this.#atRest = atRest;
    }

    /** The person wants it now. */
    apply() {
        this.#registration?.waiting?.postMessage('take over');
    }

    async start() {
        if (!navigator.serviceWorker) {
            return;
        }
        // On the first visit the one that takes over replaces none.
        let controlled = navigator.serviceWorker.controller !== null;
        navigator.serviceWorker.addEventListener('controllerchange', () => {
            if (controlled && this.#atRest()) {
                location.reload();
            }
            controlled = true;
        });
        try {
            this.#registration = await navigator.serviceWorker.register('sw.js');
        } catch (error) {
            console.warn(`works with a network only: ${error}`);
            return;
        }
        this.#look();
        this.#registration.addEventListener('updatefound', () => {
            this.#registration.installing?.addEventListener('statechange', () => this.#look());
        });
        document.addEventListener('visibilitychange', () => this.#seen());
    }

    #look() {
        const {waiting} = this.#registration;
        if (waiting && waiting !== this.#offered && navigator.serviceWorker.controller) {
            this.#offered = waiting;
            this.ready();
        }
    }

    /** Out of sight is the time to change; back in sight the time to look for news. */
    #seen() {
        if (!document.hidden) {
            this.#registration.update().catch(() => {});
        } else if (this.#atRest()) {
            this.apply();
        }
    }
}

/** A version that waited while the app was closed takes over before it opens. */
export async function takeOverFirst() {
    // Refused where the browser keeps nothing for the page.
    const registration = await navigator.serviceWorker?.getRegistration().catch(() => null);
    if (!registration?.waiting || !navigator.serviceWorker.controller) {
        return;
    }
    await new Promise((done) => {
        navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {once: true});
        registration.waiting.postMessage('take over');
        setTimeout(done, 2000);
    });
}

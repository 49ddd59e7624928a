// SPDX-License-Identifier: MIT
// Updates through the service worker: everything works without a network, and a new version is used
// as a whole, and only while nobody exercises.

export class Update {
    #registration = null;
    #offered = null;
    #atRest;

    /** ready: called when a new version waits. atRest: returns whether nothing would be lost
     * now. */
    constructor(ready, atRest) {
        this.ready = ready;
        this.#atRest = atRest;
    }

    /** The person wants the new version now. */
    apply() {
        this.#registration?.waiting?.postMessage('take over');
    }

    async start() {
        if (!navigator.serviceWorker) {
            return;
        }
        // On the first visit the new service worker replaces none.
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

    /** A hidden page may change to the new version; a page that comes back looks for one. */
    #seen() {
        if (!document.hidden) {
            this.#registration.update().catch(() => {});
        } else if (this.#atRest()) {
            this.apply();
        }
    }
}

/** Lets a version that waited while the app was closed take over before the app opens. */
export async function takeOverFirst() {
    // Fails if the browser keeps nothing for the page.
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

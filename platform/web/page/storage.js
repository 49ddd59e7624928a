// SPDX-License-Identifier: MIT
// The log's file in IndexedDB. The app writes into memory; after every commit the file is copied, one
// copy at a time. IDBFS replaces all of it in one transaction, so a copy that is cut short leaves the
// one before.

const FOLDER = '/data';
const UNFINISHED = `${FOLDER}/surefoot.db-journal`;

export class Storage {
    #fs;
    #keeps = false;
    #dirty = false;
    #copying = null;
    #refused;

    /** refused: called once, when the browser will not keep any more. */
    constructor(fs, refused) {
        this.#fs = fs;
        this.#refused = refused;
    }

    /** Whether what was kept could be read; writes from then on are kept if `keeps`. */
    async open(keeps) {
        const fs = this.#fs;
        fs.mkdir(FOLDER);
        try {
            fs.mount(fs.filesystems.IDBFS, {}, FOLDER);
            await this.#sync(true);
        } catch (error) {
            console.warn(`nothing can be kept: ${error}`);
            return false;
        }
        if (!fs.analyzePath(`${FOLDER}/programs`).exists) {
            fs.mkdir(`${FOLDER}/programs`);
        }
        this.#keeps = keeps;
        if (keeps) {
            this.#watch();
        } else {
            this.#lock(FOLDER);
        }
        return true;
    }

    /** After every step: copies what was committed in it. */
    tend() {
        if (this.#dirty && this.#keeps && !this.#fs.analyzePath(UNFINISHED).exists) {
            this.flush();
        }
    }

    /** Resolves when all that is committed is kept. */
    flush() {
        if (!this.#dirty || !this.#keeps) {
            return this.#copying ?? Promise.resolve();
        }
        this.#copying ??= this.#copy().finally(() => {
            this.#copying = null;
        });
        return this.#copying;
    }

    async #copy() {
        while (this.#dirty && this.#keeps) {
            this.#dirty = false;
            try {
                await this.#sync(false);
            } catch (error) {
                console.warn(`not kept: ${error}`);
                this.#dirty = true;
                this.#refused?.();
                this.#refused = null;
                return;
            }
        }
    }

    #sync(in_) {
        return new Promise((done, failed) => this.#fs.syncfs(in_, (error) => error ? failed(error) : done()));
    }

    /** Every file in memory shares these operations; IDBFS tells a changed file by its time. */
    #watch() {
        const fs = this.#fs;
        const probe = fs.open(`${FOLDER}/.probe`, 'w');
        const operations = probe.node.stream_ops;
        fs.close(probe);
        fs.unlink(`${FOLDER}/.probe`);
        const write = operations.write;
        let last = 0;
        operations.write = (stream, ...rest) => {
            const written = write(stream, ...rest);
            this.#dirty = true;
            last = Math.max(last + 1, Date.now());
            stream.node.timestamp = last;
            return written;
        };
    }

    /** Another window writes: here the log is to be read. */
    #lock(path) {
        const fs = this.#fs;
        const isFolder = fs.isDir(fs.stat(path).mode);
        if (isFolder) {
            for (const name of fs.readdir(path).filter((entry) => entry !== '.' && entry !== '..')) {
                this.#lock(`${path}/${name}`);
            }
        }
        fs.chmod(path, isFolder ? 0o500 : 0o400);
    }
}

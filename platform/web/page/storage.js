// SPDX-License-Identifier: MIT
// Keeps the log in IndexedDB. The app writes files in memory; after every commit the changed files
// are copied, one copy at a time, each in one transaction, so an interrupted copy leaves the one
// before. A window that takes the log over leaves a mark; copies by other windows are then refused.

const FOLDER = '/data';
const PROGRAMS = `${FOLDER}/programs`;
const UNFINISHED = `${FOLDER}/surefoot.db-journal`;
const DATABASE = 'surefoot';
const STORE = 'files';
/** Key of the mark beside the files, whose keys are paths: the window that took the log last. */
const OWNER = 'owner';

function openDatabase() {
    return new Promise((done, failed) => {
        const request = indexedDB.open(DATABASE, 1);
        request.onupgradeneeded = () => request.result.createObjectStore(STORE);
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
        request.onblocked = () => failed(new Error('another window holds the log'));
    });
}

/** Runs work on the files in one transaction, all or nothing. strict: resolves when the data is on
 *  the disk. */
function transact(database, mode, work) {
    return new Promise((done, failed) => {
        const transaction = database.transaction(STORE, mode, {durability: 'strict'});
        const result = work(transaction.objectStore(STORE));
        transaction.oncomplete = () => done(result);
        // Only the end of the transaction says that the device is full.
        transaction.onabort = () => failed(transaction.error);
    });
}

/** Marks the log as taken by `owner`. Resolves to false if there is no room for the mark. */
async function mark(database, owner) {
    try {
        await transact(database, 'readwrite', (store) => store.put(owner, OWNER));
        return true;
    } catch {
        return false;
    }
}

/** Files by their path, and OWNER. */
async function readAll(database) {
    const files = new Map();
    await transact(database, 'readonly', (store) => {
        store.openCursor().onsuccess = ({target: {result: cursor}}) => {
            if (cursor) {
                files.set(cursor.key, cursor.value);
                cursor.continue();
            }
        };
    });
    return files;
}

export class Storage {
    #fs;
    #database = null;
    #owner = crypto.getRandomValues(new Uint32Array(4)).join('-');
    /** The mark on the log as it is here: ours, or where there was no room for that the one found. */
    #mark;
    #keeps = false;
    #kept = new Set();
    #changed = new Set();
    /** Files that could not be saved; tried again at the next change or when somebody comes
     * back. */
    #late = new Set();
    #copying = null;
    #refused;
    #taken;

    /** refused: called when the browser does not save any more, once until it saves again. taken:
     *  called when another window has taken the log, so nothing from here is saved any more. */
    constructor(fs, refused, taken) {
        this.#fs = fs;
        this.#refused = refused;
        this.#taken = taken;
    }

    /** Reads the saved files. Resolves to whether that worked; later writes are saved. */
    async open() {
        const fs = this.#fs;
        fs.mkdirTree(PROGRAMS);
        try {
            await this.#connect();
            const isMarked = await mark(this.#database, this.#owner);
            const files = await readAll(this.#database);
            this.#mark = isMarked ? this.#owner : files.get(OWNER);
            files.delete(OWNER);
            for (const [path, bytes] of files) {
                fs.mkdirTree(path.slice(0, path.lastIndexOf('/')));
                fs.writeFile(path, bytes);
                this.#kept.add(path);
            }
        } catch (error) {
            console.warn(`nothing can be kept: ${error}`);
            return false;
        }
        this.#keeps = true;
        this.#watch();
        return true;
    }

    /** Resolves to whether no other window has taken the log. */
    async isOurs() {
        try {
            if (this.#database === null) {
                await this.#connect();
            }
            const request = await transact(this.#database, 'readonly', (store) => store.get(OWNER));
            return !this.#isAnother(request.result);
        } catch {
            return true;
        }
    }

    get keeps() {
        return this.#keeps;
    }

    /** True if something could not be saved yet. */
    get isLate() {
        return this.#late.size > 0;
    }

    async #connect() {
        this.#database = await openDatabase();
        this.#database.onclose = () => {
            this.#database = null;
        };
    }

    /** Call it after every step: copies what was committed in it. */
    tend() {
        if (this.#changed.size > 0 && this.#keeps && !this.#fs.analyzePath(UNFINISHED).exists) {
            this.flush();
        }
    }

    /** Resolves when everything that was committed is saved. */
    flush() {
        if (this.#changed.size + this.#late.size === 0 || !this.#keeps) {
            return this.#copying ?? Promise.resolve();
        }
        this.#copying ??= this.#copy().finally(() => {
            this.#copying = null;
        });
        return this.#copying;
    }

    async #copy() {
        do {
            const isNews = this.#late.size === 0;
            const changed = new Set([...this.#late, ...this.#changed]);
            this.#changed.clear();
            this.#late.clear();
            try {
                if (!await this.#write(changed)) {
                    this.#keeps = false;
                    this.#taken();
                    return;
                }
            } catch (error) {
                console.warn(`not kept: ${error}`);
                changed.forEach((path) => this.#late.add(path));
                if (isNews) {
                    this.#refused();
                }
                return;
            }
        } while (this.#changed.size > 0);
    }

    /** True if the mark is of another window. Storage that was cleared has no mark. */
    #isAnother(owner) {
        return owner !== undefined && owner !== this.#mark;
    }

    /** Resolves to false if another window has the log. */
    async #write(changed) {
        const fs = this.#fs;
        const there = new Set(this.#files(FOLDER));
        if (this.#database === null) {
            // Cleared by the person or the browser. The files in use are saved again with the next
            // commit.
            await this.#connect();
            this.#kept.clear();
        }
        // A renamed file was not written to, but has to be copied too.
        const put = [...there].filter((path) => changed.has(path) || !this.#kept.has(path));
        const gone = [...this.#kept].filter((path) => !there.has(path));
        // The bytes as they are now, because the app goes on while the mark is read.
        const bytes = put.map((path) => fs.readFile(path));
        let isAnother = false;
        await transact(this.#database, 'readwrite', (store) => {
            store.get(OWNER).onsuccess = ({target: {result}}) => {
                isAnother = this.#isAnother(result);
                if (isAnother) {
                    return;
                }
                store.put(this.#owner, OWNER);
                put.forEach((path, i) => store.put(bytes[i], path));
                gone.forEach((path) => store.delete(path));
            };
        });
        if (isAnother) {
            return false;
        }
        this.#mark = this.#owner;
        put.forEach((path) => this.#kept.add(path));
        gone.forEach((path) => this.#kept.delete(path));
        return true;
    }

    #files(folder) {
        const fs = this.#fs;
        return fs.readdir(folder).filter((name) => name !== '.' && name !== '..').flatMap((name) => {
            const path = `${folder}/${name}`;
            return fs.isDir(fs.stat(path).mode) ? this.#files(path) : [path];
        });
    }

    /** Watches writes. All files in memory share these operations. */
    #watch() {
        const fs = this.#fs;
        const probe = fs.open(`${FOLDER}/.probe`, 'w');
        const operations = probe.node.stream_ops;
        fs.close(probe);
        fs.unlink(`${FOLDER}/.probe`);
        const write = operations.write;
        operations.write = (stream, ...rest) => {
            const path = fs.getPath(stream.node);
            if (path.startsWith(`${FOLDER}/`)) {
                this.#changed.add(path);
            }
            return write(stream, ...rest);
        };
        // A program may be deleted while nothing else changes.
        const removals = fs.lookupPath(PROGRAMS).node.node_ops;
        const unlink = removals.unlink;
        removals.unlink = (parent, name) => {
            const path = `${fs.getPath(parent)}/${name}`;
            if (this.#kept.has(path)) {
                this.#changed.add(path);
            }
            return unlink(parent, name);
        };
    }
}

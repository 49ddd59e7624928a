// SPDX-License-Identifier: MIT
// Files that come in, and the messages about them. Programs are kept beside the log and read when
// the app opens, which is at once if nobody exercises; logs are added to the running app.

import {NOTICE, PLACES} from './enums.js';

/** As LIMIT_FILE_BYTES and LIMIT_EXPORT_BYTES. */
const PROGRAM_BYTES_MAX = 4194304;
const LOG_BYTES_MAX = 268435456;
/** Key of the messages for the time when the app has opened with new programs: {said, added}. */
const NEWS = 'surefoot-news';

/** The id of the program in a file, '' if its id is not usable, null if the file is no program. */
function programId(bytes) {
    if (bytes.length > PROGRAM_BYTES_MAX) {
        return null;
    }
    try {
        const root = JSON.parse(new TextDecoder().decode(bytes));
        if (!('program' in root)) {
            return null;
        }
        return typeof root.id === 'string' && /^[a-z0-9][a-z0-9_-]{0,63}$/.test(root.id) ? root.id : '';
    } catch {
        return null;
    }
}

export class Incoming {
    #app;
    #web;
    #storage;
    #isBusy;
    #last = Promise.resolve();
    /** The messages about files that came together, and the new programs among them. */
    #said = [];
    #added = [];

    constructor(app, web, storage, isBusy) {
        this.#app = app;
        this.#web = web;
        this.#storage = storage;
        this.#isBusy = isBusy;
    }

    /** Call it once the app is open: shows the messages about files for which it was opened
     * again. */
    open() {
        const news = sessionStorage.getItem(NEWS);
        if (news !== null) {
            sessionStorage.removeItem(NEWS);
            const {said, added} = JSON.parse(news);
            this.#said = said;
            added.forEach((id) => this.#note(() => this.#tellAdded(id, true)));
            this.#tell();
        }
    }

    /**
     * Takes files, or handles of files, one after the other. isEcho: the system gives the same
     * files again whenever the app opens; then there is no message about files that are here
     * already.
     */
    take(files, isEcho) {
        this.#last = this.#last.then(async () => {
            for (const file of files) {
                try {
                    await this.#takeOne(await file.getFile?.() ?? file, isEcho);
                } catch {
                    this.#note(() => this.#app._surefoot_tell(this.#web, NOTICE.unread));
                }
            }
            this.#end();
        });
        return this.#last;
    }

    async #takeOne(file, isEcho) {
        if (file.size > LOG_BYTES_MAX) {
            throw new Error('too large');
        }
        const bytes = new Uint8Array(await file.arrayBuffer());
        const id = programId(bytes);
        if (id === null) {
            this.#note(() => this.#takeLog(file.name, bytes));
        } else {
            await this.#takeProgram(id, bytes, isEcho);
        }
    }

    #takeLog(name, bytes) {
        const app = this.#app;
        const at = app._malloc(bytes.length + 1);
        if (at === 0) {
            app._surefoot_tell(this.#web, NOTICE.unread);
            return;
        }
        app.HEAPU8.set(bytes, at);
        app.HEAPU8[at + bytes.length] = 0;
        app.ccall('surefoot_file', null, ['number', 'string', 'number', 'number'], [this.#web, name, at, bytes.length]);
        app._free(at);
    }

    async #takeProgram(id, bytes, isEcho) {
        const {FS: fs} = this.#app;
        const path = `/data/programs/${id}.surefoot.json`;
        const known = fs.analyzePath(path).exists ? fs.readFile(path) : [];
        if (known.length === bytes.length && known.every((byte, i) => byte === bytes[i])) {
            this.#app._surefoot_go(this.#web, PLACES.programs);
            if (!isEcho) {
                this.#note(() => this.#tellAdded(id, false));
            }
            return;
        }
        let isGood = false;
        this.#note(() => {
            isGood = this.#check(bytes);
        });
        if (!isGood || id === '') {
            return;
        }
        if (this.#storage.keeps) {
            fs.writeFile(path, bytes);
            await this.#storage.flush();
        }
        if (!this.#storage.keeps || this.#storage.isLate) {
            this.#note(() => this.#app._surefoot_tell(this.#web, NOTICE.notKept));
        } else {
            this.#added.push(id);
        }
    }

    /** True if a program can be followed; if not, the app shows why. */
    #check(bytes) {
        const place = '/program.surefoot.json';
        this.#app.FS.writeFile(place, bytes);
        const good = this.#app.ccall('surefoot_check', 'number', ['number', 'string'], [this.#web, place]) !== 0;
        this.#app.FS.unlink(place);
        return good;
    }

    #end() {
        if (this.#added.length > 0 && !this.#isBusy()) {
            sessionStorage.setItem(NEWS, JSON.stringify({said: this.#said, added: this.#added}));
            history.replaceState(history.state, '', './?start=programs');
            location.reload();
            return;
        }
        if (this.#added.length > 0) {
            this.#note(() => this.#app._surefoot_tell(this.#web, NOTICE.nextTime));
        }
        this.#added = [];
        this.#tell();
    }

    #tellAdded(id, isNew) {
        this.#app.ccall('surefoot_tell_added', null, ['number', 'string', 'number'], [this.#web, id, isNew]);
    }

    /** Runs work and keeps the message that it makes, to show all messages together later. */
    #note(work) {
        this.#notify('');
        work();
        const said = this.#app.ccall('surefoot_notice', 'string', ['number'], [this.#web]);
        if (said !== '' && !this.#said.includes(said)) {
            this.#said.push(said);
        }
    }

    #tell() {
        if (this.#said.length > 0) {
            this.#notify(this.#said.join('\n'));
        }
        this.#said = [];
    }

    #notify(text) {
        this.#app.ccall('surefoot_notify', null, ['number', 'string'], [this.#web, text]);
    }
}

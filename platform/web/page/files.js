// SPDX-License-Identifier: MIT
// Files in and out: the share sheet or a download; a picker, a drop, or a file opened with us.

/** As LIMIT_FILE_BYTES and LIMIT_EXPORT_BYTES. */
const PROGRAM_BYTES_MAX = 4194304;
const LOG_BYTES_MAX = 268435456;

/** The id of a program in a file, '' if it is none to go by, or null if the file is something else. */
function programId(bytes) {
    if (bytes.length > PROGRAM_BYTES_MAX) {
        return null;
    }
    try {
        const root = JSON.parse(new TextDecoder().decode(bytes));
        if (!('program' in root)) {
            return null;
        }
        return /^[a-z0-9][a-z0-9_-]{0,63}$/.test(root.id) ? root.id : '';
    } catch {
        return null;
    }
}

export class Files {
    // Set by main.js once the app runs.
    takeProgram() {}
    tookPrograms() {}
    takeLog() {}
    unread() {}

    constructor() {
        const element = document.createElement('input');
        element.type = 'file';
        element.multiple = true;
        element.accept = '.json,application/json';
        element.addEventListener('change', () => {
            this.take([...element.files]);
            element.value = '';
        });
        this.picker = element;
        addEventListener('dragover', (event) => event.preventDefault());
        addEventListener('drop', (event) => {
            event.preventDefault();
            this.take([...event.dataTransfer.files]);
        });
    }

    ask() {
        this.picker.click();
    }

    /** Files, or handles of them, one after the other. */
    async take(files) {
        let programs = false;
        for (const file of files) {
            try {
                programs = await this.#takeOne(await file.getFile?.() ?? file) || programs;
            } catch {
                this.unread();
            }
        }
        if (programs) {
            this.tookPrograms();
        }
    }

    /** Resolves to whether it brought a program. */
    async #takeOne(file) {
        if (file.size > LOG_BYTES_MAX) {
            throw new Error('too large');
        }
        const bytes = new Uint8Array(await file.arrayBuffer());
        const id = programId(bytes);
        if (id === null) {
            this.takeLog(file.name, bytes);
            return false;
        }
        return this.takeProgram(id, bytes);
    }

    async give(name, bytes) {
        const file = new File([bytes], name, {type: 'application/json'});
        if (matchMedia('(pointer: coarse)').matches && navigator.canShare?.({files: [file]})) {
            try {
                await navigator.share({files: [file]});
                return;
            } catch (error) {
                if (error.name === 'AbortError') {
                    return;
                }
            }
        }
        const link = document.createElement('a');
        link.href = URL.createObjectURL(file);
        link.download = name;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    }
}

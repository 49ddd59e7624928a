// SPDX-License-Identifier: MIT
// Files in and out: the share sheet or a download; a picker, a drop, or a file opened with us.

const PROGRAM_BYTES_MAX = 1000000;

/** The id of a program in a file, or null if it is something else. What it is worth the app says. */
function programId(bytes) {
    if (bytes.length > PROGRAM_BYTES_MAX) {
        return null;
    }
    try {
        const root = JSON.parse(new TextDecoder().decode(bytes));
        return 'program' in root && /^[a-z0-9-]{1,64}$/.test(root.id) ? root.id : null;
    } catch {
        return null;
    }
}

export class Files {
    // Set by main.js once the app runs.
    takeProgram() {}
    takeLog() {}

    constructor() {
        const element = document.createElement('input');
        element.type = 'file';
        element.accept = '.json,application/json';
        element.addEventListener('change', () => {
            [...element.files].forEach((file) => this.take(file));
            element.value = '';
        });
        this.picker = element;
        addEventListener('dragover', (event) => event.preventDefault());
        addEventListener('drop', (event) => {
            event.preventDefault();
            [...event.dataTransfer.files].forEach((file) => this.take(file));
        });
    }

    ask() {
        this.picker.click();
    }

    async take(file) {
        const bytes = new Uint8Array(await file.arrayBuffer());
        const id = programId(bytes);
        if (id === null) {
            this.takeLog(file.name, bytes);
        } else {
            this.takeProgram(id, bytes);
        }
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

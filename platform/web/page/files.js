// SPDX-License-Identifier: MIT
// Files out (share sheet or download) and in (picker or drop).

export class Files {
    // Set by main.js once the app runs.
    take() {}

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

// SPDX-License-Identifier: MIT
// Gives the page behind the picture and the system's bars the colour of the picture. Keeps the
// chosen theme for the start page (start.js), which is shown before the log is read.

export class Ground {
    #color = -1;
    #theme = -1;

    /** Call it after every step. color: 0xRRGGBB of the page that is shown; theme: as
     * ThemeChoice. */
    tend(color, theme) {
        if (color !== this.#color) {
            this.#color = color;
            const css = `#${color.toString(16).padStart(6, '0')}`;
            document.documentElement.style.setProperty('--ground', css);
            document.querySelectorAll('meta[name="theme-color"]').forEach((meta) => meta.setAttribute('content', css));
        }
        if (theme !== this.#theme) {
            this.#theme = theme;
            const name = ['', 'light', 'dark'][theme];
            document.documentElement.classList.remove('light', 'dark');
            if (name) {
                document.documentElement.classList.add(name);
            }
            try {
                localStorage.setItem('surefoot-theme', name);
            } catch {
                // If nothing can be kept, the start page has the system's theme.
            }
        }
    }
}

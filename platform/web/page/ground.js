// SPDX-License-Identifier: MIT
// What lies behind the picture has its colour: the page where it shows, and the system's bars. The
// chosen theme is kept for the start page (start.js), which comes before the log is read.

export class Ground {
    #color = -1;
    #theme = -1;

    /** After every step. color: 0xRRGGBB of the page that is shown; theme: as ThemeChoice. */
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
                // Where nothing is kept the start page has the system's theme.
            }
        }
    }
}

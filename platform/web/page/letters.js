// SPDX-License-Identifier: MIT
// Draws letters that Inter lacks: the browser finds a font, shapes and orders them.

const FAMILY = 'Surefoot Inter';
const FACES = {400: 'Inter-Regular.otf', 600: 'Inter-SemiBold.otf', 700: 'Inter-Bold.otf'};
/** A line whose first letter is written from right to left. */
const RIGHT_TO_LEFT = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const NOTHING = {box: [0, 0, 0, 0], coloured: false};
const PIXELS_MAX = 4 * 1024 * 1024;

export class Letters {
    #read;
    #context = null;
    /** The result of the last draw. */
    drawn = NOTHING;

    /** read: gives the bytes of one of our font files. */
    constructor(read) {
        this.#read = read;
    }

    width(weight, px, line) {
        this.#set(weight, px, line);
        return this.#context.measureText(line).width;
    }

    /** The place of the caret in px. before: the part of the line before it. */
    caret(weight, px, line, before) {
        const whole = this.width(weight, px, line);
        const behind = this.#context.measureText(before).width;
        return this.#context.direction === 'rtl' ? whole - behind : behind;
    }

    draw(weight, px, line) {
        this.#set(weight, px, line);
        const size = this.#context.measureText(line);
        const left = Math.ceil(size.actualBoundingBoxLeft) + 1;
        const top = Math.ceil(size.actualBoundingBoxAscent) + 1;
        const width = left + Math.ceil(size.actualBoundingBoxRight) + 1;
        const height = top + Math.ceil(size.actualBoundingBoxDescent) + 1;
        this.drawn = NOTHING;
        if (!(width > 2 && height > 2 && width * height <= PIXELS_MAX)) {
            return this.drawn;
        }
        this.#context.canvas.width = width;
        this.#context.canvas.height = height;
        const paint = (color) => {
            this.#set(weight, px, line);
            this.#context.clearRect(0, 0, width, height);
            this.#context.fillStyle = color;
            this.#context.fillText(line, left, top);
            return this.#context.getImageData(0, 0, width, height).data;
        };
        this.drawn = {...this.#part(paint, width * height), box: [-left, top, width, height]};
        return this.drawn;
    }

    /** Separates coverage and colours: a pixel that is the same in white text and in black text has
     *  a colour of its own. */
    #part(paint, count) {
        const white = paint('#fff');
        const cover = new Uint8Array(count);
        let coloured = false;
        for (let i = 0; i < count; i++) {
            cover[i] = white[4 * i + 3];
            coloured ||= cover[i] > 0 && (white[4 * i] & white[4 * i + 1] & white[4 * i + 2]) < 250;
        }
        if (!coloured) {
            return {cover, coloured};
        }
        const black = paint('#000');
        const colors = new Uint32Array(count);
        for (let i = 0; i < count; i++) {
            const [red, green, blue] = white.subarray(4 * i, 4 * i + 3);
            const same = Math.abs(red - black[4 * i]) + Math.abs(green - black[4 * i + 1]) +
                Math.abs(blue - black[4 * i + 2]) < 96;
            if (cover[i] > 0 && same) {
                colors[i] = (0xff000000 | red << 16 | green << 8 | blue) >>> 0;
            }
        }
        return {cover, coloured, colors};
    }

    #set(weight, px, line) {
        this.#context ??= this.#open();
        this.#context.font = `${weight} ${px}px "${FAMILY}", system-ui, sans-serif`;
        this.#context.direction = RIGHT_TO_LEFT.test(line) ? 'rtl' : 'ltr';
        this.#context.textAlign = 'left';
    }

    /** Loads Inter into the page, because letters that it has are drawn with it here too. */
    #open() {
        for (const [weight, name] of Object.entries(FACES)) {
            document.fonts.add(new FontFace(FAMILY, this.#read(name), {weight}));
        }
        return document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    }
}

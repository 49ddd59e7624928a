// SPDX-License-Identifier: MIT
// The C functions of system/page.h: each calls the object that the page has set as Module.page.
/* global mergeInto, LibraryManager, Module, UTF8ToString, HEAPU8, HEAPU32, HEAP32, HEAPF32, HEAPF64 */
mergeInto(LibraryManager.library, {
    page_now_ms: function () { return Module['page'].now(); },
    page_utc_ms: function () { return Date.now(); },
    page_utc_offset_min: function () { return -new Date().getTimezoneOffset(); },
    page_random: function (out, size) { crypto.getRandomValues(HEAPU8.subarray(out, out + size)); },
    page_prefers_dark: function () { return Module['page'].prefersDark(); },
    page_prefers_reduced_motion: function () { return Module['page'].prefersReducedMotion(); },
    page_prefers_contrast: function () { return Module['page'].prefersContrast(); },
    page_text_percent: function () { return Module['page'].textPercent(); },
    page_viewport: function (out) { HEAPF32.set(Module['page'].viewport(), out >> 2); },
    page_show: function (pixels, stride, x, y, width, height) {
        const image = new ImageData(width, height);
        const out = new Uint32Array(image.data.buffer);
        for (let row = 0, to = 0; row < height; row++) {
            let from = (pixels >> 2) + row * stride;
            for (const end = from + width; from < end; from++) {
                const pixel = HEAPU32[from];
                out[to++] = 0xff000000 | (pixel & 0xff) << 16 | (pixel & 0xff00) | (pixel >> 16 & 0xff);
            }
        }
        Module['canvas'].getContext('2d').putImageData(image, x, y);
    },
    page_letters_width: function (weight, px, line) {
        return Module['page'].letters.width(weight, px, UTF8ToString(line));
    },
    page_letters_caret: function (weight, px, line, at) {
        return Module['page'].letters.caret(weight, px, UTF8ToString(line), UTF8ToString(line, at));
    },
    page_letters_draw: function (weight, px, line, box) {
        const drawn = Module['page'].letters.draw(weight, px, UTF8ToString(line));
        HEAP32.set(drawn.box, box >> 2);
        return drawn.coloured;
    },
    page_letters_take: function (pixels, colors) {
        const drawn = Module['page'].letters.drawn;
        HEAPU8.set(drawn.cover, pixels);
        if (colors !== 0) {
            HEAPU32.set(drawn.colors, colors >> 2);
        }
    },
    page_motion_there: function () { return Module['page'].motion.there; },
    page_motion_start: function () { return Module['page'].motion.start(); },
    page_motion_stop: function () { Module['page'].motion.stop(); },
    page_motion_read: function (out, max) {
        const samples = Module['page'].motion.take(max);
        samples.forEach((sample, i) => HEAPF64.set(sample, (out >> 3) + 4 * i));
        return samples.length;
    },
    page_give: function (name, bytes, size) {
        Module['page'].files.give(UTF8ToString(name), HEAPU8.slice(bytes, bytes + size));
    },
    page_ask: function () { Module['page'].files.ask(); },
    page_speech_ms: function (text) { return Module['page'].speech.length(UTF8ToString(text)); },
    page_say: function (text, at) { Module['page'].speech.say(UTF8ToString(text), at); },
    page_say_nothing: function (from, until) { Module['page'].speech.leave(from, until); },
    page_hush: function () { Module['page'].speech.hush(); },
    page_speech_volume: function (volume) { Module['page'].speech.volume = volume; },
    page_over_silence_there: function () { return Module['page'].overSilenceThere; },
    page_over_silence: function (on) { Module['page'].overSilence(on !== 0); },
    page_keep_awake: function (on) { Module['page'].keepAwake(on !== 0); },
    page_vibrate: function (ms) { Module['page'].vibrate(ms); },
    page_typing: function (on) { Module['page'].typing(on !== 0); },
    page_renew: function () { Module['page'].renew(); },
    page_wake: function () { Module['page'].wake(); },
    page_fault: function (text) { Module['page'].fault(UTF8ToString(text)); },
    page_node: function (at) {
        const word = at >> 2;
        const state = HEAP32[word + 14];
        Module['page'].node({
            'id': HEAPU32[word],
            'parent': HEAP32[word + 1],
            'role': UTF8ToString(HEAPU32[word + 2]),
            'key': UTF8ToString(HEAPU32[word + 3]),
            'label': UTF8ToString(HEAPU32[word + 4]),
            'value': UTF8ToString(HEAPU32[word + 5]),
            'rect': Array.from(HEAPF32.subarray(word + 6, word + 10)),
            'whole': Array.from(HEAPF32.subarray(word + 10, word + 14)),
            'enabled': (state & 1) !== 0,
            'selected': (state & 2) !== 0,
            'focused': (state & 4) !== 0,
            'isNew': (state & 8) !== 0,
        });
    },
});

// SPDX-License-Identifier: MIT
// The start page before the app: its name, how much has been loaded, and in plain words why it does
// not open. Old JavaScript without dependencies, so that it runs where the app cannot. If this file
// is missing, index.html says so.
(function () {
    'use strict';

    /** Ms for which the network or the storage may be silent. */
    var SILENT_MS = 30000;
    var LOG_MS = 8000;
    var LOOK_MS = 1000;

    var WORDS = {
        old: 'This browser is too old for Surefoot. It opens in browsers from 2022 on.',
        wasm: 'This browser does not let Surefoot run: WebAssembly is missing. The browser may be too ' +
            'old, or a strict mode, Lockdown Mode for one, switches it off.',
        part: 'A part of Surefoot did not come. The connection may be lost, or something in the ' +
            'browser blocks it.',
        late: 'Nothing has come for a while. The connection may be lost; as soon as it is back, ' +
            'Surefoot goes on loading.',
        log: 'The browser does not open the place where your log is. Close other windows of Surefoot, ' +
            'or start the browser anew, and try again.',
        open: 'Something went wrong while Surefoot was opening. What you logged is still there.',
        stopped: 'Something went wrong, and Surefoot stopped. What was saved is still there.',
        moment: 'Surefoot opens here in a moment.',
        elsewhere: 'Surefoot is open in another window.',
        routine: 'A routine is open in another window of Surefoot. Go on there, or use Surefoot here: ' +
            'the routine is kept, and you can go on with it here.',
        unsaved: 'Another window of Surefoot has something that could not be saved yet. Please look ' +
            'there first.'
    };

    var root = document.documentElement;
    var element = function (id) { return document.getElementById(id); };
    /** What the page waits for ('' for nothing), and since when it was silent. */
    var awaited = 'late';
    var heard = performance.now();
    var resources = 0;
    var arrived = 0;
    var failed = false;
    var said = '';
    /** The start page, kept here while the app is shown. */
    var away = null;

    /** Shows a message in front of the app. here: what "Use here" does; null: no button. If it is
     *  left out, the button is "Try again". */
    function show(what, here) {
        var text = WORDS[what];
        said = what;
        if (document.readyState === 'loading') {
            document.addEventListener('DOMContentLoaded', function () {
                if (said === what) {
                    show(what, here);
                }
            });
            return;
        }
        if (away) {
            document.querySelector('main').appendChild(away);
            away = null;
        }
        element('why').textContent = text;
        element('retry').hidden = here !== undefined;
        element('here').hidden = !here;
        element('here').onclick = here || null;
        element('mirror').inert = true;
        root.classList.add('troubled');
        if (here !== null) {
            element(here ? 'here' : 'retry').focus();
        }
    }

    function clear() {
        said = '';
        root.classList.remove('troubled');
    }

    /** Shows why the app does not open. Only the first cause counts. */
    function fail(what, error) {
        if (error) {
            console.error(error);
        }
        if (!failed) {
            failed = true;
            awaited = '';
            show(what);
        }
    }

    function alive() {
        heard = performance.now();
        if (said === 'late' || said === 'log') {
            clear();
        }
    }

    function look() {
        var count = performance.getEntriesByType ? performance.getEntriesByType('resource').length : 0;
        if (document.hidden || awaited === '' || count !== resources) {
            resources = count;
            heard = performance.now();
        } else if (said === '' && performance.now() - heard > (awaited === 'log' ? LOG_MS : SILENT_MS)) {
            show(awaited);
        }
    }

    function faulty(event) {
        var from = event.target;
        if (failed || awaited === '') {
            return;
        }
        if (from && (from.tagName === 'SCRIPT' || from.rel === 'stylesheet')) {
            fail('part');
        } else if (event.error instanceof SyntaxError || /SyntaxError/.test(event.message)) {
            fail('old');
        } else if (event.message) {
            fail('open');
        }
    }

    /** The same response, with its bytes counted while they arrive. */
    function counted(answer) {
        var reader = answer.body.getReader();
        return new Response(new ReadableStream({start: function (out) {
            (function next() {
                reader.read().then(function (part) {
                    if (part.done) {
                        out.close();
                        return;
                    }
                    arrived += part.value.length;
                    if (element('arrived')) {
                        element('arrived').value = arrived;
                    }
                    alive();
                    out.enqueue(part.value);
                    next();
                }).catch(function (error) {
                    out.error(error);
                });
            }());
        }}), {headers: {'Content-Type': answer.headers.get('Content-Type')}});
    }

    /** Loads a large part, which is slow on the first visit only. No preload, because that gives
     *  all bytes at the end and no progress. */
    function load(name) {
        var worker = navigator.serviceWorker;
        var isHere = worker && worker.controller;
        if (!isHere) {
            root.classList.add('counts');
        }
        return fetch(name).then(function (answer) {
            if (!answer.ok) {
                throw new Error(name + ': ' + answer.status);
            }
            return isHere ? answer : counted(answer);
        });
    }

    /** Shows a failure of a part here, because main.js, which handles it too, may never load. */
    function needed(part) {
        part.catch(function (error) { fail('part', error); });
        return part;
    }

    /** Uses the theme that the person chose at the last visit; see ground.js. */
    function dress() {
        var theme = '';
        try {
            theme = localStorage.getItem('surefoot-theme');
        } catch (error) {
            return;
        }
        if (theme !== 'light' && theme !== 'dark') {
            return;
        }
        root.classList.add(theme);
        Array.prototype.forEach.call(document.querySelectorAll('meta[name="theme-color"]'), function (meta) {
            meta.setAttribute('content', theme === 'dark' ? '#1a1412' : '#f8f4ec');
        });
    }

    root.classList.add('starts');
    dress();
    addEventListener('error', faulty, true);
    var timer = setInterval(look, LOOK_MS);
    window.surefootStart = {
        /** Promises of the compiled app and of its files. */
        wasm: null,
        data: null,
        show: show,
        clear: function () {
            if (!failed) {
                clear();
            }
        },
        fail: fail,
        /** what: 'late' for parts, 'log', or '' if nothing has to arrive. */
        await: function (what) {
            awaited = what;
            alive();
        },
        /** The app draws from now on. If its style is missing, the message stays, because nobody
         *  could use the app without it. */
        done: function () {
            awaited = '';
            if (said !== 'part') {
                clearInterval(timer);
                clear();
                away = element('start');
                away.remove();
                element('mirror').inert = false;
            }
        }
    };
    if (!('noModule' in document.createElement('script'))) {
        fail('old');
    } else if (typeof WebAssembly !== 'object') {
        fail('wasm');
    } else if (!WebAssembly.compileStreaming) {
        fail('old');
    } else {
        window.surefootStart.wasm = needed(WebAssembly.compileStreaming(load('app.wasm')));
        window.surefootStart.data = needed(load('app.data').then(function (answer) { return answer.arrayBuffer(); }));
    }
}());

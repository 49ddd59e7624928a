// SPDX-License-Identifier: MIT
// Safari on iOS lets a page be put on the home screen, and tells nobody: so it is said, once.

const SAID = 'surefoot-home-screen';

/** say: called if the page could be on the home screen and is not, the first time. */
export function hintAtHomeScreen(say) {
    try {
        if (navigator.standalone === false && localStorage.getItem(SAID) === null) {
            localStorage.setItem(SAID, '1');
            say();
        }
    } catch {
        // Where nothing is kept it would be said each time.
    }
}

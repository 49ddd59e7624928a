// SPDX-License-Identifier: MIT
// Tells people once that Safari on iOS can put the page on the home screen, because Safari does
// not.

const SAID = 'surefoot-home-screen';

/** say: called the first time that the page could be on the home screen but is not. */
export function hintAtHomeScreen(say) {
    try {
        if (navigator.standalone === false && localStorage.getItem(SAID) === null) {
            localStorage.setItem(SAID, '1');
            say();
        }
    } catch {
        // If nothing can be kept, it would be said each time.
    }
}

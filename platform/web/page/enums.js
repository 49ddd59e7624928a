// SPDX-License-Identifier: MIT
// Numbers that C has names for.

/** WebNotice. */
export const NOTICE = {notKept: 0, newVersion: 1, nextTime: 2, unread: 3, homeScreen: 4};
/** AppPlace, by what ?start= asks for. */
export const PLACES = {today: 0, brush: 1, programs: 2};

// SPDX-License-Identifier: MIT
// Numbers of enums in C.

/** As WebNotice in web.h. */
export const NOTICE = {notKept: 0, newVersion: 1, nextTime: 2, unread: 3, homeScreen: 4};
/** As AppPlace in app.h, by the value of ?start=. */
export const PLACES = {today: 0, brush: 1, programs: 2};

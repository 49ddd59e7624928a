/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <string.h>

#include "surefoot/vocabulary.h"

/* A value without a word would be NULL; a word twice could not be read back. */
static void test_vocabulary__every_value_has_a_word_of_its_own(void **state)
{
    (void)state;
    const Words all[] = {
        WORDS_OF(step_kind_words),  WORDS_OF(segment_kind_words), WORDS_OF(cue_words),
        WORDS_OF(tone_words),       WORDS_OF(mode_words),         WORDS_OF(side_words),
        WORDS_OF(sides_words),      WORDS_OF(side_order_words),   WORDS_OF(side_first_words),
        WORDS_OF(first_move_words), WORDS_OF(dose_origin_words),  WORDS_OF(load_tier_words),
        WORDS_OF(eyes_words),       WORDS_OF(surface_words),      WORDS_OF(stop_words),
        WORDS_OF(try_place_words),  WORDS_OF(try_end_words),      WORDS_OF(session_end_words),
        WORDS_OF(effort_words),     WORDS_OF(outcome_words),      WORDS_OF(pain_moment_words),
        WORDS_OF(pain_zone_words),  WORDS_OF(status_words),
    };
    for (size_t list = 0; list < SF_COUNT(all); list++) {
        for (int32_t i = 0; i < all[list].count; i++) {
            assert_non_null(all[list].items[i]);
            for (int32_t k = 0; k < i; k++) {
                assert_string_not_equal(all[list].items[i], all[list].items[k]);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vocabulary__every_value_has_a_word_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

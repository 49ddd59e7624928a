/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <string.h>

#include "facts_kit.h"
#include "surefoot/fact_fields.h"
#include "surefoot/vocabulary.h"

static void test_uuid__is_version_7_of_its_time(void **state)
{
    (void)state;
    const uint8_t random[10] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
    char text[UUID_TEXT_BYTES];
    uuid_format(text, uuid_make(0x017F22E279B0, random));
    assert_string_equal(text, "017f22e2-79b0-7fff-bfff-ffffffffffff");
    const uint8_t zero[10] = {0};
    uuid_format(text, uuid_make(0x017F22E279B0, zero));
    assert_string_equal(text, "017f22e2-79b0-7000-8000-000000000000");
    uuid_format(text, uuid_make(-5, zero)); /* before 1970 there is no such time */
    assert_string_equal(text, "00000000-0000-7000-8000-000000000000");
}

static void test_uuid__orders_by_time(void **state)
{
    (void)state;
    const uint8_t high[10] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
    const uint8_t low[10] = {0};
    const Uuid before = uuid_make(KIT_NOON_MS, high);
    const Uuid after = uuid_make(KIT_NOON_MS + 1, low);
    assert_true(memcmp(before.bytes, after.bytes, sizeof(before.bytes)) < 0);
}

static void test_uuid__text_goes_both_ways(void **state)
{
    (void)state;
    Uuid parsed;
    char text[UUID_TEXT_BYTES];
    assert_true(uuid_parse(&parsed, "017F22E2-79b0-7cc3-98C4-dc0c0c07398f"));
    uuid_format(text, parsed);
    assert_string_equal(text, "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
}

static void test_uuid__refuses_what_is_none(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "017f22e2",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398f0",
        "017f22e279b0-7cc3-98c4-dc0c0c07398f-",
        "017f22e2x79b0-7cc3-98c4-dc0c0c07398f",
        "g17f22e2-79b0-7cc3-98c4-dc0c0c07398f",
        "0/7f22e2-79b0-7cc3-98c4-dc0c0c07398f",
        "0:7f22e2-79b0-7cc3-98c4-dc0c0c07398f",
        "0@7f22e2-79b0-7cc3-98c4-dc0c0c07398f",
        "{17f22e2-79b0-7cc3-98c4-dc0c0c07398}",
    };
    const Uuid before = kit_device(3);
    for (size_t i = 0; i < SF_COUNT(bad); i++) {
        Uuid out = before;
        assert_false(uuid_parse(&out, bad[i]));
        assert_true(uuid_equal(out, before));
    }
    Uuid out;
    assert_false(uuid_parse(&out, NULL));
}

static void test_uuid__none_is_zero(void **state)
{
    (void)state;
    assert_true(uuid_is_none((Uuid){{0}}));
    assert_false(uuid_is_none(kit_device(1)));
    assert_false(uuid_equal(kit_device(1), kit_device(2)));
}

static void test_fact_fields__words_are_those_of_the_rest_of_the_app(void **state)
{
    (void)state;
    const FactField *segment = fact_field(FACT_SET, "segment");
    for (int64_t i = segment->min; i <= segment->max; i++) {
        assert_string_equal(segment->words[i], segment_kind_words[(SegmentKind)i]);
    }
    assert_int_equal(segment->max, SEGMENT_CHANGE);
    const FactField *side = fact_field(FACT_SET, "side");
    for (int64_t i = side->min; i <= side->max; i++) {
        assert_string_equal(side->words[i], side_words[(Side)i]);
    }
    static const struct {
        FactKind kind;
        const char *field;
        const char *word;
        int32_t value;
    } cases[] = {
        {FACT_SESSION, "end", "hurt", SESSION_HURT},
        {FACT_SESSION, "effort", "hard", EFFORT_HARD},
        {FACT_SET, "outcome", "hurt", OUTCOME_HURT},
        {FACT_PAIN, "moment", "morning", PAIN_MORNING},
        {FACT_PAIN, "zone", "behind", ZONE_BEHIND},
        {FACT_PAIN, "knee", "right", SIDE_RIGHT},
        {FACT_STATUS, "status", "resting", STATUS_RESTING},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        int32_t value = -1;
        assert_true(
            fact_word_find(fact_field(cases[i].kind, cases[i].field), cases[i].word, &value));
        assert_int_equal(value, cases[i].value);
    }
    int32_t value = -1;
    assert_false(fact_word_find(fact_field(FACT_PAIN, "knee"), "both", &value));
}

static void test_fact_fields__kinds_have_words(void **state)
{
    (void)state;
    for (int kind = FACT_SESSION; kind <= FACT_SQUAT; kind++) {
        FactKind found = FACT_SESSION;
        assert_true(fact_kind_find(&found, fact_shape((FactKind)kind)->word));
        assert_int_equal(found, kind);
    }
    FactKind found;
    assert_false(fact_kind_find(&found, "balance"));
    assert_null(fact_shape((FactKind)0));
    assert_null(fact_shape((FactKind)9));
    assert_null(fact_field(FACT_PAIN, "weight"));
    assert_null(fact_field((FactKind)99, "level"));
}

static void test_fact_fields__utf8_is_strict(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t size;
        bool valid;
    } cases[] = {
        {"", 0, true},
        {"plain", 5, true},
        {"\xc3\xa9\xe2\x82\xac\xf0\x9f\xa6\xb5", 9, true},
        {"\xf4\x8f\xbf\xbf", 4, true},
        {"a\0b", 3, false},
        {"\x80", 1, false},
        {"\xc0\xaf", 2, false},         /* overlong */
        {"\xe0\x80\xaf", 3, false},     /* overlong */
        {"\xf0\x80\x80\xaf", 4, false}, /* overlong */
        {"\xed\xa0\x80", 3, false},     /* half of a surrogate pair */
        {"\xf4\x90\x80\x80", 4, false}, /* beyond U+10FFFF */
        {"\xf5\x80\x80\x80", 4, false},
        {"\xe2\x82", 2, false}, /* cut */
        {"\xc3\x28", 2, false},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        assert_int_equal(fact_text_valid(cases[i].text, cases[i].size), cases[i].valid);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_uuid__is_version_7_of_its_time),
        cmocka_unit_test(test_uuid__orders_by_time),
        cmocka_unit_test(test_uuid__text_goes_both_ways),
        cmocka_unit_test(test_uuid__refuses_what_is_none),
        cmocka_unit_test(test_uuid__none_is_zero),
        cmocka_unit_test(test_fact_fields__words_are_those_of_the_rest_of_the_app),
        cmocka_unit_test(test_fact_fields__kinds_have_words),
        cmocka_unit_test(test_fact_fields__utf8_is_strict),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

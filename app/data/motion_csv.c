/* SPDX-License-Identifier: MIT */
/* Reads a recording of the motion sensor from CSV. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "surefoot/limits.h"
#include "surefoot/memory.h"
#include "surefoot/motion.h"

#define HEADER "t,ax,ay,az"
#define FIELDS 4
#define NUMBER_BYTES 32   /* of one number: more digits than any sensor has */
#define SECONDS_MAX 1.0e9 /* of t: microseconds still fit, and a double still holds them */
#define VALUE_MAX 1.0e6   /* m/s^2: so that no sum of squares leaves a float */

typedef struct Reader {
    const char *name;
    const char *text;
    size_t size;
    size_t at;
    size_t line_at; /* where the line begins */
    int32_t line;
    MotionRecording *out;
    int32_t capacity;
    SfErrorInfo *err;
} Reader;

static SfError fault(const Reader *reader, SfError code, const char *what)
{
    return sf_fail(reader->err, code, "%.300s:%d:%d: %s", reader->name, (int)reader->line,
                   (int)(reader->at - reader->line_at) + 1, what);
}

static char peek(const Reader *reader)
{
    return reader->at < reader->size ? reader->text[reader->at] : '\0';
}

static bool take(Reader *reader, const char *word)
{
    const size_t length = strlen(word);
    if (reader->size - reader->at < length ||
        memcmp(reader->text + reader->at, word, length) != 0) {
        return false;
    }
    reader->at += length;
    return true;
}

static bool take_line_end(Reader *reader)
{
    if (reader->at < reader->size && !take(reader, "\r\n") && !take(reader, "\n")) {
        return false;
    }
    reader->line_at = reader->at;
    reader->line++;
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t digits(const char *text)
{
    size_t count = 0;
    while (is_digit(text[count])) {
        count++;
    }
    return count;
}

/* The length of a number at the start of a terminated text: -12.5 or 1.5e-3; 0 if there is none. */
static size_t number_length(const char *text)
{
    size_t at = text[0] == '-' ? 1 : 0;
    const size_t whole = digits(text + at);
    at += whole;
    if (whole > 0 && text[at] == '.') {
        const size_t fraction = digits(text + at + 1);
        at += fraction > 0 ? fraction + 1 : 0;
    }
    if (whole > 0 && (text[at] == 'e' || text[at] == 'E')) {
        const size_t sign = text[at + 1] == '-' || text[at + 1] == '+' ? 1 : 0;
        const size_t exponent = digits(text + at + 1 + sign);
        at += exponent > 0 ? exponent + 1 + sign : 0;
    }
    return whole > 0 ? at : 0;
}

static SfError take_number(Reader *reader, double limit, double *out)
{
    char text[NUMBER_BYTES + 1] = {0};
    const size_t left = reader->size - reader->at;
    memcpy(text, reader->text + reader->at, left < NUMBER_BYTES ? left : NUMBER_BYTES);
    const size_t length = number_length(text);
    if (length == 0 || length == NUMBER_BYTES) {
        return fault(reader, SF_E_INPUT, "a decimal number such as -0.125 is wanted here");
    }
    text[length] = '\0';
    *out = strtod(text, NULL);
    if (!(fabs(*out) <= limit)) {
        return fault(reader, SF_E_INPUT, "the number is beyond anything a sensor gives");
    }
    reader->at += length;
    return SF_OK;
}

static SfError grow(Reader *reader)
{
    MotionRecording *out = reader->out;
    if (out->count == LIMIT_MOTION_SAMPLES) {
        return fault(reader, SF_E_TOOBIG, "the recording has too many samples");
    }
    MotionSample *samples =
        array_grow(out->samples, &reader->capacity, out->count + 1, sizeof(*samples));
    if (samples == NULL) {
        return sf_fail(reader->err, SF_E_NOMEM, "out of memory");
    }
    out->samples = samples;
    return SF_OK;
}

static SfError read_sample(Reader *reader)
{
    double values[FIELDS] = {0};
    SfError error = grow(reader);
    for (int32_t i = 0; i < FIELDS && error == SF_OK; i++) {
        if (i > 0 && !take(reader, ",")) {
            return fault(reader, SF_E_INPUT, "a comma is wanted here: each line is " HEADER);
        }
        error = take_number(reader, i == 0 ? SECONDS_MAX : VALUE_MAX, &values[i]);
    }
    if (error != SF_OK) {
        return error;
    }
    MotionRecording *out = reader->out;
    const int64_t at_us = llround(values[0] * 1e6);
    if (out->count > 0 && at_us <= out->samples[out->count - 1].at_us) {
        reader->at = reader->line_at;
        return fault(reader, SF_E_INPUT, "t is not later than in the line before");
    }
    if (!take_line_end(reader)) {
        return fault(reader, SF_E_INPUT, "the line has more than " HEADER);
    }
    out->samples[out->count++] =
        (MotionSample){at_us, (float)values[1], (float)values[2], (float)values[3]};
    return SF_OK;
}

static SfError read_all(Reader *reader)
{
    if (reader->size > LIMIT_MOTION_BYTES) {
        return fault(reader, SF_E_TOOBIG, "the recording is larger than 16 MiB");
    }
    if (!take(reader, HEADER) || (peek(reader) != '\0' && !take_line_end(reader))) {
        reader->at = 0;
        return fault(reader, SF_E_INPUT, "the first line has to be " HEADER);
    }
    while (reader->at < reader->size) {
        const SfError error = read_sample(reader);
        if (error != SF_OK) {
            return error;
        }
    }
    return reader->out->count > 0 ? SF_OK : fault(reader, SF_E_INPUT, "there are no samples");
}

SfError motion_read_csv(
    MotionRecording *out, const char *name, const char *text, size_t size, SfErrorInfo *err)
{
    *out = (MotionRecording){0};
    Reader reader = {.name = name, .text = text, .size = size, .line = 1, .out = out, .err = err};
    const SfError error = read_all(&reader);
    if (error != SF_OK) {
        motion_recording_deinit(out);
    }
    return error;
}

void motion_recording_deinit(MotionRecording *recording)
{
    sf_free(recording->samples);
    *recording = (MotionRecording){0};
}

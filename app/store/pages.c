/* SPDX-License-Identifier: MIT */
/* Reads the pages of a database file directly, without SQLite. */
#include "pages.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* https://www.sqlite.org/fileformat2.html */
#define FILE_HEAD 100
#define PAGE_BYTES ((size_t)4096) /* of every log of ours, whatever a damaged head says */
#define TABLE_LEAF 0x0d
#define LEAF_HEAD 8
#define WAL_HEAD 32
#define WAL_MAGIC 0x377f0683U /* or one less: with words of the other order */
#define FRAME_HEAD 24
#define SALT_BYTES 8
#define READ_BYTES ((size_t)1024 * 1024)
#define MOST_BYTES ((size_t)1024 * 1024 * 1024)
#define PATH_BYTES 1100

static size_t two_bytes(const uint8_t *at)
{
    return (size_t)at[0] << 8 | (size_t)at[1];
}

static uint32_t four_bytes(const uint8_t *at)
{
    return (uint32_t)two_bytes(at) << 16 | (uint32_t)two_bytes(at + 2);
}

/* All bytes of a file; none if it is not there. */
static SfError read_file(const char *path, uint8_t **bytes, size_t *size, SfErrorInfo *err)
{
    *bytes = NULL;
    *size = 0;
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return errno == ENOENT ? SF_OK
                               : sf_fail(err, SF_E_IO, "cannot be read: %s", strerror(errno));
    }
    SfError code = SF_OK;
    size_t room = 0;
    size_t got = 1;
    while (code == SF_OK && got > 0) {
        if (*size == room) {
            room += room < READ_BYTES ? READ_BYTES : room;
            uint8_t *more = room <= MOST_BYTES ? sf_realloc(*bytes, room) : NULL;
            if (more == NULL) {
                code = sf_fail(err, SF_E_NOMEM, "cannot be looked through: out of memory");
                break;
            }
            *bytes = more;
        }
        errno = 0;
        got = fread(*bytes + *size, 1, room - *size, file);
        *size += got;
        if (ferror(file) != 0) {
            code = sf_fail(err, SF_E_IO, "cannot be read: %s", strerror(errno));
        }
    }
    (void)fclose(file);
    return code;
}

/* Lays one page of the write-ahead log over the file. */
static bool lay_over(Pages *pages, const uint8_t *frame)
{
    const size_t end = (size_t)four_bytes(frame) * PAGE_BYTES;
    if (end == 0 || end > MOST_BYTES) {
        return true; /* no page of ours */
    }
    if (end > pages->size) {
        uint8_t *more = sf_realloc(pages->bytes, end);
        if (more == NULL) {
            return false;
        }
        memset(more + pages->size, 0, end - pages->size);
        pages->bytes = more;
        pages->size = end;
    }
    memcpy(pages->bytes + end - PAGE_BYTES, frame + FRAME_HEAD, PAGE_BYTES);
    return true;
}

/* The sum that runs over a write-ahead log, in words whose order its head says. */
typedef struct WalSum {
    bool big_endian;
    uint32_t first;
    uint32_t second;
} WalSum;

static void add_to_sum(WalSum *sum, const uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i + 8 <= size; i += 8) {
        uint32_t words[2];
        for (size_t w = 0; w < 2; w++) {
            const uint8_t *at = bytes + i + 4 * w;
            words[w] = sum->big_endian ? four_bytes(at)
                                       : (uint32_t)at[3] << 24 | (uint32_t)at[2] << 16 |
                                             (uint32_t)at[1] << 8 | (uint32_t)at[0];
        }
        sum->first += words[0] + sum->second;
        sum->second += words[1] + sum->first;
    }
}

static bool is_sum(const WalSum *sum, const uint8_t *said)
{
    return four_bytes(said) == sum->first && four_bytes(said + 4) == sum->second;
}

/* Frames count up to the last that ends a transaction and that was written whole. */
static size_t end_of_wal(const uint8_t *wal, size_t size, size_t *log_pages)
{
    const size_t step = FRAME_HEAD + PAGE_BYTES;
    size_t end = WAL_HEAD;
    if (size < WAL_HEAD || (four_bytes(wal) | 1U) != WAL_MAGIC ||
        four_bytes(wal + 8) != PAGE_BYTES) {
        return 0;
    }
    WalSum sum = {.big_endian = (wal[3] & 1U) != 0};
    add_to_sum(&sum, wal, WAL_HEAD - 8);
    if (!is_sum(&sum, wal + WAL_HEAD - 8)) {
        return 0;
    }
    for (size_t at = WAL_HEAD; at + step <= size; at += step) {
        add_to_sum(&sum, wal + at, 8);
        add_to_sum(&sum, wal + at + FRAME_HEAD, PAGE_BYTES);
        /* One of an older log has another salt. */
        if (memcmp(wal + at + 8, wal + 16, SALT_BYTES) != 0 || !is_sum(&sum, wal + at + 16)) {
            break;
        }
        if (four_bytes(wal + at + 4) != 0) {
            end = at + step;
            *log_pages = four_bytes(wal + at + 4);
        }
    }
    return end;
}

static bool lay_wal_over(Pages *pages, const uint8_t *wal, size_t size)
{
    size_t log_pages = 0;
    const size_t end = end_of_wal(wal, size, &log_pages);
    for (size_t at = WAL_HEAD; at < end; at += FRAME_HEAD + PAGE_BYTES) {
        if (!lay_over(pages, wal + at)) {
            return false;
        }
    }
    const size_t said = log_pages * PAGE_BYTES;
    pages->size = said > 0 && said < pages->size ? said : pages->size;
    return true;
}

SfError pages_open(Pages *out, const char *path, SfErrorInfo *err)
{
    char wal_path[PATH_BYTES];
    uint8_t *wal = NULL;
    size_t wal_size = 0;
    *out = (Pages){0};
    SfError code = read_file(path, &out->bytes, &out->size, err);
    if (code == SF_OK && sf_format(wal_path, sizeof(wal_path), "%s-wal", path)) {
        code = read_file(wal_path, &wal, &wal_size, err);
    }
    if (code == SF_OK && wal != NULL && !lay_wal_over(out, wal, wal_size)) {
        code = sf_fail(err, SF_E_NOMEM, "cannot be looked through: out of memory");
    }
    sf_free(wal);
    if (code != SF_OK) {
        pages_close(out);
    }
    return code;
}

void pages_close(Pages *pages)
{
    sf_free(pages->bytes);
    *pages = (Pages){0};
}

/* The number at `at`, which is moved behind it; false if it does not end before `end`. */
static bool read_varint(const uint8_t *bytes, size_t *at, size_t end, uint64_t *out)
{
    *out = 0;
    for (int i = 0; i < 9; i++) {
        if (*at >= end) {
            return false;
        }
        const uint8_t byte = bytes[(*at)++];
        if (i == 8) {
            *out = *out << 8 | byte;
            return true;
        }
        *out = *out << 7 | (byte & 0x7fU);
        if ((byte & 0x80U) == 0) {
            return true;
        }
    }
    return false;
}

typedef struct RowList {
    PageRow *items;
    int32_t count;
    int32_t capacity;
} RowList;

static bool add_row(RowList *list, PageRow row)
{
    if (list->count == list->capacity) {
        const int32_t capacity = list->capacity == 0 ? 1024 : list->capacity * 2;
        PageRow *more = sf_realloc(list->items, (size_t)capacity * sizeof(*more));
        if (more == NULL) {
            return false;
        }
        list->items = more;
        list->capacity = capacity;
    }
    list->items[list->count++] = row;
    return true;
}

static bool add_leaf(const Pages *pages, size_t page, RowList *list)
{
    const size_t head = page + (page == 0 ? FILE_HEAD : 0);
    const size_t end = page + PAGE_BYTES;
    if (pages->bytes[head] != TABLE_LEAF) {
        return true;
    }
    const size_t cells = two_bytes(pages->bytes + head + 3);
    for (size_t i = 0; i < cells; i++) {
        const size_t pointer = head + LEAF_HEAD + 2 * i;
        if (pointer + 2 > end) {
            break;
        }
        const size_t cell = page + two_bytes(pages->bytes + pointer);
        size_t at = cell;
        uint64_t payload;
        uint64_t seq;
        if (cell > pointer && read_varint(pages->bytes, &at, end, &payload) &&
            read_varint(pages->bytes, &at, end, &seq) && (int64_t)seq > 0 &&
            !add_row(list, (PageRow){(int64_t)seq, cell})) {
            return false;
        }
    }
    return true;
}

static int order_rows(const void *left, const void *right)
{
    const PageRow *a = left;
    const PageRow *b = right;
    if (a->seq != b->seq) {
        return a->seq < b->seq ? -1 : 1;
    }
    return (a->at > b->at) - (a->at < b->at);
}

SfError pages_rows(const Pages *pages, PageRow **rows, int32_t *count)
{
    RowList list = {0};
    bool room = true;
    for (size_t page = 0; room && page + PAGE_BYTES <= pages->size; page += PAGE_BYTES) {
        room = add_leaf(pages, page, &list);
    }
    if (!room) {
        sf_free(list.items);
        list = (RowList){0};
    } else if (list.count > 1) {
        qsort(list.items, (size_t)list.count, sizeof(*list.items), order_rows);
    }
    *rows = list.items;
    *count = list.count;
    return room ? SF_OK : SF_E_NOMEM;
}

/* How much of a payload lies in the leaf itself. */
static size_t local_bytes(size_t payload)
{
    const size_t most = PAGE_BYTES - 35;
    const size_t least = (PAGE_BYTES - 12) * 32 / 255 - 23;
    if (payload <= most) {
        return payload;
    }
    const size_t fitting = least + (payload - least) % (PAGE_BYTES - 4);
    return fitting <= most ? fitting : least;
}

/* A payload that goes on in other pages, in one piece; NULL if its chain is broken. */
static uint8_t *gather(const Pages *pages, size_t at, size_t local, size_t payload)
{
    uint8_t *whole = sf_alloc(payload);
    if (whole == NULL) {
        return NULL;
    }
    memcpy(whole, pages->bytes + at, local);
    uint64_t next = four_bytes(pages->bytes + at + local);
    for (size_t done = local; done < payload;) {
        const uint64_t from = (next - 1) * PAGE_BYTES;
        if (next == 0 || from + PAGE_BYTES > pages->size) {
            sf_free(whole);
            return NULL;
        }
        const size_t left = payload - done;
        const size_t part = left < PAGE_BYTES - 4 ? left : PAGE_BYTES - 4;
        memcpy(whole + done, pages->bytes + from + 4, part);
        next = four_bytes(pages->bytes + from);
        done += part;
    }
    return whole;
}

/* Bytes of a value of this serial type in the body. */
static size_t value_bytes(uint64_t type)
{
    static const uint8_t sizes[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};
    return type < SF_COUNT(sizes) ? sizes[type] : (size_t)(type - 12) / 2;
}

static PageValue read_value(uint64_t type, const uint8_t *bytes)
{
    PageValue value = {.bytes = bytes, .size = value_bytes(type)};
    if (type == 0 || type == 10 || type == 11) {
        value.type = PAGE_NULL;
    } else if (type == 7) {
        value.type = PAGE_REAL;
    } else if (type >= 12) {
        value.type = type % 2 == 0 ? PAGE_BLOB : PAGE_TEXT;
    } else {
        uint64_t number = value.size > 0 && (bytes[0] & 0x80U) != 0 ? UINT64_MAX : 0;
        for (size_t i = 0; i < value.size; i++) {
            number = number << 8 | bytes[i];
        }
        value.type = PAGE_INT;
        value.number = type == 9 ? 1 : (int64_t)number;
    }
    return value;
}

static bool read_values(const uint8_t *payload, size_t size, PageRecord *out)
{
    size_t at = 0;
    uint64_t head;
    if (!read_varint(payload, &at, size, &head) || head > size) {
        return false;
    }
    size_t body = (size_t)head;
    while (at < head) {
        uint64_t type;
        if (out->count == PAGE_VALUES || !read_varint(payload, &at, (size_t)head, &type) ||
            value_bytes(type) > size - body) {
            return false;
        }
        out->values[out->count++] = read_value(type, payload + body);
        body += value_bytes(type);
    }
    return true;
}

bool pages_record(const Pages *pages, const PageRow *row, PageRecord *out)
{
    const size_t end = row->at / PAGE_BYTES * PAGE_BYTES + PAGE_BYTES;
    size_t at = row->at;
    uint64_t payload;
    uint64_t seq;
    *out = (PageRecord){0};
    if (!read_varint(pages->bytes, &at, end, &payload) ||
        !read_varint(pages->bytes, &at, end, &seq) || payload > pages->size) {
        return false;
    }
    const size_t size = (size_t)payload;
    const size_t local = local_bytes(size);
    if (at + local + (local < size ? 4 : 0) > end) {
        return false;
    }
    if (local < size) {
        out->payload = gather(pages, at, local, size);
        if (out->payload == NULL) {
            return false;
        }
    }
    if (!read_values(local < size ? out->payload : pages->bytes + at, size, out)) {
        page_record_deinit(out);
        return false;
    }
    return true;
}

void page_record_deinit(PageRecord *record)
{
    sf_free(record->payload);
    *record = (PageRecord){0};
}

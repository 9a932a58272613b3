#include "parser.h"

#include <stdlib.h>
#include <string.h>

enum { header_bytes = 10 };

void parser_begin(struct parser *parser, size_t limit) {
  memset(parser, 0, sizeof *parser);
  parser->limit = limit;
}

void parser_end(struct parser *parser) { free(parser->bytes); }

void parser_put(struct parser *parser, const char *bytes, size_t count) {
  if (parser->size + count > parser->capacity) {
    size_t wanted = 2 * (parser->size + count);
    char *more = realloc(parser->bytes, wanted);
    if (more == NULL) abort();
    parser->bytes = more;
    parser->capacity = wanted;
  }
  memcpy(parser->bytes + parser->size, bytes, count);
  parser->size += count;
}

/* The first byte that no header has there; as many as there are where all are good. */
static size_t first_wrong(const char *header, size_t count) {
  size_t at = 0;
  while (at < count && '0' <= header[at] && header[at] <= '9') ++at;
  if (at == 0) return 0;
  if (header[0] == '0' && at > 1) return 1;
  while (at < count && header[at] == ' ') ++at;
  return at;
}

static size_t length(const char *header) {
  size_t value = 0;
  for (int i = 0; i < header_bytes && header[i] != ' '; ++i) {
    value = value * 10 + (size_t)(header[i] - '0');
  }
  return value;
}

static int fail(struct parser *parser, int error, size_t offset) {
  parser->error_offset = parser->start + offset;
  return parser->error = error;
}

int parser_get(struct parser *parser, const char **payload, size_t *size) {
  if (parser->error != 0) return parser->error;
  if (parser->taken > 0) {
    parser->size -= parser->taken;
    memmove(parser->bytes, parser->bytes + parser->taken, parser->size);
    parser->start += parser->taken;
    parser->taken = 0;
  }
  if (parser->size == 0) return 0;
  size_t count = parser->size < header_bytes ? parser->size : header_bytes;
  size_t wrong = first_wrong(parser->bytes, count);
  if (wrong < count) return fail(parser, -1, wrong);
  if (count < header_bytes) return 0;
  if (length(parser->bytes) > parser->limit) return fail(parser, -2, 0);
  if (parser->size - header_bytes < length(parser->bytes)) return 0;
  *payload = parser->bytes + header_bytes;
  *size = length(parser->bytes);
  parser->taken = header_bytes + *size;
  return 1;
}

size_t parser_missing(const struct parser *parser) {
  size_t there = parser->size - parser->taken;
  if (there == 0) return 0;
  if (there < header_bytes) return header_bytes - there;
  return header_bytes + length(parser->bytes) - there;
}

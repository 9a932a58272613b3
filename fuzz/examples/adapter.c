/* parser.h behind fuzz/adapter.h: what an adapter has to do, and no more. */
#include <adapter.h>
#include <stdlib.h>

#include "parser.h"

struct shortread_parser {
  struct parser parser;
};

shortread_parser *shortread_open(uint64_t limit) {
  shortread_parser *opened = malloc(sizeof *opened);
  if (opened != NULL) parser_begin(&opened->parser, limit);
  return opened;
}

void shortread_close(shortread_parser *opened) {
  parser_end(&opened->parser);
  free(opened);
}

void shortread_feed(shortread_parser *opened, const char *bytes, size_t count) {
  parser_put(&opened->parser, bytes, count);
}

int shortread_next(shortread_parser *opened, const char **payload, size_t *size) {
  return parser_get(&opened->parser, payload, size); /* its answers happen to be the adapter's */
}

int shortread_end(shortread_parser *opened, uint64_t *missing) {
  *missing = parser_missing(&opened->parser);
  return *missing == 0 ? 0 : SHORTREAD_TORN;
}

uint64_t shortread_error_offset(const shortread_parser *opened) {
  const struct parser *parser = &opened->parser;
  return parser->error != 0 ? parser->error_offset : parser->start + parser->size;
}

/* A framing parser in C, as somebody may have one: for the adapter beside it to adapt. */
#ifndef PARSER_H
#define PARSER_H

#include <stddef.h>

struct parser {
  char *bytes; /* not taken yet */
  size_t size, capacity;
  size_t limit;
  size_t start; /* of the current frame, in the stream */
  size_t error_offset;
  size_t taken; /* of the frame handed out last: dropped at the next call */
  int error;    /* 0, -1: malformed, -2: too long */
};

void parser_begin(struct parser *parser, size_t limit);
void parser_end(struct parser *parser);
void parser_put(struct parser *parser, const char *bytes, size_t count);

/* 1: a frame of *size bytes at *payload; 0: not yet; below: an error. */
int parser_get(struct parser *parser, const char **payload, size_t *size);

/* How many bytes the begun frame lacks; 0 between frames. */
size_t parser_missing(const struct parser *parser);

#endif

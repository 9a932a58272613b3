/* hiredis's reader (libhiredis-dev): Redis replies, each written out as one message. */
#include <adapter.h>
#include <hiredis/hiredis.h>
#include <stdio.h>
#include <stdlib.h>

#include "events.h"

struct shortread_parser {
  redisReader *reader;
  struct events events;
};

shortread_parser *shortread_open(uint64_t limit) {
  (void)limit;
  shortread_parser *opened = (shortread_parser *)calloc(1, sizeof *opened);
  if (opened != NULL) opened->reader = redisReaderCreate();
  return opened;
}

void shortread_close(shortread_parser *opened) {
  redisReaderFree(opened->reader);
  events_free(&opened->events);
  free(opened);
}

void shortread_feed(shortread_parser *opened, const char *bytes, size_t count) {
  redisReaderFeed(opened->reader, bytes, count);
}

static void write_out(struct events *events, const redisReply *reply) {
  char kind[64];
  snprintf(kind, sizeof kind, "%d %lld %zu ", reply->type, reply->integer, reply->elements);
  events_text(events, kind, strlen(kind));
  if (reply->str != NULL) events_text(events, reply->str, reply->len);
  for (size_t i = 0; i < reply->elements; ++i) write_out(events, reply->element[i]);
}

int shortread_next(shortread_parser *opened, const char **payload, size_t *size) {
  void *reply = NULL;
  if (redisReaderGetReply(opened->reader, &reply) != REDIS_OK) return SHORTREAD_MALFORMED;
  if (reply == NULL) return SHORTREAD_MORE;
  write_out(&opened->events, (redisReply *)reply);
  freeReplyObject(reply);
  events_add(&opened->events, "end", "", 0); /* two events a reply: what it says, and its end */
  events_next(&opened->events, payload, size);
  const char *end = NULL;
  size_t end_size = 0;
  events_next(&opened->events, &end, &end_size);
  return SHORTREAD_FRAME;
}

int shortread_end(shortread_parser *opened, uint64_t *missing) {
  (void)opened; /* the reader does not say whether it is inside a reply */
  *missing = 0;
  return 0;
}

uint64_t shortread_error_offset(const shortread_parser *opened) {
  (void)opened;
  return 0;
}

/* What a parser with callbacks said, kept until shortread_next() asks: one line an event. Text that
 * comes in pieces is one event, however many pieces: that is the parser's right, and no divergence. */
#ifndef SHORTREAD_FOREIGN_EVENTS_H
#define SHORTREAD_FOREIGN_EVENTS_H

#include <stdlib.h>
#include <string.h>

struct events {
  char *bytes; /* each event: its size, then itself */
  size_t size, capacity, taken;
  char *text; /* a text that may go on */
  size_t text_size, text_capacity;
};

static void events_grow(char **bytes, size_t *capacity, size_t wanted) {
  if (wanted <= *capacity) return;
  *capacity = 2 * wanted;
  *bytes = (char *)realloc(*bytes, *capacity);
  if (*bytes == NULL) abort();
}

static void events_put(struct events *events, const char *bytes, size_t size) {
  events_grow(&events->bytes, &events->capacity, events->size + sizeof size + size);
  memcpy(events->bytes + events->size, &size, sizeof size);
  if (size > 0) memcpy(events->bytes + events->size + sizeof size, bytes, size);
  events->size += sizeof size + size;
}

static void events_text(struct events *events, const char *bytes, size_t size) {
  events_grow(&events->text, &events->text_capacity, events->text_size + size + 1);
  if (size > 0) memcpy(events->text + events->text_size, bytes, size);
  events->text_size += size;
}

/* Anything but text ends a text. */
static void events_add(struct events *events, const char *kind, const char *bytes, size_t size) {
  if (events->text_size > 0) events_put(events, events->text, events->text_size);
  events->text_size = 0;
  events_text(events, kind, strlen(kind));
  events_text(events, bytes, size);
  events_put(events, events->text, events->text_size);
  events->text_size = 0;
}

static int events_next(struct events *events, const char **bytes, size_t *size) {
  if (events->taken == events->size) {
    events->taken = events->size = 0;
    return 0;
  }
  memcpy(size, events->bytes + events->taken, sizeof *size);
  *bytes = events->bytes + events->taken + sizeof *size;
  events->taken += sizeof *size + *size;
  return 1;
}

static void events_free(struct events *events) {
  free(events->bytes);
  free(events->text);
}

#endif

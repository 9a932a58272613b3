/* yajl (libyajl-dev): what stands in a JSON text, one event after the other. */
#include <adapter.h>
#include <stdlib.h>
#include <yajl/yajl_parse.h>

#include "events.h"

struct shortread_parser {
  yajl_handle json;
  struct events events;
  size_t before, offset; /* bytes of earlier feeds; of the error */
  int failed;
};

static int add(void *opened, const char *kind, const char *bytes, size_t size) {
  events_add(&((shortread_parser *)opened)->events, kind, bytes, size);
  return 1;
}

static int null(void *opened) { return add(opened, "null", "", 0); }
static int boolean(void *opened, int is) { return add(opened, is ? "true" : "false", "", 0); }
static int number(void *opened, const char *text, size_t size) { return add(opened, "#", text, size); }
static int string(void *opened, const unsigned char *text, size_t size) {
  return add(opened, "\"", (const char *)text, size);
}
static int key(void *opened, const unsigned char *text, size_t size) {
  return add(opened, ":", (const char *)text, size);
}
static int map(void *opened) { return add(opened, "{", "", 0); }
static int map_ends(void *opened) { return add(opened, "}", "", 0); }
static int array(void *opened) { return add(opened, "[", "", 0); }
static int array_ends(void *opened) { return add(opened, "]", "", 0); }

static const yajl_callbacks callbacks = {null, boolean, NULL, NULL, number,  string,
                                         map,  key,     map_ends, array, array_ends};

shortread_parser *shortread_open(uint64_t limit) {
  (void)limit;
  shortread_parser *opened = (shortread_parser *)calloc(1, sizeof *opened);
  if (opened != NULL) opened->json = yajl_alloc(&callbacks, NULL, opened);
  return opened;
}

void shortread_close(shortread_parser *opened) {
  yajl_free(opened->json);
  events_free(&opened->events);
  free(opened);
}

void shortread_feed(shortread_parser *opened, const char *bytes, size_t count) {
  if (opened->failed) return;
  opened->failed = yajl_parse(opened->json, (const unsigned char *)bytes, count) != yajl_status_ok;
  opened->offset = opened->before + yajl_get_bytes_consumed(opened->json);
  opened->before += count;
}

int shortread_next(shortread_parser *opened, const char **payload, size_t *size) {
  if (events_next(&opened->events, payload, size)) return SHORTREAD_FRAME;
  return opened->failed ? SHORTREAD_MALFORMED : SHORTREAD_MORE;
}

int shortread_end(shortread_parser *opened, uint64_t *missing) {
  *missing = 0;
  return yajl_complete_parse(opened->json) == yajl_status_ok ? 0 : SHORTREAD_TORN;
}

uint64_t shortread_error_offset(const shortread_parser *opened) {
  (void)opened; /* yajl counts to the end of the token, which depends on where the piece ends */
  return 0;
}

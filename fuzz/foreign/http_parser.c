/* http_parser (libhttp-parser-dev), from Node.js: requests and responses, event by event. */
#include <adapter.h>
#include <http_parser.h>
#include <stdlib.h>

#include "events.h"

struct shortread_parser {
  http_parser http;
  struct events events;
  size_t before, offset;
  int failed;
};

static struct events *of(http_parser *http) { return &((shortread_parser *)http->data)->events; }

/* Names, values and bodies come in pieces; what follows them ends them. */
static int text(http_parser *http, const char *bytes, size_t size) {
  events_text(of(http), bytes, size);
  return 0;
}
static int ends(http_parser *http, const char *what) {
  events_add(of(http), what, "", 0);
  return 0;
}
static int begun(http_parser *http) { return ends(http, "message"); }
static int headers(http_parser *http) { return ends(http, "headers"); }
static int complete(http_parser *http) { return ends(http, "complete"); }

static const http_parser_settings settings = {
    .on_message_begin = begun,       .on_url = text,  .on_status = text, .on_header_field = text,
    .on_header_value = text,         .on_body = text, .on_headers_complete = headers,
    .on_message_complete = complete,
};

shortread_parser *shortread_open(uint64_t limit) {
  (void)limit;
  shortread_parser *opened = (shortread_parser *)calloc(1, sizeof *opened);
  if (opened == NULL) return NULL;
  http_parser_init(&opened->http, HTTP_BOTH);
  opened->http.data = opened;
  return opened;
}

void shortread_close(shortread_parser *opened) {
  events_free(&opened->events);
  free(opened);
}

void shortread_feed(shortread_parser *opened, const char *bytes, size_t count) {
  if (opened->failed || opened->http.upgrade) return; /* after an upgrade it is no HTTP any more */
  size_t taken = http_parser_execute(&opened->http, &settings, bytes, count);
  opened->failed = HTTP_PARSER_ERRNO(&opened->http) != HPE_OK;
  opened->offset = opened->before + taken;
  opened->before += count;
}

int shortread_next(shortread_parser *opened, const char **payload, size_t *size) {
  if (events_next(&opened->events, payload, size)) return SHORTREAD_FRAME;
  return opened->failed ? SHORTREAD_MALFORMED : SHORTREAD_MORE;
}

int shortread_end(shortread_parser *opened, uint64_t *missing) {
  *missing = 0;
  http_parser_execute(&opened->http, &settings, "", 0);
  return HTTP_PARSER_ERRNO(&opened->http) == HPE_OK ? 0 : SHORTREAD_TORN;
}

uint64_t shortread_error_offset(const shortread_parser *opened) { return opened->offset; }

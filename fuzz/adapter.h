/* Your framing parser under our properties: a shared object with these six functions, in C or in
 * anything that speaks it.
 *
 *   cc -shared -fPIC -Ifuzz adapter.c parser.c -o theirs.so
 *   ./course fuzz frame_split --implementation ./theirs.so
 *
 * frame_split asks nothing of your format: the same bytes, cut anywhere, must give the same answer.
 * frame_model and frame_bound are about the format of docs/wire.md. A parser is opened, fed and
 * closed thousands of times a second, by one thread. */
#ifndef SHORTREAD_FUZZ_ADAPTER_H
#define SHORTREAD_FUZZ_ADAPTER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct shortread_parser shortread_parser; /* yours: whatever it is */

enum shortread_answer {
  SHORTREAD_MORE = 0,       /* nothing yet: feed it more */
  SHORTREAD_FRAME = 1,      /* one message */
  SHORTREAD_MALFORMED = -1, /* the peer broke the rules; every later call says so again */
  SHORTREAD_TOO_LONG = -2,  /* a length over the limit; every later call says so again */
  SHORTREAD_TORN = -3       /* of shortread_end() alone: the stream ends inside a message */
};

/* `limit`: the longest payload that is to be taken, in bytes. NULL where memory is out. */
shortread_parser *shortread_open(uint64_t limit);
void shortread_close(shortread_parser *parser);

/* `bytes` are gone when this returns, and there may be any number of them: copy what you keep. */
void shortread_feed(shortread_parser *parser, const char *bytes, size_t count);

/* Called until it says anything but SHORTREAD_FRAME. A payload must live until the next call. */
int shortread_next(shortread_parser *parser, const char **payload, size_t *size);

/* May the stream end here? SHORTREAD_TORN, and how many bytes are missing (0: not known), or 0. */
int shortread_end(shortread_parser *parser, uint64_t *missing);

/* Of the last error: the offset of the first wrong byte, counted from the stream's first. */
uint64_t shortread_error_offset(const shortread_parser *parser);

#ifdef __cplusplus
}
#endif
#endif

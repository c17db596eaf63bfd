/* Loaded before the C library by the bench alone: a disk whose syncs cost nothing or, where
   FLUSH_MICROSECONDS says so, always the same. The product has no switch to turn syncs off. */
#include <stdlib.h>
#include <time.h>

static int flush(void) {
  const char *microseconds = getenv("FLUSH_MICROSECONDS");
  if (microseconds) {
    long count = atol(microseconds);
    struct timespec pause = {count / 1000000, count % 1000000 * 1000};
    nanosleep(&pause, NULL);
  }
  return 0;
}

int fdatasync(int descriptor) {
  (void)descriptor;
  return flush();
}

int fsync(int descriptor) {
  (void)descriptor;
  return flush();
}

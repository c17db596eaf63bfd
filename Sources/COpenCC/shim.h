#include <opencc.h>
#include <stdint.h>

/// What `opencc_open` answers where it fails: Swift's importer does not see the cast.
static inline int huikan_opencc_failed(opencc_t handle) {
  return handle == NULL || (intptr_t)handle == -1;
}

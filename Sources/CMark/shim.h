#include <cmark.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/// The memory of one tree of libcmark's: cut from large blocks, given back all at once.
///
/// A third of libcmark's time goes to its allocator, node by node. It lets one hand in another, but
/// hands that one nothing but sizes; so the arena stands in a thread-local variable while a
/// document is parsed, and at no other time.
typedef struct huikan_block {
  struct huikan_block *previous;
} huikan_block;

/// A piece too large for a block: allocated by itself, and freed as soon as libcmark frees it.
typedef struct huikan_piece {
  struct huikan_piece *previous;
  struct huikan_piece *next;
  size_t size;
} huikan_piece;

typedef struct huikan_arena {
  huikan_block *blocks;
  /// Blocks kept for the next document.
  huikan_block *spare;
  huikan_piece *pieces;
  char *next;
  char *end;
} huikan_arena;

#ifdef HUIKAN_EXACT_MEMORY
/// Every piece by itself, so that a sanitizer sees each one's bounds.
enum { huikan_block_size = 64, huikan_largest = 0, huikan_most_spare = 0 };
#else
enum { huikan_block_size = 256 * 1024, huikan_largest = 16 * 1024, huikan_most_spare = 4 };
#endif

/// The arena of the document that this thread parses. A variable inside a function, because Swift's
/// importer makes no thread-local variable of one that stands outside.
static inline huikan_arena **huikan_current(void) {
  static __thread huikan_arena *arena = NULL;
  return &arena;
}

/// As libcmark's own allocator does: nobody could go on without memory.
static inline void *huikan_checked(void *memory) {
  if (memory == NULL) abort();
  return memory;
}

static inline size_t huikan_rounded(size_t size) { return (size + 7) & ~(size_t)7; }

/// Makes a piece's neighbours point to it.
static inline void huikan_link(huikan_piece *piece) {
  if (piece->next != NULL) piece->next->previous = piece;
  if (piece->previous != NULL) piece->previous->next = piece;
  else (*huikan_current())->pieces = piece;
}

static inline void *huikan_take_large(size_t size) {
  huikan_piece *piece = (huikan_piece *)huikan_checked(malloc(sizeof(huikan_piece) + size));
  piece->previous = NULL;
  piece->next = (*huikan_current())->pieces;
  piece->size = size;
  huikan_link(piece);
  return piece + 1;
}

/// Takes memory, its size in the word before it.
static inline void *huikan_take(size_t size) {
  if (size > SIZE_MAX / 2) abort();
  if (size > huikan_largest) return huikan_take_large(size);
  huikan_arena *arena = *huikan_current();
  size_t whole = huikan_rounded(size) + sizeof(size_t);
  if ((size_t)(arena->end - arena->next) < whole) {
    huikan_block *block = arena->spare;
    if (block != NULL) arena->spare = block->previous;
    else block = (huikan_block *)huikan_checked(malloc(sizeof(huikan_block) + huikan_block_size));
    block->previous = arena->blocks;
    arena->blocks = block;
    arena->next = (char *)(block + 1);
    arena->end = arena->next + huikan_block_size;
  }
  size_t *memory = (size_t *)arena->next;
  arena->next += whole;
  *memory = size;
  return memory + 1;
}

static void *huikan_calloc(size_t count, size_t size) {
  size_t whole;
  if (__builtin_mul_overflow(count, size, &whole)) abort();
  return memset(huikan_take(whole), 0, whole);
}

static void *huikan_realloc(void *memory, size_t size) {
  if (memory == NULL) return huikan_take(size);
  size_t *old = (size_t *)memory - 1;
  if (*old > huikan_largest) {
    if (size > SIZE_MAX / 2) abort();
    // A piece never becomes small again, or it would be taken for one in a block.
    if (size <= huikan_largest) return memory;
    huikan_piece *piece = (huikan_piece *)memory - 1;
    piece = (huikan_piece *)huikan_checked(realloc(piece, sizeof(huikan_piece) + size));
    piece->size = size;
    huikan_link(piece);
    return piece + 1;
  }
  huikan_arena *arena = *huikan_current();
  char *behind = (char *)memory + huikan_rounded(*old);
  if (behind == arena->next && size <= huikan_largest
      && huikan_rounded(size) <= (size_t)(arena->end - (char *)memory)) {
    arena->next = (char *)memory + huikan_rounded(size);
    *old = size;
    return memory;
  }
  if (size <= *old) return memory;
  void *moved = huikan_take(size);
  memcpy(moved, memory, *old);
  return moved;
}

static void huikan_free(void *memory) {
  if (memory == NULL) return;
  size_t *size = (size_t *)memory - 1;
  if (*size > huikan_largest) {
    huikan_piece *piece = (huikan_piece *)memory - 1;
    if (piece->next != NULL) piece->next->previous = piece->previous;
    if (piece->previous != NULL) piece->previous->next = piece->next;
    else (*huikan_current())->pieces = piece->next;
    free(piece);
  } else if ((char *)memory + huikan_rounded(*size) == (*huikan_current())->next) {
    // The last piece of a block; any other goes with the arena.
    (*huikan_current())->next = (char *)size;
  }
}

/// Parses a document into an arena. The tree lives until the arena is emptied and must not be
/// changed or freed by libcmark's functions.
static inline cmark_node *huikan_parse(huikan_arena *arena, const char *text, size_t length) {
  static cmark_mem memory = {huikan_calloc, huikan_realloc, huikan_free};
  *huikan_current() = arena;
  cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &memory);
  cmark_parser_feed(parser, text, length);
  cmark_node *document = cmark_parser_finish(parser);
  cmark_parser_free(parser);
  *huikan_current() = NULL;
  return document;
}

/// Empties an arena; some blocks are kept for the next document.
static inline void huikan_empty(huikan_arena *arena) {
  while (arena->pieces != NULL) {
    huikan_piece *piece = arena->pieces;
    arena->pieces = piece->next;
    free(piece);
  }
  int kept = 0;
  for (huikan_block *block = arena->spare; block != NULL; block = block->previous) kept++;
  while (arena->blocks != NULL) {
    huikan_block *block = arena->blocks;
    arena->blocks = block->previous;
    if (kept < huikan_most_spare) {
      block->previous = arena->spare;
      arena->spare = block;
      kept++;
    } else {
      free(block);
    }
  }
  arena->next = NULL;
  arena->end = NULL;
}

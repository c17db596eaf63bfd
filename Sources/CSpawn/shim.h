#include <spawn.h>

/* Closes, in a program that is being started, every descriptor from this one on. Glibc has it since 2.34, and declares
   it under _GNU_SOURCE alone, which Swift's module of Glibc does without. */
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

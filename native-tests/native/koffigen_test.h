/* Declarations that the files of the test library share. */
#ifndef KOFFIGEN_TEST_H
#define KOFFIGEN_TEST_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#ifdef __APPLE__
typedef uint_least16_t char16_t;
typedef uint_least32_t char32_t;
#else
#include <uchar.h>
#endif

#ifdef _WIN32
#define KT_EXPORT __declspec(dllexport)
#else
#define KT_EXPORT __attribute__((visibility("default")))
#endif

/* Calling conventions that differ only on 32-bit x86. */
#if defined(_MSC_VER)
#define KT_STDCALL __stdcall
#define KT_FASTCALL __fastcall
#elif defined(__i386__)
#define KT_STDCALL __attribute__((stdcall))
#define KT_FASTCALL __attribute__((fastcall))
#else
#define KT_STDCALL
#define KT_FASTCALL
#endif

/* All allocations of the library. kt_live() returns the number of blocks in use. */
void *kt_malloc(size_t size);
void kt_release(void *block);

/* Sets the error number that the platform's functions report: errno, and on Windows also that of GetLastError. */
void kt_set_error(int error);

#endif

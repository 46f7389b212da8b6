// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/system_faults.h"

#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace halftone::test {

namespace {

// Plain data: forked children use it, and calls may come before constructors ran.
bool g_armed = false;
Fault g_fault = Fault::None;
int g_nth = 0;
int g_error = 0;
int g_calls = 0;
char g_only[32] = "";
char g_failed[32] = "";

void kill() { raise(SIGKILL); }

} // namespace

void armFault(Fault fault, int nth, int error, const std::string &only)
{
    g_fault = fault;
    g_nth = nth;
    g_error = error;
    g_calls = 0;
    std::snprintf(g_only, sizeof g_only, "%s", only.c_str());
    g_failed[0] = '\0';
    g_armed = true;
}

int disarmFault()
{
    g_armed = false;
    return g_calls;
}

std::string failedCall() { return g_failed; }

/// Counts a call; true when it is the one that shall go wrong.
static bool strikes(const char *name)
{
    if (!g_armed || (g_only[0] != '\0' && std::strcmp(g_only, name) != 0))
        return false;
    ++g_calls;
    if (g_fault == Fault::None || (g_nth != 0 && g_calls != g_nth))
        return false;
    if (g_fault == Fault::KillBefore)
        kill();
    std::snprintf(g_failed, sizeof g_failed, "%s", name);
    return true;
}

template <typename Function>
static Function *next(const char *name)
{
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, name));
}

/// The call itself, or its fault.
template <typename Call>
static auto through(const char *name, const Call &call) -> decltype(call())
{
    if (!strikes(name))
        return call();
    if (g_fault == Fault::KillAfter) {
        call();
        kill();
    }
    errno = g_error;
    return -1;
}

} // namespace halftone::test

using halftone::test::next;
using halftone::test::through;

extern "C" {

int mkostemps(char *name, int suffix, int flags)
{
    return through("mkostemps", [&] { return next<int(char *, int, int)>("mkostemps")(name, suffix, flags); });
}

int fchmod(int file, mode_t mode) noexcept
{
    return through("fchmod", [&] { return next<int(int, mode_t)>("fchmod")(file, mode); });
}

ssize_t write(int file, const void *bytes, size_t count)
{
    using namespace halftone::test;
    const auto real = next<ssize_t(int, const void *, size_t)>("write");
    if (g_armed && g_fault == Fault::FailHalfway && count > 1 && strikes("write")) {
        // The rest of it, and whatever else is written, finds the disk full.
        g_fault = Fault::Fail;
        g_nth = 0;
        std::snprintf(g_only, sizeof g_only, "write");
        return real(file, bytes, count / 2);
    }
    return through("write", [&] { return real(file, bytes, count); });
}

int fsync(int file)
{
    return through("fsync", [&] { return next<int(int)>("fsync")(file); });
}

ssize_t pread(int file, void *bytes, size_t count, off_t offset)
{
    return through("pread", [&] { return next<ssize_t(int, void *, size_t, off_t)>("pread")(file, bytes, count, offset); });
}

int rename(const char *from, const char *to) noexcept
{
    return through("rename", [&] { return next<int(const char *, const char *)>("rename")(from, to); });
}

int renameat2(int fromFolder, const char *from, int toFolder, const char *to, unsigned flags) noexcept
{
    return through("renameat2",
        [&] { return next<int(int, const char *, int, const char *, unsigned)>("renameat2")(fromFolder, from, toFolder, to, flags); });
}

int unlink(const char *path) noexcept
{
    return through("unlink", [&] { return next<int(const char *)>("unlink")(path); });
}

int open(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return through("open", [&] { return next<int(const char *, int, ...)>("open")(path, flags, mode); });
}

} // extern "C"

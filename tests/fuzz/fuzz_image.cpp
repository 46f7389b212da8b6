// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/image_decoder.h"

#include <cstdlib>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

using namespace halftone;

/// A picture that is decoded has all its pixels.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const int descriptor = memfd_create("fuzz", 0);
    static const std::string path = "/proc/self/fd/" + std::to_string(descriptor);
    if (ftruncate(descriptor, 0) != 0 || pwrite(descriptor, data, size, 0) != static_cast<ssize_t>(size))
        std::abort();
    const auto image = QtImageDecoder::instance().decode(path);
    if (image
        && image->pixels.size()
            != static_cast<std::size_t>(image->width) * static_cast<std::size_t>(image->height) * static_cast<std::size_t>(image->channels))
        std::abort();
    return 0;
}

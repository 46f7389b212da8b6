// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/reader.h"
#include "core/model/writer.h"
#include "tests/support/same_model.h"

#include <cstdio>
#include <cstdlib>

using namespace halftone;

/// What is accepted must serialize, reload and be equal.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    setMemoryBudget(std::int64_t(256) << 20);
    const auto model = readModelFromMemory({reinterpret_cast<const char *>(data), size}, "fuzz");
    if (!model)
        return 0;
    const auto bytes = serializeModel(**model);
    // Values beyond the budget are valid in a model and cannot be loaded; that is the only excuse.
    if (!bytes) {
        if (bytes.error().code() == errc::kOutOfBudget)
            return 0;
        std::abort();
    }
    const auto again = readModelFromMemory(*bytes, "again");
    const std::string difference = again ? test::ModelDifference::find(**model, **again) : again.error().debugText();
    if (!difference.empty() && difference.find("tensor loads") == std::string::npos) {
        std::fprintf(stderr, "%s\n", difference.c_str());
        std::abort();
    }
    return 0;
}

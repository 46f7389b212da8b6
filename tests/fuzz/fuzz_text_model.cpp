// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/reader.h"
#include "core/model/text_model.h"
#include "core/tensor/tensor.h"

#include <cstdlib>

using namespace halftone;

/// Text of either form that is accepted is a binary model that the reader takes or refuses like any other.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    setMemoryBudget(std::int64_t(64) << 20);
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    for (const TextForm form : {TextForm::ProtobufText, TextForm::Json}) {
        const auto wire = wireFromText(text, form);
        if (wire)
            (void)readModelFromMemory(*wire, "text");
    }
    return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/tensor_proto.h"

#include <string>

using namespace halftone;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    setMemoryBudget(std::int64_t(64) << 20);
    const std::string bytes(reinterpret_cast<const char *>(data), size);
    for (const ProtoKind kind : {ProtoKind::Guess, ProtoKind::Sequence, ProtoKind::Optional, ProtoKind::Map})
        (void)parseTensorProto(bytes, "fuzz", kind);
    return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/tensor_metadata.h"

#include "core/base/wire_keys.h"
#include "core/model/graph_parser.h"

namespace halftone {

MetadataProps metadataOf(const ConstantTensor &tensor)
{
    constexpr std::uint32_t kMetadataProps = 16; // TensorProto.metadata_props
    MetadataProps metadata;
    if (tensor.extraWire.empty())
        return metadata;
    WireInput input(InputFile::fromMemory(tensor.extraWire, "metadata"), static_cast<std::int64_t>(16 * tensor.extraWire.size()) + 4096);
    WireReader reader(input);
    WireField field;
    while (reader.next(field)) {
        if (field.key == wirekeys::length(kMetadataProps))
            parseMetadata(reader.message(field), metadata);
    }
    return input.failed() ? MetadataProps() : metadata;
}

} // namespace halftone

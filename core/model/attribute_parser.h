// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wire_reader.h"
#include "core/model/attribute.h"

#include <functional>

namespace halftone {

class ConstantParser;

namespace errc {
/// %1 attribute whose type and value contradict each other.
inline constexpr ErrorCode kAttributeType{"model.attribute-type"};
/// An attribute or value without a name.
inline constexpr ErrorCode kNoName{"model.no-name"};
} // namespace errc

/// Makes the graph of the GraphProto it is given; null after an error.
using SubgraphParser = std::function<std::shared_ptr<const Graph>(const WireReader &)>;

/// The AttributeProto `reader` stands on. Errors go to the reader's input.
Attribute parseAttribute(WireReader reader, ConstantParser &constants, const SubgraphParser &subgraph);

} // namespace halftone

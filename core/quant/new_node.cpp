// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/new_node.h"

namespace halftone {

Node newNode(GraphBuilder &builder, const std::string &name, const char *opType, std::vector<ValueId> inputs, std::vector<ValueId> outputs,
    std::vector<Attribute> attributes)
{
    Node node;
    node.opType = opType;
    node.name = builder.freshNodeName(name);
    node.inputs = std::move(inputs);
    node.outputs = std::move(outputs);
    node.attributes = std::move(attributes);
    return node;
}

ValueId newConstant(GraphBuilder &builder, const std::string &name, Tensor tensor)
{
    const ValueId id = builder.freshValue(name);
    builder.setInitializer(id, ConstantTensor(std::move(tensor)));
    return id;
}

} // namespace halftone

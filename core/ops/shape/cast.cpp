// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/cast.h"
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/shape/cast_attributes.h"

namespace halftone {

namespace {

class Cast final : public Operator
{
public:
    OpInfo info() const override { return {"Cast", "", OpCategory::Tensor, "Converts elements to another type."}; }

    Status infer(InferContext &context) const override
    {
        HALFTONE_TRY(const DType type, targetType(context.node()));
        context.setOutput(0, castFact(context.input(0), type));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const DType type, targetType(context.node()));
        HALFTONE_TRY(Tensor result, castTensor(context.tensor(0), type, saturates(context.node()), powerRounding(context.node())));
        context.setOutput(0, std::move(result));
        return {};
    }

private:
    /// Opset 1 names the type in text ("FLOAT"), later ones give its number.
    static Result<DType> targetType(const Node &node)
    {
        const Attribute *to = node.attribute("to");
        if (const auto *text = to ? std::get_if<std::string>(&to->value) : nullptr) {
            std::string name;
            for (const char c : *text)
                name += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
            if (const auto type = dtypeFromName(name))
                return *type;
            return badNode(node, "to = " + *text, "a tensor element type");
        }
        HALFTONE_TRY(const DType type, dtypeAttribute(node, "to", DType::Undefined));
        if (type == DType::Undefined)
            return badNode(node, "no attribute to", "a tensor element type");
        return type;
    }
};

} // namespace

HALFTONE_OPERATOR(Cast)

} // namespace halftone

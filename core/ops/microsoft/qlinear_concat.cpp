// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/microsoft/domain.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/quantization/affine.h"

#include <algorithm>

namespace halftone {

namespace {

/// Inputs: scale and zero point of Y, then tensor, scale and zero point of each part.
class QLinearConcat final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"QLinearConcat", kMicrosoft, OpCategory::Quantization,
            "Joins quantized tensors along an axis, each brought to the output's scale and zero point."};
    }

    Status infer(InferContext &context) const override
    {
        const auto &first = context.input(2).shape();
        std::optional<std::vector<Dim>> out = first;
        if (first) {
            HALFTONE_TRY(
                const int axis, normalizedAxis(context.node(), context.node().intAttribute("axis", 0), static_cast<int>(first->size())));
            for (int i = 5; i < context.inputCount() && out; i += 3) {
                const auto &shape = context.input(i).shape();
                if (!shape || shape->size() != first->size())
                    out.reset();
                else
                    (*out)[static_cast<std::size_t>(axis)]
                        = (*out)[static_cast<std::size_t>(axis)] + (*shape)[static_cast<std::size_t>(axis)];
            }
        }
        context.setOutput(0, context.input(1).dtype(), std::move(out));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        Shape output = context.tensor(2).shape();
        HALFTONE_TRY(const int axis, normalizedAxis(context.node(), context.node().intAttribute("axis", 0), output.rank()));
        for (int i = 5; i < context.inputCount(); i += 3) {
            Shape expected = context.tensor(i).shape();
            if (expected.rank() != output.rank())
                return context.badArgument("shapes of different ranks", "equal ranks");
            output[axis] += expected[axis];
            expected[axis] = output[axis];
            if (expected != output)
                return context.badArgument("shape " + context.tensor(i).shape().toString(), "equal sizes but along the axis");
        }
        const auto count = output.checkedCount();
        if (!count || *count > memoryBudget() / static_cast<std::int64_t>(sizeof(float)))
            return Error(errc::kShapeOverflow, {output.toString()});
        std::vector<float> values(static_cast<std::size_t>(*count));
        const std::int64_t row = output.count(axis, output.rank());
        std::int64_t offset = 0;
        for (int i = 2; i < context.inputCount(); i += 3) {
            HALFTONE_TRY(const std::vector<float> part, dequantizedInput(context, i, i + 1, i + 2));
            const std::int64_t size = context.tensor(i).shape().count(axis, output.rank());
            for (std::int64_t r = 0; r < output.count(0, axis); ++r)
                std::copy_n(part.begin() + r * size, size, values.begin() + r * row + offset);
            offset += size;
        }
        return quantizeOutput(context, context.tensor(1).dtype(), output, values, 0, 1);
    }
};

} // namespace

HALFTONE_OPERATOR(QLinearConcat)

} // namespace halftone

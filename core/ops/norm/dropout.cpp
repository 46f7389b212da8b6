// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

#include <random>

namespace halftone {

namespace {

/// Outside training (every opset before 12, and training_mode false) the data pass unchanged.
class Dropout final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Dropout", "", OpCategory::Normalization,
            "In training zeroes random elements and scales up the rest; otherwise passes data on."};
    }

    Status infer(InferContext &context) const override
    {
        HALFTONE_CHECK(inferSameAs(context));
        context.setOutput(1, context.opset() < 10 ? context.input(0).dtype() : DType::Bool, context.input(0).shape());
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        HALFTONE_TRY(const double training, scalarInput<double>(context, 2, 0.0));
        HALFTONE_TRY(const double ratio, scalarInput<double>(context, 1, 0.5));
        if (input.isNull())
            return context.badArgument("no input", "a tensor");
        if (context.opset() >= 12 && training != 0 && ratio != 0)
            return drop(context, ratio);
        context.setOutput(0, input);
        return context.wantsOutput(1) ? storeMask(context, std::vector<bool>(static_cast<std::size_t>(input.count()), true)) : Status();
    }

    QuantRule quantRule(const NodeView &) const override { return sameScaleRule(); }

private:
    static Status drop(KernelContext &context, double ratio)
    {
        const Tensor &input = context.tensor(0);
        if (!(ratio >= 0 && ratio < 1))
            return context.badArgument("ratio " + std::to_string(ratio), "within [0, 1)");
        // The generator and the 53-bit uniform numbers of numpy's RandomState, which the specification's examples use.
        std::mt19937 random(static_cast<std::uint32_t>(context.node().intAttribute("seed", 0)));
        const auto uniform = [&random] {
            const double high = static_cast<double>(random() >> 5U);
            const double low = static_cast<double>(random() >> 6U);
            return (high * 0x1p26 + low) * 0x1p-53;
        };
        std::vector<bool> mask;
        for (std::int64_t i = 0; i < input.count(); ++i)
            mask.push_back(uniform() >= ratio);
        HALFTONE_CHECK(withReal(context, input.dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto x, elements<T>(context, 0));
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), input.shape()));
            for (std::int64_t i = 0; i < x.size(); ++i)
                y[i] = mask[static_cast<std::size_t>(i)] ? static_cast<T>(static_cast<double>(x[i]) / (1 - ratio)) : T{};
            return y.finish();
        }));
        return context.wantsOutput(1) ? storeMask(context, mask) : Status();
    }

    static Status storeMask(KernelContext &context, const std::vector<bool> &mask)
    {
        const DType type = context.opset() < 10 ? context.tensor(0).dtype() : DType::Bool;
        HALFTONE_TRY(auto target, Output<std::int32_t>::make(context, 1, type, context.tensor(0).shape()));
        for (std::size_t i = 0; i < mask.size(); ++i)
            target[static_cast<std::int64_t>(i)] = mask[i] ? 1 : 0;
        return target.finish();
    }
};

} // namespace

HALFTONE_OPERATOR(Dropout)

} // namespace halftone

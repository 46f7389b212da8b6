// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/dispatch.h"
#include "core/ops/ml/feature_rows.h"
#include "core/ops/nn/node_helpers.h"

namespace halftone {

namespace {

class Binarizer final : public Operator
{
public:
    OpInfo info() const override { return {"Binarizer", kMl, OpCategory::Arithmetic, "1 where an element exceeds a threshold, else 0."}; }

    Status infer(InferContext &context) const override { return inferSameAs(context); }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        const double threshold = context.node().floatAttribute("threshold", 0);
        HALFTONE_TRY(Tensor result, Tensor::allocate(input.dtype(), input.shape()));
        const bool known = visitNumber(input.dtype(), [&](auto zero) {
            using T = decltype(zero);
            const auto from = input.as<T>();
            const auto to = result.mutableAs<T>();
            for (std::size_t i = 0; i < from.size(); ++i)
                to[i] = static_cast<double>(from[i]) > threshold ? T{1} : T{0};
        });
        if (!known)
            return context.badArgument(std::string(dtypeName(input.dtype())), "a tensor of numbers");
        context.setOutput(0, std::move(result));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(Binarizer)

} // namespace halftone

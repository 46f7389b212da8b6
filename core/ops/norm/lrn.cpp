// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

class Lrn final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"LRN", "", OpCategory::Normalization, "Divides each element by a power of the energy of the channels around it (AlexNet)."};
    }

    Status infer(InferContext &context) const override { return inferSameAs(context); }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        const Shape &shape = input.shape();
        const std::int64_t size = context.node().intAttribute("size", 0);
        if (shape.rank() < 2)
            return context.badArgument("input " + shape.toString(), "[N, C, …]");
        if (size < 1)
            return context.badArgument("size " + std::to_string(size), "at least 1");
        const double alpha = static_cast<double>(context.node().floatAttribute("alpha", 0.0001F)) / static_cast<double>(size);
        const double beta = static_cast<double>(context.node().floatAttribute("beta", 0.75F));
        const double bias = static_cast<double>(context.node().floatAttribute("bias", 1.0F));
        // The window reaches ⌊(size − 1) / 2⌋ channels back and ⌈(size − 1) / 2⌉ ahead.
        const std::int64_t back = std::min((size - 1) / 2, shape[1]);
        const std::int64_t ahead = std::min(size / 2, shape[1]);
        return withReal(context, input.dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto x, elements<T>(context, 0));
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), shape));
            const std::int64_t image = shape.count(2, shape.rank());
            for (std::int64_t i = 0; i < x.size(); ++i) {
                const std::int64_t channel = i / image % shape[1];
                double energy = 0;
                for (std::int64_t c = std::max<std::int64_t>(0, channel - back); c <= std::min(shape[1] - 1, channel + ahead); ++c) {
                    const double value = static_cast<double>(x[i + (c - channel) * image]);
                    energy += value * value;
                }
                y[i] = static_cast<T>(static_cast<double>(x[i]) / std::pow(bias + alpha * energy, beta));
            }
            return y.finish();
        });
    }

    Cost cost(const NodeView &node, const CostShapes &shapes) const override
    {
        return elementwiseCost(shapes, 2 * std::clamp<std::int64_t>(node.node.intAttribute("size", 1), 1, 1 << 20));
    }
};

} // namespace

HALFTONE_OPERATOR(Lrn)

} // namespace halftone

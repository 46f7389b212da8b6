// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/random/generator.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

class Multinomial final : public RandomOperator
{
public:
    OpInfo info() const override
    {
        return {"Multinomial", "", OpCategory::Other,
            "Draws class numbers from the distributions whose logarithms the rows of the input hold.", 7};
    }

    Status infer(InferContext &context) const override
    {
        HALFTONE_TRY(const DType type, dtypeAttribute(context.node(), "dtype", DType::Int32));
        const auto &shape = context.inputShape(0);
        context.setOutput(0, type,
            std::vector<Dim>{
                shape && !shape->empty() ? shape->front() : Dim::unknown(), Dim(context.node().intAttribute("sample_size", 1))});
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const DType type, dtypeAttribute(context.node(), "dtype", DType::Int32));
        HALFTONE_TRY(const auto logits, elements<double>(context, 0));
        const Shape &shape = context.tensor(0).shape();
        const std::int64_t samples = context.node().intAttribute("sample_size", 1);
        if (shape.rank() != 2 || shape[1] < 1 || samples < 0)
            return context.badArgument(shape.toString(), "a matrix with at least one class");
        Generator generator(context.node());
        std::int64_t drawn = 0;
        std::vector<double> cumulative(static_cast<std::size_t>(shape[1]));
        return fillRandom(context, type, Shape{shape[0], samples}, [&] {
            if (drawn++ % samples == 0)
                accumulate(logits.data() + (drawn - 1) / samples * shape[1], cumulative);
            const auto found = std::ranges::upper_bound(cumulative, generator.uniform() * cumulative.back());
            return static_cast<double>(std::min<std::ptrdiff_t>(found - cumulative.begin(), shape[1] - 1));
        });
    }

private:
    static void accumulate(const double *logits, std::vector<double> &cumulative)
    {
        const double largest = *std::max_element(logits, logits + cumulative.size());
        double sum = 0;
        for (std::size_t i = 0; i < cumulative.size(); ++i)
            cumulative[i] = sum += std::exp(logits[i] - largest);
    }
};

} // namespace

HALFTONE_OPERATOR(Multinomial)

} // namespace halftone

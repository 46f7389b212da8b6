// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/nn/window.h"

namespace halftone {

namespace {

/// Output sizes the attributes give: (in − 1) · stride − pads + kernel.
std::vector<Dim> naturalShape(const Window &window, const std::vector<Dim> &in)
{
    std::vector<Dim> out{in[0], in[1]};
    for (int a = 0; a < window.rank(); ++a) {
        const std::size_t i = Window::at(a);
        out.push_back((in[i + 2] - Dim(1)) * Dim(window.strides[i]) + Dim(window.kernel[i] - window.padBegin[i] - window.padEnd[i]));
    }
    return out;
}

class MaxUnpool final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"MaxUnpool", "", OpCategory::Pool, "Puts pooled elements back where MaxPool found them and zeros elsewhere.", 9};
    }

    Status infer(InferContext &context) const override
    {
        const auto &in = context.input(0).shape();
        std::optional<std::vector<Dim>> out;
        if (context.hasInput(2)) {
            out = context.inputDims(2);
        } else if (in && in->size() >= 3) {
            HALFTONE_TRY(const Window window, readWindow(context.node(), static_cast<int>(in->size()) - 2, std::nullopt));
            out = naturalShape(window, *in);
        }
        context.setOutput(0, context.input(0).dtype(), std::move(out));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        const Shape &shape = input.shape();
        HALFTONE_TRY(const Window window, readWindow(context.node(), shape.rank() - 2, std::nullopt));
        std::vector<std::int64_t> natural;
        for (const Dim &dim : naturalShape(window, std::vector<Dim>(shape.begin(), shape.end())))
            natural.push_back(dim.value().value_or(-1));
        std::vector<std::int64_t> dims = natural;
        if (context.hasInput(2)) {
            HALFTONE_TRY(dims, context.ints(2));
        }
        HALFTONE_TRY(const std::vector<std::int64_t> indices, context.ints(1));
        const auto planeSize = Shape(natural).checkedCount();
        const Shape outShape(dims);
        if (!planeSize || outShape.rank() != shape.rank() || outShape[0] != shape[0] || outShape[1] != shape[1])
            return context.badArgument("output shape " + outShape.toString(), "batch and channels of " + shape.toString());
        if (static_cast<std::int64_t>(indices.size()) != input.count())
            return context.badArgument(std::to_string(indices.size()) + " indices", std::to_string(input.count()));
        const std::int64_t lastIndex = *planeSize;
        return withReal(context, input.dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto x, elements<T>(context, 0));
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), outShape));
            const Shape from(natural);
            for (std::int64_t i = 0; i < x.size(); ++i) {
                std::int64_t rest = indices[static_cast<std::size_t>(i)];
                if (rest < 0 || rest >= lastIndex)
                    return context.badArgument("index " + std::to_string(rest), "below " + std::to_string(lastIndex));
                // Indices count in the pooled tensor's own size; an explicit output shape may be larger.
                std::int64_t target = 0;
                std::int64_t stride = 1;
                for (int a = from.rank(); a-- > 0; rest /= from[a]) {
                    target += rest % from[a] * stride;
                    stride *= outShape[a];
                    if (rest % from[a] >= outShape[a])
                        return context.badArgument(
                            "index " + std::to_string(indices[static_cast<std::size_t>(i)]), "within " + outShape.toString());
                }
                y[target] = x[i];
            }
            return y.finish();
        });
    }
};

} // namespace

HALFTONE_OPERATOR(MaxUnpool)

} // namespace halftone

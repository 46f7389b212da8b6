// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

#include <cmath>

namespace halftone {

namespace {

/// x as `batch` × `features` × `inner`: statistics are per feature.
struct Layout
{
    std::int64_t batch = 1;
    std::int64_t features = 1;
    std::int64_t inner = 1;
};

/// Mean and population variance of each feature over batch and inner axes.
template <typename T>
void batchStatistics(const Layout &layout, const T *x, std::vector<double> &mean, std::vector<double> &variance)
{
    const double count = static_cast<double>(layout.batch * layout.inner);
    for (std::int64_t c = 0; c < layout.features; ++c) {
        double sum = 0;
        double squares = 0;
        for (int pass = 0; pass < 2; ++pass) {
            for (std::int64_t n = 0; n < layout.batch; ++n) {
                const T *row = x + (n * layout.features + c) * layout.inner;
                for (std::int64_t i = 0; i < layout.inner; ++i) {
                    const double value = static_cast<double>(row[i]);
                    pass == 0 ? sum += value : squares += (value - sum / count) * (value - sum / count);
                }
            }
        }
        mean[static_cast<std::size_t>(c)] = sum / count;
        variance[static_cast<std::size_t>(c)] = squares / count;
    }
}

class BatchNormalization final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"BatchNormalization", "", OpCategory::Normalization,
            "Shifts and scales each channel by stored (or, in training, the batch's own) mean and variance, then by learned factors."};
    }

    Status infer(InferContext &context) const override
    {
        HALFTONE_CHECK(inferSameAs(context));
        for (int i = 1; i < context.outputCount(); ++i)
            HALFTONE_CHECK(inferSameAs(context, i < 3 ? i + 2 : i, i));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        HALFTONE_TRY(const Layout layout, layoutOf(context));
        const bool training = isTraining(context);
        return withReal(context, input.dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto x, elements<T>(context, 0));
            std::vector<Elements<double>> parameters;
            for (int i = 1; i < 5; ++i) {
                HALFTONE_TRY(auto values, elements<double>(context, i));
                if (values.size() != layout.features)
                    return context.badArgument("parameter " + std::to_string(i) + " of " + std::to_string(values.size()) + " elements",
                        std::to_string(layout.features));
                parameters.push_back(std::move(values));
            }
            std::vector<double> mean(parameters[2].begin(), parameters[2].end());
            std::vector<double> variance(parameters[3].begin(), parameters[3].end());
            if (training) {
                batchStatistics(layout, x.data(), mean, variance);
                HALFTONE_CHECK(storeStatistics(context, parameters, mean, variance));
            }
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), input.shape()));
            const double epsilon = static_cast<double>(context.node().floatAttribute("epsilon", 1e-5F));
            for (std::int64_t row = 0; row < layout.batch * layout.features; ++row) {
                const std::int64_t c = row % layout.features;
                const double factor = parameters[0][c] / std::sqrt(variance[static_cast<std::size_t>(c)] + epsilon);
                const double shift = parameters[1][c] - mean[static_cast<std::size_t>(c)] * factor;
                for (std::int64_t i = row * layout.inner; i < (row + 1) * layout.inner; ++i)
                    y[i] = static_cast<T>(static_cast<double>(x[i]) * factor + shift);
            }
            return y.finish();
        });
    }

    QuantRule quantRule(const NodeView &node) const override
    {
        if (node.node.intAttribute("training_mode", 0) != 0)
            return Operator::quantRule(node);
        return layerRule(1, 0, 2);
    }

    Cost cost(const NodeView &, const CostShapes &shapes) const override { return elementwiseCost(shapes, 2); }

private:
    static Result<Layout> layoutOf(const KernelContext &context)
    {
        const Shape &shape = context.tensor(0).shape();
        if (shape.rank() < 1)
            return context.badArgument("a scalar input", "[N, C, …]");
        Layout layout;
        layout.batch = shape[0];
        if (shape.rank() == 1) {
            layout = {1, 1, shape[0]};
        } else if (context.opset() < 9 && context.node().intAttribute("spatial", 1) == 0) {
            layout.features = shape.count(1, shape.rank());
        } else {
            layout.features = shape[1];
            layout.inner = shape.count(2, shape.rank());
        }
        return layout;
    }

    /// Opset 14 says so; opsets 7 to 13 by having more than one output; before, by is_test = 0 and further outputs.
    static bool isTraining(const KernelContext &context)
    {
        if (context.opset() >= 14)
            return context.node().intAttribute("training_mode", 0) != 0;
        if (context.opset() < 7 && context.node().intAttribute("is_test", 0) != 0)
            return false;
        return context.wantsOutput(1);
    }

    /// running = stored · momentum + batch · (1 − momentum); before opset 14 also the batch's own statistics.
    static Status storeStatistics(KernelContext &context, const std::vector<Elements<double>> &parameters, const std::vector<double> &mean,
        const std::vector<double> &variance)
    {
        const double momentum = static_cast<double>(context.node().floatAttribute("momentum", 0.9F));
        for (int output = 1; output < 5; ++output) {
            if (!context.wantsOutput(output))
                continue;
            const std::vector<double> &batch = output % 2 == 1 ? mean : variance;
            const Tensor &stored = context.tensor(output < 3 ? output + 2 : output);
            HALFTONE_TRY(auto target, Output<double>::make(context, output, stored.dtype(), stored.shape()));
            for (std::int64_t c = 0; c < target.size(); ++c) {
                const double value = batch[static_cast<std::size_t>(c)];
                target[c] = output < 3 ? parameters[static_cast<std::size_t>(output) + 1][c] * momentum + value * (1 - momentum) : value;
            }
            HALFTONE_CHECK(target.finish());
        }
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(BatchNormalization)

} // namespace halftone

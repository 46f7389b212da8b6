// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/microsoft/domain.h"
#include "core/ops/microsoft/qlinear_pool.h"
#include "core/ops/nn/window.h"
#include "core/ops/pool/pooling.h"

namespace halftone {

namespace {

class QLinearAveragePool final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"QLinearAveragePool", kMicrosoft, OpCategory::Quantization,
            "Mean pooling of a quantized tensor, rounded to the output's scale and zero point."};
    }

    Status infer(InferContext &context) const override
    {
        const bool last = context.node().intAttribute("channels_last", 0) != 0;
        std::optional<std::vector<Dim>> out;
        if (const auto &in = context.input(0).shape()) {
            const std::vector<Dim> dims = toChannelsFirst(*in, last);
            HALFTONE_TRY(const Window window, readWindow(context.node(), static_cast<int>(dims.size()) - 2, std::nullopt));
            out = std::vector<Dim>{dims[0], dims[1]};
            for (int axis = 0; axis < window.rank(); ++axis)
                out->push_back(window.outputDim(axis, dims[Window::at(axis) + 2]));
            out = toChannelsLast(*out, last);
        }
        context.setOutput(0, context.input(0).dtype(), std::move(out));
        return {};
    }

    Status compute(KernelContext &context) const override { return computeQLinearPool(context, false); }
    Cost cost(const NodeView &node, const CostShapes &shapes) const override { return poolCost(node, shapes); }
};

} // namespace

HALFTONE_OPERATOR(QLinearAveragePool)

} // namespace halftone

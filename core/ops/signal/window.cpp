// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/signal/window.h"

#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

#include <cmath>
#include <numbers>

namespace halftone {

Status inferWindow(InferContext &context)
{
    HALFTONE_TRY(const DType type, dtypeAttribute(context.node(), "output_datatype", DType::Float));
    const auto size = context.inputDims(0);
    context.setOutput(0, type, std::vector<Dim>{size && size->size() == 1 ? size->front() : Dim::unknown()});
    return {};
}

Status computeWindow(KernelContext &context, double a0, double a1, double a2)
{
    HALFTONE_TRY(const DType type, dtypeAttribute(context.node(), "output_datatype", DType::Float));
    HALFTONE_TRY(const auto size, scalarInput<std::int64_t>(context, 0, 0));
    HALFTONE_TRY(auto y, Output<double>::make(context, 0, type, Shape{size}));
    const bool periodic = context.node().intAttribute("periodic", 1) != 0;
    const double length = static_cast<double>(std::max<std::int64_t>(1, periodic ? size : size - 1));
    for (std::int64_t n = 0; n < size; ++n) {
        const double angle = 2 * std::numbers::pi * static_cast<double>(n) / length;
        y[n] = a0 - a1 * std::cos(angle) + a2 * std::cos(2 * angle);
    }
    return y.finish();
}

} // namespace halftone

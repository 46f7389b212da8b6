// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/softmax_base.h"
#include "core/ops/microsoft/domain.h"
#include "core/ops/quantization/affine.h"

namespace halftone {

namespace {

/// Inputs: X, its scale and zero point, scale and zero point of Y. The attribute `opset` says which Softmax is meant.
class QLinearSoftmax final : public UnaryElementwise
{
public:
    OpInfo info() const override
    {
        return {"QLinearSoftmax", kMicrosoft, OpCategory::Quantization,
            "The softmax of a quantized tensor, rounded to the output's scale and zero point."};
    }

    Status compute(KernelContext &context) const override
    {
        const Shape &shape = context.tensor(0).shape();
        HALFTONE_TRY(std::vector<float> values, dequantizedInput(context, 0, 1, 2));
        HALFTONE_TRY(const SoftmaxRows rows, softmaxRows(context.node(), context.node().intAttribute("opset", 13), shape));
        std::vector<float> row(static_cast<std::size_t>(rows.size));
        for (std::int64_t r = 0; r < rows.outer * rows.inner && !values.empty(); ++r) {
            const std::int64_t first = r / rows.inner * rows.size * rows.inner + r % rows.inner;
            for (std::int64_t k = 0; k < rows.size; ++k)
                row[static_cast<std::size_t>(k)] = values[static_cast<std::size_t>(first + k * rows.inner)];
            softmaxRow(row.data(), rows.size);
            for (std::int64_t k = 0; k < rows.size; ++k)
                values[static_cast<std::size_t>(first + k * rows.inner)] = row[static_cast<std::size_t>(k)];
        }
        return quantizeOutput(context, context.tensor(0).dtype(), shape, values, 3, 4);
    }
};

} // namespace

HALFTONE_OPERATOR(QLinearSoftmax)

} // namespace halftone

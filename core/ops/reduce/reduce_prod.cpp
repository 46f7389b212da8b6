// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/reduce/reduction.h"

namespace halftone {

namespace {

class ReduceProd final : public ReduceOperator
{
public:
    OpInfo info() const override { return {"ReduceProd", "", OpCategory::Arithmetic, "Product over the given axes."}; }

    Status compute(KernelContext &context) const override
    {
        return computeReduction(context, [](const auto *row, std::int64_t length) {
            using T = std::remove_cvref_t<decltype(*row)>;
            SumOf<T> product = 1;
            for (std::int64_t i = 0; i < length; ++i)
                product *= static_cast<SumOf<T>>(row[i]);
            return product;
        });
    }

protected:
    Dim onDims(const std::vector<Dim> &elements) const override
    {
        Dim product(1);
        for (const Dim &element : elements)
            product = product * element;
        return product;
    }
};

} // namespace

HALFTONE_OPERATOR(ReduceProd)

} // namespace halftone

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/node_helpers.h"
#include "core/ops/pool/global_pool.h"

#include <algorithm>
#include <limits>

namespace halftone {

namespace {

class GlobalMaxPool final : public Operator
{
public:
    OpInfo info() const override { return {"GlobalMaxPool", "", OpCategory::Pool, "Largest element of each channel's whole image."}; }
    Status infer(InferContext &context) const override { return inferGlobalPool(context); }

    Status compute(KernelContext &context) const override
    {
        return computeGlobalPool(context, []<typename T>(std::span<const T> pixels) {
            T best = -std::numeric_limits<T>::infinity();
            for (const T pixel : pixels)
                best = pixel > best || pixel != pixel ? pixel : best;
            return best;
        });
    }

    QuantRule quantRule(const NodeView &) const override { return sameScaleRule(); }
    Cost cost(const NodeView &, const CostShapes &shapes) const override { return globalPoolCost(shapes); }
};

} // namespace

HALFTONE_OPERATOR(GlobalMaxPool)

} // namespace halftone

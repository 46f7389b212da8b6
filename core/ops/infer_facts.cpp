// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/fact_inference.h"

namespace halftone {

Result<GraphFacts> inferFacts(const Model &model, const std::map<std::string, std::int64_t> &dims, Progress &progress)
{
    return FactInference(model, dims, progress).run();
}

} // namespace halftone

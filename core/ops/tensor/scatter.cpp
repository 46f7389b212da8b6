// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/tensor/scatter_elements_base.h"

namespace halftone {

namespace {

class Scatter final : public ScatterElementsBase
{
public:
    OpInfo info() const override { return {"Scatter", "", OpCategory::Transform, "The old name of ScatterElements.", 9}; }
};

} // namespace

HALFTONE_OPERATOR(Scatter)

} // namespace halftone

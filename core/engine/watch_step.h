// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/plan.h"

namespace halftone {

/// Shows a value to the observer and lets it put another in its place.
class WatchStep final : public Step
{
public:
    WatchStep(ValueId value, DType dtype, Shape shape, Place place);
    std::unique_ptr<BoundStep> bind(const BufferTable &table) const override;

private:
    friend class BoundWatch;
    ValueId m_value;
    DType m_dtype;
    Shape m_shape;
    Place m_place;
};

} // namespace halftone

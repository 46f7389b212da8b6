// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/tensor_view.h"
#include "core/model/graph.h"
#include "core/tensor/tensor.h"

namespace halftone {

/// Sees values of a running graph. One observer belongs to one executor; calls come from its thread, in execution order.
class TensorObserver
{
public:
    virtual ~TensorObserver() = default;

    /// Called once a run for each value named in EngineOptions::observed. The view is valid during the call only.
    virtual void observe(ValueId value, const TensorView &view) = 0;

    /// A tensor that consumers shall read instead of what was computed (same dtype and shape, plain layout), or a null
    /// tensor to keep it. Called after observe(); how local error feeds float inputs to a quantized node.
    virtual Tensor replacement(ValueId) { return {}; }
};

} // namespace halftone

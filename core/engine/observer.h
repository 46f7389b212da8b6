// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/engine/tensor_view.h"
#include "core/model/graph.h"
#include "core/tensor/tensor.h"

namespace halftone {

namespace errc {
/// %1 type and shape an observer gave, %2 those of the value.
inline constexpr ErrorCode kBadReplacement{"engine.bad-replacement"};
} // namespace errc

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

    /// Writes what consumers shall read into `data`, which lies as `view` says, or leaves it as it is. By default what
    /// replacement() returns; for observers that can write any layout without a copy between.
    virtual Status replace(ValueId value, const TensorView &view, std::byte *data);
};

/// Writes `from` into a buffer that lies as `to` says. Errors: kBadReplacement when type or shape differ.
Status writeReplacement(const TensorView &from, const TensorView &to, std::byte *data);

} // namespace halftone

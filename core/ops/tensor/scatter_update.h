// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/kernel_context.h"

namespace halftone {

/// Writes updates into a copy of a tensor, replacing elements or combining them as attribute `reduction` says
/// (none, add, mul, max, min).
class ScatterUpdate
{
public:
    static Result<ScatterUpdate> make(const KernelContext &context, const Tensor &data, const Tensor &updates);

    /// Combines `count` updates from `from` on with elements from `to` on.
    void apply(std::int64_t to, std::int64_t from, std::int64_t count);
    /// The result in the type of the data.
    Result<Tensor> finish() const;

private:
    enum class Mode { None, Add, Mul, Max, Min };

    Mode m_mode = Mode::None;
    DType m_type = DType::Undefined;
    Tensor m_target;
    Tensor m_updates;
};

} // namespace halftone

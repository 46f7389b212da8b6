// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/plan.h"
#include "core/engine/stored_tensor.h"

#include <map>
#include <vector>

namespace halftone {

namespace errc {
/// %1 name of a value to change that a plan does not watch.
inline constexpr ErrorCode kNotObserved{"engine.not-observed"};
} // namespace errc

using ValueMap = std::map<ValueId, StoredTensor>;

/// What a step does when only a part of a plan runs.
enum class PartialAction : char {
    Skip,
    Run,
    /// A watched value is written from what is known; it is not observed.
    Restore,
};

/// Which steps must run so that everything that depends on `changed` is right, when the values in `known` can be written
/// instead of being computed. By step. Outputs that depend on nothing changed are not made; `madeOutputs` says which are.
struct PartialRun
{
    std::vector<PartialAction> actions;
    std::vector<char> madeOutputs;
};
PartialRun planPartialRun(const Plan &plan, const ValueMap &changed, const ValueMap &known);

/// Whether parts of the plan can run alone: every value lies in a buffer, and every changed one is watched.
bool supportsPartialRun(const Plan &plan, const ValueMap &changed);

/// Puts changed and known values in the place of computed ones and passes everything else on to another observer.
class RestoringObserver final : public TensorObserver
{
public:
    RestoringObserver(const ValueMap &changed, const ValueMap &known, TensorObserver *inner)
        : m_changed(changed), m_known(known), m_inner(inner)
    {
    }
    /// What the next step does, a watching one.
    void setAction(PartialAction action) { m_action = action; }
    void observe(ValueId value, const TensorView &view) override;
    Status replace(ValueId value, const TensorView &view, std::byte *data) override;

private:
    const ValueMap &m_changed;
    const ValueMap &m_known;
    TensorObserver *m_inner;
    PartialAction m_action = PartialAction::Run;
};

} // namespace halftone

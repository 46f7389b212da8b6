// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace halftone {

/// How long work reports and is told to stop. Implementations are thread-safe: several workers share one.
class Progress
{
public:
    virtual ~Progress() = default;

    /// Reports `done` of `total` units (total 0: unknown). Returns false when the work shall stop;
    /// the callee then returns errc::kCancelled.
    virtual bool report(std::int64_t done, std::int64_t total) = 0;

    /// True once the work shall stop; cheap enough to be asked for every node.
    virtual bool cancelled() const = 0;
};

/// Never cancels, reports nowhere.
class NoProgress final : public Progress
{
public:
    bool report(std::int64_t, std::int64_t) override { return true; }
    bool cancelled() const override { return false; }
};

} // namespace halftone

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/samples/data_input.h"
#include "core/samples/source.h"

#include <memory>

namespace halftone {

/// Made-up inputs, the same for the same seed: standard normal floats, integers below the size of the table they index, else 0
/// or 1. Dimensions that nobody fixes are 1.
class SyntheticSource final : public SampleSource
{
public:
    SyntheticSource(
        const Model &model, const GraphFacts &facts, const std::vector<DataInput> &inputs, std::int64_t count, std::uint64_t seed);

    std::int64_t count() const override { return m_count; }
    Result<Sample> load(std::int64_t index) const override;
    std::string name(std::int64_t index) const override { return "synthetic " + std::to_string(index); }

private:
    struct Input
    {
        DataInput input;
        Shape shape;
        /// Integers are below it.
        std::int64_t limit = 2;
    };
    std::vector<Input> m_inputs;
    std::int64_t m_count = 0;
    std::uint64_t m_seed = 0;
};

} // namespace halftone

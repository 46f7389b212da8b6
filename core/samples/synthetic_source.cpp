// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/samples/synthetic_source.h"
#include "core/samples/errors.h"
#include "core/tensor/cast.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <set>

namespace halftone {

namespace {

/// Steele, Lea, Flood: "Fast splittable pseudorandom number generators" (2014); written out because the standard library's
/// distributions differ between implementations.
class SplitMix
{
public:
    explicit SplitMix(std::uint64_t seed) : m_state(seed) { }
    std::uint64_t next()
    {
        std::uint64_t z = (m_state += 0x9e3779b97f4a7c15U);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31);
    }
    /// In (0, 1].
    double uniform() { return static_cast<double>((next() >> 11) + 1) * 0x1p-53; }
    /// Box–Muller.
    double normal() { return std::sqrt(-2 * std::log(uniform())) * std::cos(2 * std::numbers::pi * uniform()); }

private:
    std::uint64_t m_state;
};

/// Operators that hand indices on unchanged.
bool passesIndices(const std::string &opType)
{
    static const std::set<std::string> kTypes{
        "Cast", "Reshape", "Squeeze", "Unsqueeze", "Identity", "Flatten", "Transpose", "Slice", "Expand", "Split", "Concat"};
    return kTypes.contains(opType);
}

/// Smallest table that is indexed by the value, or nothing.
std::optional<std::int64_t> tableSize(const Graph &graph, const GraphFacts &facts, ValueId start)
{
    std::optional<std::int64_t> size;
    std::vector<ValueId> open{start};
    std::set<ValueId> seen{start};
    while (!open.empty()) {
        const ValueId id = open.back();
        open.pop_back();
        for (const Use &use : graph.value(id).consumers) {
            const Node &node = graph.node(use.node);
            if (node.opType == "Gather" && use.index == 1 && node.inputs[0] < facts.values.size()) {
                const auto &shape = facts.values[node.inputs[0]].shape();
                const std::int64_t rank = shape ? static_cast<std::int64_t>(shape->size()) : 0;
                std::int64_t axis = node.intAttribute("axis", 0);
                axis += axis < 0 ? rank : 0;
                if (axis >= 0 && axis < rank)
                    if (const auto dim = (*shape)[static_cast<std::size_t>(axis)].value(); dim && *dim > 0)
                        size = std::min(size.value_or(*dim), *dim);
            } else if (use.index == 0 && passesIndices(node.opType)) {
                for (const ValueId output : node.outputs)
                    if (output != kNone && seen.insert(output).second)
                        open.push_back(output);
            }
        }
    }
    return size;
}

} // namespace

SyntheticSource::SyntheticSource(
    const Model &model, const GraphFacts &facts, const std::vector<DataInput> &inputs, std::int64_t count, std::uint64_t seed)
    : m_count(count), m_seed(seed)
{
    for (const DataInput &input : inputs) {
        std::vector<std::int64_t> dims;
        if (input.dims)
            for (const auto &dim : *input.dims)
                dims.push_back(dim.value_or(1));
        const ValueId id = model.graph->findValue(input.name);
        m_inputs.push_back({input, Shape(dims), id == kNone ? 2 : tableSize(*model.graph, facts, id).value_or(2)});
    }
}

Result<Sample> SyntheticSource::load(std::int64_t index) const
{
    Sample sample;
    sample.name = name(index);
    SplitMix random(SplitMix(m_seed ^ (static_cast<std::uint64_t>(index) * 0xd1342543de82ef95U)).next());
    for (const Input &each : m_inputs) {
        const DType type = each.input.dtype;
        const bool real = isFloatingPoint(type);
        if (!real && !isInteger(type) && type != DType::Bool)
            return Error(errc::kDataType, {each.input.name, "synthetic numbers", each.input.toString()}, sample.name);
        HALFTONE_TRY(Tensor values, Tensor::allocateUninitialized(real ? DType::Float : DType::Int64, each.shape));
        if (real) {
            for (float &value : values.mutableAs<float>())
                value = static_cast<float>(random.normal());
        } else {
            // Narrow types must not wrap to other indices.
            const int bits = std::min(dtypeBits(type) - (isSigned(type) ? 1 : 0), 62);
            const std::int64_t limit = type == DType::Bool ? 2 : std::min(each.limit, std::int64_t(1) << bits);
            for (std::int64_t &value : values.mutableAs<std::int64_t>())
                value = static_cast<std::int64_t>(random.next() % static_cast<std::uint64_t>(limit));
        }
        HALFTONE_TRY(Tensor tensor, castTensor(values, type));
        sample.inputs.emplace(each.input.name, std::move(tensor));
    }
    return sample;
}

} // namespace halftone

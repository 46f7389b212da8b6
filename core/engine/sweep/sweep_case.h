// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph_builder.h"
#include "core/model/model.h"
#include "core/tensor/runtime_value.h"

#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace halftone {

/// One small model with its inputs, made from a seed: what a kind of the sweep (sweep_kinds.h) fills. Values are named; a maker that is
/// given a type works in it: 8-bit types mean real values read from and rounded to 8 bits by pairs of quantizing nodes.
class SweepCase
{
public:
    using Ints = std::vector<std::int64_t>;
    using Attributes = std::vector<std::pair<std::string, Attribute::Value>>;

    explicit SweepCase(unsigned seed) : m_random(seed) { }

    std::int64_t pick(std::int64_t low, std::int64_t high);
    bool chance(int percent) { return pick(1, 100) <= percent; }
    template <typename T>
    const T &oneOf(const std::vector<T> &all)
    {
        return all[static_cast<std::size_t>(pick(0, static_cast<std::int64_t>(all.size()) - 1))];
    }
    /// A number of channels or columns: below, at and above what vectors, tiles and blocks hold.
    std::int64_t channels();
    /// The extent of an image: 1 to 14.
    std::int64_t extent() { return pick(1, 14); }
    Shape image(std::int64_t batch, std::int64_t channels, int axes);

    /// An input of the model; its real value is `name`.
    void input(const std::string &name, DType type, Shape shape);
    /// Constant weights `name`; of 8 bits: s8 with a scale for each index of `axis`, one for all with -1.
    void weights(const std::string &name, DType type, const Shape &shape, std::int64_t axis);
    void constant(const std::string &name, Tensor tensor);
    void node(const std::string &type, const std::vector<std::string> &inputs, const std::vector<std::string> &outputs,
        Attributes attributes = {}, const std::string &domain = {});
    /// Declares an output; of 8 bits: what `name` is rounded to, for a range of about ±`range`.
    void output(const std::string &name, DType type, float range = 4);
    /// A function or an operand behind `name`, such as engines compute along with what made it; `shape` is that of the value.
    std::string followed(const std::string &name, DType type, const Shape &shape);

    Tensor floats(Shape shape, float scale = 1);
    Tensor bytes(DType type, Shape shape, std::int64_t low, std::int64_t high);

    std::shared_ptr<const Model> model() const;
    const std::vector<RuntimeValue> &inputs() const { return m_inputs; }

private:
    void quantization(const std::string &name, DType type, float range);

    std::mt19937 m_random;
    GraphBuilder m_builder;
    std::vector<RuntimeValue> m_inputs;
};

inline bool isByte(DType type) { return type == DType::UInt8 || type == DType::Int8; }
/// In which real values of it are computed: 8 bits are read as floats.
inline DType realType(DType type) { return isByte(type) ? DType::Float : type; }

} // namespace halftone

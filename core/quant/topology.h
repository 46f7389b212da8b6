// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/fact.h"
#include "core/ops/quant_rule.h"
#include "core/quant/algorithms/channel_ranges.h"
#include "core/quant/algorithms/findings.h"
#include "core/quant/quantize.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace halftone {

/// Which nodes and values are quantized and how they depend on each other, before any number is known.
struct QuantTopology
{
    struct Weight
    {
        ValueId value = kNone;
        NodeId node = kNone;
        int input = 1;
        int channelAxis = 0;
        DType dtype = DType::Int8;
    };
    struct Bias
    {
        ValueId value = kNone;
        NodeId node = kNone;
        int input = 2;
        ValueId activation = kNone;
        ValueId weight = kNone;
        /// Type that the node reads `activation` in.
        DType dtype = DType::UInt8;
    };
    struct Read
    {
        NodeId node = kNone;
        std::uint32_t index = 0;
        /// Type that the node reads the value in.
        DType dtype = DType::UInt8;
    };

    /// By NodeId.
    std::vector<NodeDecision> decisions;
    /// By NodeId: Relu or Clip that its producer's saturation replaces.
    std::vector<char> absorbed;
    /// By NodeId: excluded by the user, and reads float values if the recipe says so.
    std::vector<char> readsFloat;
    /// By NodeId; what is not Static takes no part in the rest of the topology.
    std::vector<NodeMode> modes;
    /// By ValueId: quantized as an activation (or as a constant among activations).
    std::vector<char> quantized;
    /// By ValueId: shares scale and zero point with this value, else kNone.
    std::vector<ValueId> sameAs;
    /// By ValueId: type of a quantized activation for readers that want no other; its producer's.
    std::vector<DType> types;
    /// Inputs of quantized nodes that read a quantized activation.
    std::vector<Read> reads;
    std::vector<Weight> weights;
    std::vector<Bias> biases;
    std::map<ValueId, std::pair<float, float>> fixedRanges;
    /// Values that a pair of the source dequantizes, with its scale: read as they are.
    std::map<ValueId, QuantParams> given;
    /// Quantized values with a scale for each channel; no quantized node reads them.
    std::map<ValueId, const ChannelRanges *> channelRanges;

    /// The value whose range decides for `value`.
    ValueId root(ValueId value) const;
    /// Some weight or activation is quantized with so many bits.
    bool uses(int bits) const;
};

struct TopologyContext
{
    const Model &model;
    const GraphFacts &facts;
    const Recipe &recipe;
    /// Name of a node before preprocessing; null when the graph is the original.
    const std::map<std::string, std::string> *origin = nullptr;
    /// Ranges must come from here; null while only decisions are wanted.
    const Statistics *statistics = nullptr;
    /// Nodes that algorithms keep float; may be null.
    const FloatNodes *floatNodes = nullptr;
    /// Ranges that an algorithm found, by value name; those of the recipe's tensors win. May be null.
    const std::map<std::string, std::pair<float, float>> *ranges = nullptr;
    /// Results of float nodes that are quantized channel by channel; may be null.
    const ChannelRangesByName *channelRanges = nullptr;
};

QuantTopology planTopology(const TopologyContext &context);

} // namespace halftone

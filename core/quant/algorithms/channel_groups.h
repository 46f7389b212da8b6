// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"
#include "core/ops/fact.h"

#include <cstdint>
#include <vector>

namespace halftone {

/// Which channels (axis 1) of which values must be scaled by one common positive factor so that the graph keeps its meaning.
/// Layers with constant weights (Conv, ConvTranspose, Gemm, MatMul of rank 2) take any factors up; what commutes with scaling
/// (Relu, LeakyRelu, pooling, sums, Concat …) ties channels together; everything else, and inputs and outputs, ties them to 1.
class ChannelGroups
{
public:
    /// A layer whose weight can take the factors of its input and output channels.
    struct Layer
    {
        NodeId node = kNone;
        ValueId input = kNone;
        ValueId output = kNone;
        ValueId weight = kNone;
        /// kNone without one.
        ValueId bias = kNone;
        /// Groups of a convolution; 1 otherwise.
        std::int64_t groups = 1;
        /// How the weight lies: the axes of its output and input channels (the latter within a group for Conv, the former for
        /// ConvTranspose).
        int outputAxis = 0;
        int inputAxis = 1;

        /// Channels that the weight's element at these positions of its two channel axes joins.
        std::int64_t inputChannel(std::int64_t atOutput, std::int64_t atInput, std::int64_t outputs, std::int64_t inputs) const;
        std::int64_t outputChannel(std::int64_t atOutput, std::int64_t atInput, std::int64_t outputs, std::int64_t inputs) const;
    };

    ChannelGroups(const Graph &graph, const GraphFacts &facts);

    const std::vector<Layer> &layers() const { return m_layers; }
    /// Number of channels; 0 when the value's factors are not free.
    std::int64_t channels(ValueId value) const { return m_channels[value]; }
    /// The group of a channel of a value that has channels.
    std::uint32_t group(ValueId value, std::int64_t channel) const;
    /// The group whose factor is 1.
    std::uint32_t fixedGroup() const { return root(0); }
    std::size_t slotCount() const { return m_parent.size(); }

private:
    std::uint32_t root(std::uint32_t slot) const;
    void join(std::uint32_t a, std::uint32_t b);
    void joinAll(ValueId a, ValueId b);
    void fix(ValueId value);
    bool visit(NodeId id);
    bool visitLayer(NodeId id);
    bool visitConcat(const Node &node);
    bool visitSplit(const Node &node);
    bool visitSum(const Node &node);
    bool visitElementwise(const Node &node);
    bool visitFlatten(const Node &node);
    bool isOwnConstant(ValueId value) const;
    std::int64_t rank(ValueId value) const;

    const Graph &m_graph;
    const GraphFacts &m_facts;
    std::vector<std::int64_t> m_channels;
    std::vector<std::uint32_t> m_first;
    mutable std::vector<std::uint32_t> m_parent;
    std::vector<Layer> m_layers;
};

} // namespace halftone

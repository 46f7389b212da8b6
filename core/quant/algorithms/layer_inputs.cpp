// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithms/layer_inputs.h"

#include <algorithm>

namespace halftone {

namespace {

bool isOwnConstant(const Graph &graph, ValueId value)
{
    const Value &v = graph.value(value);
    return graph.constant(value) && graph.constant(value)->dtype() == DType::Float && v.producer == kNone && v.consumers.size() == 1
        && !v.isOutput && !v.isInput;
}

/// False for what is not a 2-D convolution with explicit padding.
bool readConv(const Node &node, const Shape &weight, LinearLayer &layer)
{
    const std::string padding = node.stringAttribute("auto_pad", "NOTSET");
    layer.groups = std::max<std::int64_t>(1, node.intAttribute("group", 1));
    if (weight.rank() != 4 || (padding != "NOTSET" && padding != "VALID") || weight[0] % layer.groups != 0)
        return false;
    const auto strides = node.intsAttribute("strides");
    const auto dilations = node.intsAttribute("dilations");
    const auto pads = node.intsAttribute("pads");
    for (std::size_t i = 0; i < 2; ++i) {
        layer.kernel[i] = weight[static_cast<int>(i) + 2];
        layer.strides[i] = strides.size() == 2 ? strides[i] : 1;
        layer.dilations[i] = dilations.size() == 2 ? dilations[i] : 1;
        layer.padsBegin[i] = pads.size() == 4 && padding == "NOTSET" ? pads[i] : 0;
        layer.padsEnd[i] = pads.size() == 4 && padding == "NOTSET" ? pads[i + 2] : 0;
    }
    layer.isConv = true;
    layer.outputs = weight[0] / layer.groups;
    layer.inner = weight.count(1, 4);
    layer.outputStride = layer.inner;
    return true;
}

} // namespace

std::optional<LinearLayer> LinearLayer::of(const Graph &graph, NodeId id)
{
    const Node &node = graph.node(id);
    if (!node.domain.empty() || node.inputs.size() < 2 || node.inputs[1] == kNone || !isOwnConstant(graph, node.inputs[1]))
        return std::nullopt;
    LinearLayer layer;
    layer.node = id;
    layer.input = node.inputs[0];
    layer.weight = node.inputs[1];
    if (node.inputs.size() > 2 && node.inputs[2] != kNone && isOwnConstant(graph, node.inputs[2]))
        layer.bias = node.inputs[2];
    const Shape &weight = graph.constant(layer.weight)->shape();
    if (node.opType == "Conv")
        return readConv(node, weight, layer) ? std::optional(layer) : std::nullopt;
    const bool isGemm = node.opType == "Gemm" && node.intAttribute("transA", 0) == 0 && node.floatAttribute("alpha", 1) == 1;
    if (weight.rank() != 2 || (node.opType != "MatMul" && !isGemm))
        return std::nullopt;
    const bool transposed = isGemm && node.intAttribute("transB", 0) != 0;
    layer.outputs = weight[transposed ? 0 : 1];
    layer.inner = weight[transposed ? 1 : 0];
    layer.outputStride = transposed ? layer.inner : 1;
    layer.innerStride = transposed ? 1 : layer.outputs;
    if (isGemm && node.floatAttribute("beta", 1) != 1)
        layer.bias = kNone;
    return layer;
}

void LinearLayer::appendColumns(const Tensor &tensor, std::int64_t group, std::int64_t wanted, std::vector<float> &columns) const
{
    const auto data = tensor.as<float>();
    const Shape &shape = tensor.shape();
    if (!isConv) {
        const std::int64_t rows = inner > 0 ? tensor.count() / inner : 0;
        const std::int64_t step = std::max<std::int64_t>(1, rows / wanted);
        for (std::int64_t row = 0; row < rows; row += step)
            columns.insert(columns.end(), data.begin() + row * inner, data.begin() + (row + 1) * inner);
        return;
    }
    if (shape.rank() != 4)
        return;
    std::int64_t size[2];
    for (int i = 0; i < 2; ++i)
        size[i] = (shape[i + 2] + padsBegin[i] + padsEnd[i] - dilations[i] * (kernel[i] - 1) - 1) / strides[i] + 1;
    const std::int64_t positions = shape[0] * std::max<std::int64_t>(0, size[0]) * std::max<std::int64_t>(0, size[1]);
    const std::int64_t channels = inner / (kernel[0] * kernel[1]);
    // An odd step does not stay on the columns of a picture whose width is a power of two.
    const std::int64_t step = std::max<std::int64_t>(1, positions / wanted) | 1;
    for (std::int64_t at = 0; at < positions; at += step) {
        const std::int64_t picture = at / (size[0] * size[1]);
        const std::int64_t y = at / size[1] % size[0] * strides[0] - padsBegin[0];
        const std::int64_t x = at % size[1] * strides[1] - padsBegin[1];
        for (std::int64_t c = 0; c < channels; ++c) {
            const std::int64_t plane = (picture * shape[1] + group * channels + c) * shape[2] * shape[3];
            for (std::int64_t i = 0; i < kernel[0]; ++i) {
                for (std::int64_t j = 0; j < kernel[1]; ++j) {
                    const std::int64_t row = y + i * dilations[0];
                    const std::int64_t column = x + j * dilations[1];
                    const bool inside = row >= 0 && row < shape[2] && column >= 0 && column < shape[3];
                    columns.push_back(inside ? data[static_cast<std::size_t>(plane + row * shape[3] + column)] : 0.0F);
                }
            }
        }
    }
}

} // namespace halftone

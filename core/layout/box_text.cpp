// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/box_text.h"

#include "core/layout/text_measurer.h"
#include "core/model/graph.h"

#include <cstdio>
#include <type_traits>
#include <unordered_map>

namespace halftone {

namespace {

constexpr std::size_t kMostElements = 8;
constexpr std::size_t kMostCharacters = 30;
/// Single elements are read to be shown; larger types than this are not numbers.
constexpr std::int64_t kMostScalarBytes = 8;

std::string numberText(double value)
{
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.6g", value);
    return buffer;
}

std::string scalarText(const ConstantTensor &constant)
{
    const auto tensor = constant.load();
    if (!tensor || tensor->count() != 1)
        return {};
    switch (tensor->dtype()) {
    case DType::Float:
        return numberText(static_cast<double>(tensor->as<float>()[0]));
    case DType::Double:
        return numberText(tensor->as<double>()[0]);
    case DType::Int64:
        return std::to_string(tensor->as<std::int64_t>()[0]);
    case DType::Int32:
        return std::to_string(tensor->as<std::int32_t>()[0]);
    case DType::Int8:
        return std::to_string(tensor->as<std::int8_t>()[0]);
    case DType::UInt8:
        return std::to_string(tensor->as<std::uint8_t>()[0]);
    case DType::Bool:
        return tensor->as<std::uint8_t>()[0] ? "true" : "false";
    default:
        return {};
    }
}

std::string bracketed(const ConstantTensor &constant)
{
    std::string text = "⟨" + (constant.shape().rank() == 0 ? std::string() : constant.shape().toString()) + "⟩";
    if (constant.dtype() != DType::Float)
        text += " " + std::string(dtypeShortName(constant.dtype()));
    return text;
}

template <typename T>
std::string listText(const std::vector<T> &values)
{
    std::string text;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i == kMostElements)
            return text + ", …";
        text += i > 0 ? ", " : "";
        if constexpr (std::is_same_v<T, std::string>)
            text += values[i];
        else if constexpr (std::is_same_v<T, float>)
            text += numberText(static_cast<double>(values[i]));
        else
            text += std::to_string(values[i]);
    }
    return text;
}

/// A number in braces needs no translation: "{12}" nodes of a subgraph, tensors of a list.
std::string countText(std::size_t count) { return "{" + std::to_string(count) + "}"; }

struct AttributeVisitor
{
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(float value) const { return numberText(static_cast<double>(value)); }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(const std::string &value) const { return value; }
    std::string operator()(const ConstantTensor &value) const { return bracketed(value); }
    std::string operator()(const std::shared_ptr<const Graph> &value) const { return value ? countText(value->nodes().size()) : ""; }
    std::string operator()(const SparseConstant &value) const { return "⟨" + value.shape.toString() + "⟩"; }
    std::string operator()(const Type &value) const { return value.toString(); }
    std::string operator()(const std::vector<float> &values) const { return listText(values); }
    std::string operator()(const std::vector<std::int64_t> &values) const { return listText(values); }
    std::string operator()(const std::vector<std::string> &values) const { return listText(values); }
    std::string operator()(const std::vector<ConstantTensor> &values) const { return countText(values.size()); }
    std::string operator()(const std::vector<std::shared_ptr<const Graph>> &values) const { return countText(values.size()); }
    std::string operator()(const std::vector<SparseConstant> &values) const { return countText(values.size()); }
    std::string operator()(const std::vector<Type> &values) const { return countText(values.size()); }
};

/// Inputs by name in the ONNX operator specification (opset 18 and before), where constants are usual.
const std::unordered_map<std::string_view, std::vector<std::string_view>> &inputNames()
{
    static const std::unordered_map<std::string_view, std::vector<std::string_view>> names{
        {"Add", {"A", "B"}},
        {"And", {"A", "B"}},
        {"BitShift", {"A", "B"}},
        {"Div", {"A", "B"}},
        {"Equal", {"A", "B"}},
        {"Greater", {"A", "B"}},
        {"GreaterOrEqual", {"A", "B"}},
        {"Less", {"A", "B"}},
        {"LessOrEqual", {"A", "B"}},
        {"Mod", {"A", "B"}},
        {"Mul", {"A", "B"}},
        {"Or", {"A", "B"}},
        {"Sub", {"A", "B"}},
        {"Xor", {"A", "B"}},
        {"BatchNormalization", {"X", "scale", "B", "mean", "var"}},
        {"Clip", {"input", "min", "max"}},
        {"Conv", {"X", "W", "B"}},
        {"ConvInteger", {"x", "w", "x_zero_point", "w_zero_point"}},
        {"ConvTranspose", {"X", "W", "B"}},
        {"DequantizeLinear", {"x", "x_scale", "x_zero_point"}},
        {"Expand", {"input", "shape"}},
        {"GRU", {"X", "W", "R", "B", "sequence_lens", "initial_h"}},
        {"Gather", {"data", "indices"}},
        {"GatherElements", {"data", "indices"}},
        {"GatherND", {"data", "indices"}},
        {"Gemm", {"A", "B", "C"}},
        {"GroupNormalization", {"X", "scale", "bias"}},
        {"InstanceNormalization", {"input", "scale", "B"}},
        {"LSTM", {"X", "W", "R", "B", "sequence_lens", "initial_h", "initial_c", "P"}},
        {"LayerNormalization", {"X", "Scale", "B"}},
        {"MatMul", {"A", "B"}},
        {"MatMulInteger", {"A", "B", "a_zero_point", "b_zero_point"}},
        {"OneHot", {"indices", "depth", "values"}},
        {"PRelu", {"X", "slope"}},
        {"Pad", {"data", "pads", "constant_value", "axes"}},
        {"Pow", {"X", "Y"}},
        {"QLinearConv", {"x", "x_scale", "x_zero_point", "w", "w_scale", "w_zero_point", "y_scale", "y_zero_point", "B"}},
        {"QLinearMatMul", {"a", "a_scale", "a_zero_point", "b", "b_scale", "b_zero_point", "y_scale", "y_zero_point"}},
        {"QuantizeLinear", {"x", "y_scale", "y_zero_point"}},
        {"RNN", {"X", "W", "R", "B", "sequence_lens", "initial_h"}},
        {"ReduceMax", {"data", "axes"}},
        {"ReduceMean", {"data", "axes"}},
        {"ReduceMin", {"data", "axes"}},
        {"ReduceSum", {"data", "axes"}},
        {"Reshape", {"data", "shape"}},
        {"Resize", {"X", "roi", "scales", "sizes"}},
        {"ScatterElements", {"data", "indices", "updates"}},
        {"ScatterND", {"data", "indices", "updates"}},
        {"Slice", {"data", "starts", "ends", "axes", "steps"}},
        {"Split", {"input", "split"}},
        {"Squeeze", {"data", "axes"}},
        {"Tile", {"input", "repeats"}},
        {"TopK", {"X", "K"}},
        {"Unsqueeze", {"data", "axes"}},
        {"Upsample", {"X", "scales"}},
        {"Where", {"condition", "X", "Y"}},
    };
    return names;
}

} // namespace

std::string shapeLabel(const Type &type)
{
    if (!type.isTensor() || !type.shape)
        return {};
    if (type.shape->empty())
        return "scalar";
    std::string text;
    for (const Dim &dim : *type.shape) {
        text += text.empty() ? "" : "×";
        text += dim.toString();
    }
    return elided(text, kMostCharacters);
}

std::string constantText(const ConstantTensor &tensor)
{
    if (tensor.count() == 1 && tensor.bytes() > 0 && tensor.bytes() <= kMostScalarBytes)
        if (const std::string value = scalarText(tensor); !value.empty())
            return "= " + value;
    return bracketed(tensor);
}

std::string attributeLine(const Attribute &attribute)
{
    if (!attribute.refAttrName.empty())
        return "@" + attribute.refAttrName;
    return elided(std::visit(AttributeVisitor(), attribute.value), kMostCharacters);
}

std::string inputName(std::string_view opType, std::size_t index, std::string_view valueName)
{
    if (const auto it = inputNames().find(opType); it != inputNames().end() && index < it->second.size())
        return std::string(it->second[index]);
    // Exporters number what has no name of its own; the place of the input says more.
    if (valueName.find("onnx::") != std::string_view::npos || valueName.find("Constant_") != std::string_view::npos)
        return "[" + std::to_string(index) + "]";
    if (const std::size_t cut = valueName.find_last_of("/."); cut != std::string_view::npos && cut + 1 < valueName.size())
        valueName.remove_prefix(cut + 1);
    return elided(valueName, kMostCharacters / 2);
}

} // namespace halftone

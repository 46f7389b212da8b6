// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/sweep/sweep_case.h"

#include "core/engine/primitive_library.h"
#include "core/tensor/cast.h"

namespace halftone {

std::int64_t SweepCase::pick(std::int64_t low, std::int64_t high)
{
    return std::uniform_int_distribution<std::int64_t>(low, high)(m_random);
}

std::int64_t SweepCase::channels()
{
    static const Ints kCounts{1, 2, 3, 4, 5, 7, 8, 9, 13, 15, 16, 17, 24, 31, 32, 33, 47, 48, 63, 64, 65, 80, 96, 127, 128, 130};
    return oneOf(kCounts);
}

Shape SweepCase::image(std::int64_t batch, std::int64_t channels, int axes)
{
    Ints dims{batch, channels};
    for (int axis = 0; axis < axes; ++axis)
        dims.push_back(axes == 3 ? pick(1, 6) : extent());
    return Shape(dims);
}

Tensor SweepCase::floats(Shape shape, float scale)
{
    std::normal_distribution<float> normal(0, scale);
    Tensor tensor = *Tensor::allocate(DType::Float, std::move(shape));
    for (float &element : tensor.mutableAs<float>())
        element = normal(m_random);
    return tensor;
}

Tensor SweepCase::bytes(DType type, Shape shape, std::int64_t low, std::int64_t high)
{
    Tensor tensor = *Tensor::allocate(type, std::move(shape));
    for (std::uint8_t &element : tensor.mutableAs<std::uint8_t>())
        element = static_cast<std::uint8_t>(pick(low, high));
    return tensor;
}

void SweepCase::quantization(const std::string &name, DType type, float range)
{
    constant(name + "_scale", Tensor::scalar<float>(2 * range / 255 * static_cast<float>(pick(90, 130)) / 100));
    constant(name + "_zero", type == DType::Int8 ? bytes(type, Shape{}, -20, 20) : bytes(type, Shape{}, 100, 150));
}

void SweepCase::input(const std::string &name, DType type, Shape shape)
{
    const std::string given = isByte(type) ? name + "_q" : name;
    m_builder.addInput(m_builder.value(given));
    if (!isByte(type)) {
        m_inputs.emplace_back(*castTensor(floats(std::move(shape)), type));
        return;
    }
    m_inputs.emplace_back(bytes(type, std::move(shape), 0, 255));
    quantization(name, type, 3);
    node("DequantizeLinear", {given, name + "_scale", name + "_zero"}, {name});
}

void SweepCase::weights(const std::string &name, DType type, const Shape &shape, std::int64_t axis)
{
    if (!isByte(type)) {
        constant(name, *castTensor(floats(shape, 0.2F), type));
        return;
    }
    // Without exact sums, pairs of products must fit into 16 bits, and oneDNN halves the weights of s8 activations.
    const std::int64_t most = addsProductsExactly() ? 127 : type == DType::Int8 ? 31 : 63;
    Tensor elements = bytes(DType::Int8, shape, -most, most);
    if (!addsProductsExactly() && type == DType::Int8)
        for (std::int8_t &element : elements.mutableAs<std::int8_t>())
            element = static_cast<std::int8_t>(element * 2);
    const Shape many = axis < 0 ? Shape{} : Shape{shape[static_cast<int>(axis)]};
    Tensor scales = *Tensor::allocate(DType::Float, many);
    for (float &scale : scales.mutableAs<float>())
        scale = static_cast<float>(pick(5, 40)) / 10000;
    constant(name + "_q", std::move(elements));
    constant(name + "_scale", scales);
    constant(name + "_zero", *Tensor::allocate(DType::Int8, many));
    node("DequantizeLinear", {name + "_q", name + "_scale", name + "_zero"}, {name}, {{"axis", std::max<std::int64_t>(axis, 0)}});
}

void SweepCase::constant(const std::string &name, Tensor tensor)
{
    m_builder.setInitializer(m_builder.value(name), ConstantTensor(std::move(tensor)));
}

void SweepCase::node(const std::string &type, const std::vector<std::string> &inputs, const std::vector<std::string> &outputs,
    Attributes attributes, const std::string &domain)
{
    Node node;
    node.opType = type;
    node.domain = domain;
    node.name = m_builder.freshNodeName(type);
    for (const std::string &name : inputs)
        node.inputs.push_back(name.empty() ? kNone : m_builder.value(name));
    for (const std::string &name : outputs)
        node.outputs.push_back(name.empty() ? kNone : m_builder.value(name));
    for (auto &[name, value] : attributes) {
        Attribute attribute;
        attribute.name = name;
        attribute.value = std::move(value);
        node.attributes.push_back(std::move(attribute));
    }
    m_builder.addNode(std::move(node));
}

void SweepCase::output(const std::string &name, DType type, float range)
{
    std::string given = name;
    if (isByte(type)) {
        given = name + "_q";
        quantization(name, type, range);
        node("QuantizeLinear", {name, name + "_scale", name + "_zero"}, {given});
    }
    m_builder.addOutput(m_builder.value(given));
}

std::string SweepCase::followed(const std::string &name, DType type, const Shape &shape)
{
    const std::string result = name + "_f";
    switch (pick(0, 9)) {
    case 0:
        node("Relu", {name}, {result});
        break;
    case 1:
        node("LeakyRelu", {name}, {result}, {{"alpha", 0.1F}});
        break;
    case 2:
        node("HardSwish", {name}, {result});
        break;
    case 3:
        node("Sigmoid", {name}, {name + "_s"});
        node("Mul", {name, name + "_s"}, {result});
        break;
    case 4:
        node("Tanh", {name}, {result});
        break;
    case 5:
        input(name + "_r", type, shape);
        node("Add", {name, name + "_r"}, {name + "_a"});
        node("Relu", {name + "_a"}, {result});
        break;
    case 6: {
        Ints dims(static_cast<std::size_t>(shape.rank()), 1);
        if (shape.rank() > 1)
            dims[1] = shape[1];
        constant(name + "_c", *castTensor(floats(Shape(dims)), realType(type)));
        node(chance(50) ? "Mul" : "Add", {name, name + "_c"}, {result});
        break;
    }
    case 7:
        constant(name + "_low", *castTensor(Tensor::scalar<float>(-0.5F), realType(type)));
        constant(name + "_high", *castTensor(Tensor::scalar<float>(1.5F), realType(type)));
        node("Clip", {name, name + "_low", name + "_high"}, {result});
        break;
    default:
        return name;
    }
    return result;
}

std::shared_ptr<const Model> SweepCase::model() const
{
    auto model = std::make_shared<Model>();
    model->irVersion = 8;
    model->opsets[""] = 17;
    model->opsets["com.microsoft"] = 1;
    model->graph = *GraphBuilder(m_builder).finish();
    return model;
}

} // namespace halftone

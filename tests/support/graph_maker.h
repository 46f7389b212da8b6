// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph_builder.h"
#include "core/model/model.h"

#include <cassert>
#include <random>

namespace halftone::test {

/// Writes small graphs in a few lines:
///     auto model = GraphMaker().input("x", {1, 3, 8, 8}).weight("w", {4, 3, 3, 3}).node("Conv", "c", {"x", "w"},
///     {"y"}).output("y").model();
/// An empty input name leaves an optional input out.
class GraphMaker
{
public:
    GraphMaker &input(const std::string &name, const std::vector<std::int64_t> &shape)
    {
        const ValueId id = m_builder.value(name);
        std::vector<Dim> dims;
        for (const auto dim : shape)
            dims.emplace_back(dim);
        m_builder.valueInfo(id).declaredType = Type::tensor(DType::Float, std::move(dims));
        m_builder.valueInfo(id).isInput = true;
        m_builder.addInput(id);
        return *this;
    }
    GraphMaker &constant(const std::string &name, Tensor tensor)
    {
        m_builder.setInitializer(m_builder.value(name), ConstantTensor(std::move(tensor)));
        return *this;
    }
    /// Normal values times `scale`, from a seed that follows the name.
    GraphMaker &weight(const std::string &name, const std::vector<std::int64_t> &shape, float scale = 1)
    {
        std::mt19937 random(static_cast<unsigned>(std::hash<std::string>()(name)));
        std::normal_distribution<float> normal(0, scale);
        std::vector<float> values(static_cast<std::size_t>(Shape(shape).count()));
        for (float &value : values)
            value = normal(random);
        return constant(name, Tensor::of<float>(Shape(shape), std::span<const float>(values)));
    }
    GraphMaker &node(const std::string &opType, const std::string &name, const std::vector<std::string> &inputs,
        const std::vector<std::string> &outputs, std::vector<Attribute> attributes = {})
    {
        Node node;
        node.opType = opType;
        node.name = name;
        for (const auto &input : inputs)
            node.inputs.push_back(input.empty() ? kNone : m_builder.value(input));
        for (const auto &output : outputs)
            node.outputs.push_back(m_builder.value(output));
        node.attributes = std::move(attributes);
        m_builder.addNode(std::move(node));
        return *this;
    }
    GraphMaker &output(const std::string &name)
    {
        const ValueId id = m_builder.value(name);
        m_builder.valueInfo(id).isOutput = true;
        m_builder.addOutput(id);
        return *this;
    }
    std::shared_ptr<const Model> model(std::int64_t opset = 17)
    {
        auto result = std::make_shared<Model>();
        result->irVersion = 8;
        result->opsets[""] = opset;
        auto graph = std::move(m_builder).finish();
        assert(graph);
        result->graph = std::move(*graph);
        return result;
    }

    static Attribute ints(std::string name, std::vector<std::int64_t> values) { return {std::move(name), std::move(values), {}, {}, {}}; }
    static Attribute integer(std::string name, std::int64_t value) { return {std::move(name), value, {}, {}, {}}; }
    static Attribute number(std::string name, float value) { return {std::move(name), value, {}, {}, {}}; }

private:
    GraphBuilder m_builder;
};

} // namespace halftone::test

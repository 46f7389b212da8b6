// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph_builder.h"
#include "core/model/model.h"
#include "widgets/graphview/graph_view.h"

#include <memory>
#include <string>
#include <vector>

namespace halftone {

/// Makes small models for tests of the graph view.
class ModelMaker
{
public:
    NodeId add(
        const std::string &type, const std::string &name, const std::vector<std::string> &inputs, const std::vector<std::string> &outputs)
    {
        Node node;
        node.opType = type;
        node.name = name;
        for (const std::string &input : inputs)
            node.inputs.push_back(m_builder.value(input));
        for (const std::string &output : outputs)
            node.outputs.push_back(m_builder.value(output));
        return m_builder.addNode(std::move(node));
    }
    void input(const std::string &name)
    {
        const ValueId id = m_builder.value(name);
        m_builder.valueInfo(id).declaredType = Type::tensor(DType::Float, std::vector<Dim>{Dim::symbol("N"), 3, 8, 8});
        m_builder.addInput(id);
    }
    void weights(const std::string &name, Shape shape)
    {
        const std::vector<float> values(static_cast<std::size_t>(shape.count()), 1.0F);
        m_builder.setInitializer(
            m_builder.value(name), ConstantTensor(Tensor::of<float>(std::move(shape), std::span<const float>(values))));
    }
    /// A value of the graph around this one.
    void outer(const std::string &name) { m_builder.valueInfo(m_builder.value(name)).isOuter = true; }
    void output(const std::string &name) { m_builder.addOutput(m_builder.value(name)); }
    Node &node(NodeId id) { return m_builder.node(id); }

    std::shared_ptr<const Graph> graph() { return *std::move(m_builder).finish(); }
    std::shared_ptr<const Model> model()
    {
        auto model = std::make_shared<Model>();
        model->opsets[""] = 17;
        model->graph = graph();
        return model;
    }

private:
    GraphBuilder m_builder;
};

/// x → If → y with `body` as one branch of the node `choice`, whose id is 0.
inline std::shared_ptr<const Model> branchModel(ModelMaker body)
{
    ModelMaker make;
    make.input("x");
    Attribute branch;
    branch.name = "then_branch";
    branch.value = body.graph();
    make.node(make.add("If", "choice", {"x"}, {"y"})).attributes.push_back(branch);
    make.output("y");
    return make.model();
}

/// x → Conv → Relu → (Sigmoid, Mul) → y: names in two scopes.
inline std::shared_ptr<const Model> smallModel()
{
    ModelMaker make;
    make.input("x");
    make.weights("w", {4, 3, 3, 3});
    make.add("Conv", "/stem/conv/Conv", {"x", "w"}, {"a"});
    make.add("Relu", "/stem/act/Relu", {"a"}, {"b"});
    make.add("Sigmoid", "/head/Sigmoid", {"b"}, {"c"});
    make.add("Mul", "/head/Mul", {"b", "c"}, {"y"});
    make.output("y");
    return make.model();
}

/// A chain with a skip in every block, as deep as asked for.
inline std::shared_ptr<const Model> deepModel(int blocks)
{
    ModelMaker make;
    make.input("x");
    std::string previous = "x";
    for (int i = 0; i < blocks; ++i) {
        const std::string scope = "/block" + std::to_string(i / 10) + "/layer" + std::to_string(i) + "/";
        make.add("Sigmoid", scope + "Sigmoid", {previous}, {scope + "s"});
        make.add("Mul", scope + "Mul", {previous, scope + "s"}, {scope + "m"});
        previous = scope + "m";
    }
    make.output(previous);
    return make.model();
}

} // namespace halftone

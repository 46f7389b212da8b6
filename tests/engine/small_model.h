// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/executor.h"
#include "core/model/graph_builder.h"
#include "core/model/model.h"

#include <cmath>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace halftone::test {

/// A small model written call by call: SmallModel m; m.input("x"); m.node("Relu", {"x"}, {"y"}); m.output("y"); m.make().
class SmallModel
{
public:
    explicit SmallModel(std::int64_t opset = 17) : m_opset(opset) { }

    SmallModel &input(const std::string &name)
    {
        m_builder.addInput(m_builder.value(name));
        return *this;
    }
    SmallModel &output(const std::string &name)
    {
        m_builder.addOutput(m_builder.value(name));
        return *this;
    }
    SmallModel &constant(const std::string &name, Tensor tensor)
    {
        m_builder.setInitializer(m_builder.value(name), ConstantTensor(std::move(tensor)));
        return *this;
    }
    SmallModel &node(const std::string &type, const std::vector<std::string> &inputs, const std::vector<std::string> &outputs,
        std::vector<std::pair<std::string, Attribute::Value>> attributes = {})
    {
        Node node;
        node.opType = type;
        node.domain = m_domain;
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
        return *this;
    }
    /// A node of ONNX Runtime's own operators.
    SmallModel &microsoftNode(const std::string &type, const std::vector<std::string> &inputs, const std::vector<std::string> &outputs,
        std::vector<std::pair<std::string, Attribute::Value>> attributes = {})
    {
        m_domain = "com.microsoft";
        node(type, inputs, outputs, std::move(attributes));
        m_domain.clear();
        return *this;
    }
    std::shared_ptr<const Model> make() const
    {
        auto model = std::make_shared<Model>();
        model->irVersion = 8;
        model->opsets[""] = m_opset;
        model->opsets["com.microsoft"] = 1;
        model->graph = *GraphBuilder(m_builder).finish();
        return model;
    }

private:
    std::int64_t m_opset;
    std::string m_domain;
    GraphBuilder m_builder;
};

inline Tensor randomFloats(Shape shape, std::mt19937 &random, float scale = 1)
{
    std::normal_distribution<float> normal(0, scale);
    Tensor tensor = *Tensor::allocate(DType::Float, std::move(shape));
    for (float &element : tensor.mutableAs<float>())
        element = normal(random);
    return tensor;
}

/// sqrt(Σ (a − b)² / Σ b²), as llama.cpp's backend tests measure it; infinite when types or shapes differ.
inline double normalizedError(const Tensor &a, const Tensor &b)
{
    if (a.dtype() != b.dtype() || a.shape() != b.shape() || a.dtype() != DType::Float)
        return INFINITY;
    double difference = 0;
    double power = 0;
    for (std::int64_t i = 0; i < a.count(); ++i) {
        const double x = a.as<float>()[static_cast<std::size_t>(i)];
        const double y = b.as<float>()[static_cast<std::size_t>(i)];
        difference += (x - y) * (x - y);
        power += y * y;
    }
    return std::sqrt(difference / (power + 1e-30));
}

/// Elements that are NaN or infinite in both alike, or differ by no more than `tolerance` · (1 + |wanted|); else a sentence.
inline std::string differenceBesidesNan(const Tensor &found, const Tensor &wanted, float tolerance)
{
    if (found.dtype() != wanted.dtype() || found.shape() != wanted.shape())
        return "another shape";
    for (std::int64_t i = 0; i < found.count(); ++i) {
        const float a = found.as<float>()[static_cast<std::size_t>(i)];
        const float b = wanted.as<float>()[static_cast<std::size_t>(i)];
        const bool same = std::isnan(a) || std::isnan(b) ? std::isnan(a) == std::isnan(b)
            : std::isinf(a) || std::isinf(b)             ? a == b
                                                         : std::abs(a - b) <= tolerance * (1 + std::abs(b));
        if (!same)
            return "element " + std::to_string(i) + ": " + std::to_string(a) + " for " + std::to_string(b);
    }
    return {};
}

/// Largest difference of 8-bit tensors in steps; 1000 when types or shapes differ.
inline int steps(const Tensor &a, const Tensor &b)
{
    if (a.dtype() != b.dtype() || a.shape() != b.shape() || dtypeBits(a.dtype()) != 8)
        return 1000;
    int worst = 0;
    for (std::int64_t i = 0; i < a.count(); ++i) {
        const auto at = static_cast<std::size_t>(i);
        const int x = a.dtype() == DType::Int8 ? a.as<std::int8_t>()[at] : a.as<std::uint8_t>()[at];
        const int y = b.dtype() == DType::Int8 ? b.as<std::int8_t>()[at] : b.as<std::uint8_t>()[at];
        worst = std::max(worst, std::abs(x - y));
    }
    return worst;
}

/// A prepared model with one executor.
class Runner
{
public:
    Runner(const std::shared_ptr<const Model> &model, EngineOptions options, int threads = 1)
        : m_prepared(*PreparedModel::prepare(model, std::move(options), m_progress)), m_executor(m_prepared, threads)
    {
    }
    Result<std::vector<RuntimeValue>> run(const std::vector<RuntimeValue> &inputs, TensorObserver *observer = nullptr)
    {
        return m_executor.run(inputs, observer, m_progress);
    }
    Executor &executor() { return m_executor; }

private:
    NoProgress m_progress;
    std::shared_ptr<const PreparedModel> m_prepared;
    Executor m_executor;
};

inline EngineOptions referenceOnly()
{
    EngineOptions options;
    options.oneDnn = false;
    options.fuse = false;
    return options;
}

} // namespace halftone::test

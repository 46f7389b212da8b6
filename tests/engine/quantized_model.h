// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/engine/instruction_set.h"
#include "tests/engine/small_model.h"

#include <QTest>

#include <functional>
#include <random>
#include <sstream>
#include <string>

namespace halftone::test {

inline std::int64_t pick(std::mt19937 &random, std::int64_t low, std::int64_t high)
{
    return std::uniform_int_distribution<std::int64_t>(low, high)(random);
}

/// A model between 8-bit tensors: inputs and outputs are quantized, so that results can be compared in steps.
class QuantizedModel
{
public:
    QuantizedModel(std::mt19937 &random, DType type) : m_random(random), m_type(type) { }

    /// Scale and zero point constants for a tensor of about ±`range`.
    void parameters(const std::string &name, float range)
    {
        const float scale = 2 * range / 255 * static_cast<float>(pick(m_random, 90, 130)) / 100;
        model.constant(name + "_scale", Tensor::scalar<float>(scale));
        if (m_type == DType::Int8)
            model.constant(name + "_zero", Tensor::scalar<std::int8_t>(static_cast<std::int8_t>(pick(m_random, -20, 20))));
        else
            model.constant(name + "_zero", Tensor::scalar<std::uint8_t>(static_cast<std::uint8_t>(pick(m_random, 100, 150))));
    }
    /// An 8-bit input `name`_q and its real values `name`.
    void input(const std::string &name, Shape shape)
    {
        parameters(name, 3);
        model.input(name + "_q");
        dequantize(name);
        Tensor tensor = *Tensor::allocate(m_type, std::move(shape));
        for (std::int64_t i = 0; i < tensor.count(); ++i)
            tensor.mutableAs<std::uint8_t>()[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(pick(m_random, 0, 255));
        inputs.emplace_back(std::move(tensor));
    }
    void dequantize(const std::string &name) { model.node("DequantizeLinear", {name + "_q", name + "_scale", name + "_zero"}, {name}); }
    void quantize(const std::string &name, float range)
    {
        parameters(name, range);
        quantizeLike(name, name);
    }
    void quantizeLike(const std::string &name, const std::string &other)
    {
        model.node("QuantizeLinear", {name, other + "_scale", other + "_zero"}, {name + "_q"});
    }
    /// Through 8 bits: real values `name` read back as `name`_d.
    void through(const std::string &name, float range)
    {
        quantize(name, range);
        model.node("DequantizeLinear", {name + "_q", name + "_scale", name + "_zero"}, {name + "_d"});
    }
    /// s8 weights, one scale an output channel along `axis`, dequantized as `name`.
    void weights(const std::string &name, Shape shape, std::int64_t axis)
    {
        const std::int64_t channels = shape[static_cast<int>(axis)];
        Tensor elements = *Tensor::allocate(DType::Int8, shape);
        for (std::int8_t &element : elements.mutableAs<std::int8_t>())
            element = static_cast<std::int8_t>(pick(m_random, -largestWeight(), largestWeight()));
        Tensor scales = *Tensor::allocate(DType::Float, {channels});
        for (float &scale : scales.mutableAs<float>())
            scale = static_cast<float>(pick(m_random, 5, 40)) / 10000;
        model.constant(name + "_q", elements)
            .constant(name + "_scale", scales)
            .constant(name + "_zero", *Tensor::allocate(DType::Int8, {channels}));
        model.node("DequantizeLinear", {name + "_q", name + "_scale", name + "_zero"}, {name}, {{"axis", axis}});
    }

    DType type() const { return m_type; }

    SmallModel model;
    std::vector<RuntimeValue> inputs;
    /// Part of the implementation that must do the work.
    std::string expects;

private:
    std::mt19937 &m_random;
    DType m_type;
};

using Maker = std::function<void(QuantizedModel &, std::mt19937 &)>;

/// Whether `name` holds one of the words that '|' separates in `words`: processors have different kernels for the same.
inline bool namesOneOf(const std::string &name, const std::string &words)
{
    std::istringstream all(words);
    for (std::string word; std::getline(all, word, '|');) {
        if (name.find(word) != std::string::npos)
            return true;
    }
    return words.empty();
}

/// Random models of one kind, with u8 and with s8: what the engine makes of them is within a step of what the nodes' own kernels
/// make, the same in a second run and with two threads, and the implementation that is expected did it.
inline void compareWithNodes(const Maker &make)
{
    bool seen = false;
    std::string expects;
    for (unsigned seed = 0; seed < 8; ++seed) {
        std::mt19937 random(seed);
        QuantizedModel made(random, seed % 2 ? DType::Int8 : DType::UInt8);
        make(made, random);
        made.model.output("y_q");
        expects = made.expects;
        const auto model = made.model.make();
        const auto wanted = Runner(model, referenceOnly()).run(made.inputs);
        QVERIFY2(wanted, wanted ? "" : wanted.error().debugText().c_str());
        EngineOptions options;
        options.profile = true;
        Runner two(model, options, 2);
        Runner runner(model, options);
        for (int run = 0; run < 2; ++run) {
            const auto found = runner.run(made.inputs);
            QVERIFY2(found, found ? "" : found.error().debugText().c_str());
            const int worst = steps(found->front().tensor(), wanted->front().tensor());
            const auto again = two.run(made.inputs);
            QVERIFY(again && steps(again->front().tensor(), found->front().tensor()) == 0);
            QVERIFY2(worst <= 1, qPrintable(QStringLiteral("seed %1, run %2: %3 steps").arg(seed).arg(run).arg(worst)));
        }
        for (const NodeTime &time : runner.executor().profile())
            seen = seen || (time.implementation != "reference" && namesOneOf(time.implementation, expects));
    }
    QVERIFY2(expects.empty() || seen, "no 8-bit implementation was used");
}

} // namespace halftone::test

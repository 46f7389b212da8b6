// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"
#include "core/samples/source.h"

#include <cmath>
#include <cstring>
#include <random>

namespace halftone::test {

/// Normal values for every input of a model whose shapes are fixed; integer inputs count up from 0 below `limit`. The same
/// values each time.
class RandomSamples final : public SampleSource
{
public:
    RandomSamples(std::shared_ptr<const Model> model, std::int64_t count, std::int64_t limit = 8)
        : m_model(std::move(model)), m_count(count), m_limit(limit)
    {
    }
    std::int64_t count() const override { return m_count; }
    std::string name(std::int64_t index) const override { return "sample " + std::to_string(index); }
    Result<Sample> load(std::int64_t index) const override
    {
        Sample sample;
        sample.name = name(index);
        const Graph &graph = *m_model->graph;
        std::mt19937 random(static_cast<unsigned>(index) + 1U);
        std::normal_distribution<float> normal;
        for (const ValueId input : graph.inputs()) {
            const Type &type = graph.value(input).declaredType;
            std::vector<std::int64_t> dims;
            for (const Dim &dim : *type.shape)
                dims.push_back(*dim.value());
            HALFTONE_TRY(Tensor tensor, Tensor::allocate(type.dtype, Shape(dims)));
            if (type.dtype == DType::Float) {
                for (float &value : tensor.mutableAs<float>())
                    value = normal(random);
            } else {
                std::int64_t next = index;
                for (std::int64_t &value : tensor.mutableAs<std::int64_t>())
                    value = next++ % m_limit;
            }
            sample.inputs[graph.value(input).name] = std::move(tensor);
        }
        return sample;
    }

private:
    std::shared_ptr<const Model> m_model;
    std::int64_t m_count;
    std::int64_t m_limit;
};

} // namespace halftone::test

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/tensor.h"

#include <memory>
#include <utility>
#include <variant>
#include <vector>

namespace halftone {

class RuntimeValue;

/// A sequence of values of one type (sequence(tensor(float)), sequence(map(…))).
struct Sequence
{
    DType elementType = DType::Undefined;
    std::vector<RuntimeValue> items;
};

/// A map as produced by ai.onnx.ml operators: keys (integers or strings) and values of one type, in insertion order.
struct Map
{
    Tensor keys;
    Tensor values;
};

/// What flows along an edge while a graph runs: a tensor, a sequence, a map, or nothing (absent input, empty optional).
class RuntimeValue
{
public:
    RuntimeValue() = default;
    RuntimeValue(Tensor tensor) : m_value(std::move(tensor)) { }
    RuntimeValue(Sequence sequence);
    RuntimeValue(Map map);

    bool isNull() const { return std::holds_alternative<std::monostate>(m_value); }
    bool isTensor() const { return std::holds_alternative<Tensor>(m_value); }
    bool isSequence() const { return std::holds_alternative<std::shared_ptr<Sequence>>(m_value); }
    bool isMap() const { return std::holds_alternative<std::shared_ptr<Map>>(m_value); }

    const Tensor &tensor() const { return std::get<Tensor>(m_value); }
    Tensor &tensor() { return std::get<Tensor>(m_value); }
    const Sequence &sequence() const { return *std::get<std::shared_ptr<Sequence>>(m_value); }
    const Map &map() const { return *std::get<std::shared_ptr<Map>>(m_value); }

private:
    std::variant<std::monostate, Tensor, std::shared_ptr<Sequence>, std::shared_ptr<Map>> m_value;
};

inline RuntimeValue::RuntimeValue(Sequence sequence) : m_value(std::make_shared<Sequence>(std::move(sequence))) { }

inline RuntimeValue::RuntimeValue(Map map) : m_value(std::make_shared<Map>(std::move(map))) { }

} // namespace halftone

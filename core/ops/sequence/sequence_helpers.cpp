// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/sequence/sequence_helpers.h"

#include <cstring>

namespace halftone {

namespace {

Fact containerFact(Type::Kind kind, Type element)
{
    Fact fact;
    fact.type.kind = kind;
    if (element.kind != Type::Kind::Unknown)
        fact.type.element = std::make_shared<const Type>(std::move(element));
    return fact;
}

} // namespace

Fact sequenceFact(Type element) { return containerFact(Type::Kind::Sequence, std::move(element)); }
Fact optionalFact(Type element) { return containerFact(Type::Kind::Optional, std::move(element)); }

Fact elementFact(const Fact &container)
{
    Fact fact;
    if (container.type.element)
        fact.type = *container.type.element;
    return fact;
}

Result<RuntimeValue> ownedItem(const RuntimeValue &value)
{
    if (!value.isTensor())
        return value;
    const Tensor &tensor = value.tensor();
    HALFTONE_TRY(Tensor copy, Tensor::allocateUninitialized(tensor.dtype(), tensor.shape()));
    if (tensor.dtype() == DType::String)
        copy.mutableStrings() = tensor.strings();
    else if (tensor.bytes() > 0)
        std::memcpy(copy.mutableRaw(), tensor.raw(), tensor.bytes());
    return RuntimeValue(std::move(copy));
}

Result<const Sequence *> sequenceInput(const KernelContext &context, int index)
{
    if (!context.input(index).isSequence())
        return context.badArgument("input " + std::to_string(index) + " that is no sequence", "a sequence");
    return &context.input(index).sequence();
}

Result<std::int64_t> positionInput(const KernelContext &context, int index, std::int64_t count, std::int64_t fallback)
{
    if (!context.hasInput(index))
        return fallback;
    HALFTONE_TRY(const auto given, context.ints(index));
    if (given.size() != 1 || given.front() < -count || given.front() >= std::max<std::int64_t>(count, fallback + 1))
        return context.badArgument("position " + (given.empty() ? std::string("of no element") : std::to_string(given.front())),
            "within a sequence of " + std::to_string(count));
    return given.front() < 0 ? given.front() + count : given.front();
}

} // namespace halftone

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/dispatch.h"
#include "core/ops/ml/feature_rows.h"
#include "core/ops/nn/node_helpers.h"

#include <bit>
#include <unordered_map>

namespace halftone {

namespace {

template <typename T>
Tensor vectorOf(const std::vector<T> &values)
{
    return Tensor::of<T>(Shape{static_cast<std::int64_t>(values.size())}, std::span<const T>(values));
}

/// `name`_tensor, _strings, _int64s or _floats, whichever is there.
Result<Tensor> listOf(const Node &node, const std::string &name)
{
    HALFTONE_TRY(const auto tensor, tensorAttribute(node, name + "_tensor"));
    if (tensor)
        return *tensor;
    if (auto texts = stringsAttribute(node, name + "_strings"); !texts.empty()) {
        const auto count = static_cast<std::int64_t>(texts.size());
        return Tensor::ofStrings(Shape{count}, std::move(texts));
    }
    if (const auto numbers = node.intsAttribute(name + "_int64s"); !numbers.empty())
        return vectorOf(numbers);
    if (const auto numbers = floatsAttribute(node, name + "_floats"); !numbers.empty())
        return vectorOf(numbers);
    return badNode(node, "no " + name, name + "_tensor, " + name + "_strings, " + name + "_int64s or " + name + "_floats");
}

/// Keys and values as tensors of equal count, and what unknown keys become.
struct Table
{
    Tensor keys;
    Tensor values;
    Tensor fallback;
};

Result<Tensor> fallbackOf(const Node &node, DType type)
{
    HALFTONE_TRY(const auto tensor, tensorAttribute(node, "default_tensor"));
    if (tensor && tensor->dtype() == type && tensor->count() == 1)
        return *tensor;
    switch (type) {
    case DType::String:
        return Tensor::ofStrings(Shape{}, {node.stringAttribute("default_string", "_Unused")});
    case DType::Int64:
        return Tensor::scalar(node.intAttribute("default_int64", -1));
    case DType::Float:
        return Tensor::scalar(node.floatAttribute("default_float", -0.0F));
    default: // −1 for integers, −0 for floating-point numbers
        HALFTONE_TRY(Tensor result, Tensor::allocate(type, Shape{}));
        visitNumber(type, [&](auto zero) {
            using T = decltype(zero);
            if constexpr (std::is_integral_v<T>)
                result.mutableAs<T>()[0] = static_cast<T>(-1);
            else
                result.mutableAs<T>()[0] = static_cast<T>(-0.0);
        });
        return result;
    }
}

Result<Table> tableOf(const Node &node, DType input)
{
    Table table;
    if (auto classes = stringsAttribute(node, "classes_strings"); !classes.empty()) {
        std::vector<std::int64_t> numbers(classes.size());
        for (std::size_t i = 0; i < numbers.size(); ++i)
            numbers[i] = static_cast<std::int64_t>(i);
        const Shape shape{static_cast<std::int64_t>(numbers.size())};
        table.keys = Tensor::ofStrings(shape, std::move(classes));
        table.values = vectorOf(numbers);
        if (input == DType::Int64)
            std::swap(table.keys, table.values);
    } else {
        HALFTONE_TRY(table.keys, listOf(node, "keys"));
        HALFTONE_TRY(table.values, listOf(node, "values"));
    }
    if (table.keys.count() != table.values.count())
        return badNode(node, std::to_string(table.keys.count()) + " keys", std::to_string(table.values.count()));
    HALFTONE_TRY(table.fallback, fallbackOf(node, table.values.dtype()));
    return table;
}

/// A key that compares as the operator does: every NaN is the same, and so are the two zeros.
template <typename T>
auto keyOf(const T &value)
{
    if constexpr (std::is_floating_point_v<T>) {
        const double number = value == 0 ? 0 : static_cast<double>(value);
        return number != number ? ~std::uint64_t(0) : std::bit_cast<std::uint64_t>(number);
    } else {
        return value;
    }
}

template <typename T>
const T *elementsOf(const Tensor &tensor)
{
    if constexpr (std::is_same_v<T, std::string>)
        return tensor.strings().data();
    else
        return tensor.as<T>().data();
}

/// Position in the table of each element of `input`; the table's size where it has none.
template <typename T>
std::vector<std::size_t> lookUp(const Tensor &keys, const Tensor &input)
{
    std::unordered_map<decltype(keyOf(T{})), std::size_t> table;
    const auto count = static_cast<std::size_t>(keys.count());
    for (std::size_t i = 0; i < count; ++i)
        table.emplace(keyOf(elementsOf<T>(keys)[i]), i);
    std::vector<std::size_t> result(static_cast<std::size_t>(input.count()));
    for (std::size_t i = 0; i < result.size(); ++i) {
        const auto found = table.find(keyOf(elementsOf<T>(input)[i]));
        result[i] = found == table.end() ? count : found->second;
    }
    return result;
}

class LabelEncoder final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"LabelEncoder", kMl, OpCategory::Other, "Each element replaced by the value that a table has for it."};
    }

    Status infer(InferContext &context) const override
    {
        HALFTONE_TRY(const Table table, tableOf(context.node(), context.inputType(0)));
        context.setOutput(0, table.values.dtype(), context.inputShape(0));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        HALFTONE_TRY(const Table table, tableOf(context.node(), input.dtype()));
        if (table.keys.dtype() != input.dtype())
            return context.badArgument("keys of type " + std::string(dtypeName(table.keys.dtype())), std::string(dtypeName(input.dtype())));
        std::vector<std::size_t> places;
        bool known = true;
        if (input.dtype() == DType::String)
            places = lookUp<std::string>(table.keys, input);
        else
            known = visitNumber(input.dtype(), [&](auto zero) { places = lookUp<decltype(zero)>(table.keys, input); });
        HALFTONE_TRY(Tensor result, Tensor::allocate(table.values.dtype(), input.shape()));
        known = known && visitUnit(table.values.dtype(), [&](auto unit) {
            using Unit = decltype(unit);
            for (std::size_t i = 0; i < places.size(); ++i)
                mutableUnitsOf<Unit>(result)[i] = places[i] < static_cast<std::size_t>(table.values.count())
                    ? unitsOf<Unit>(table.values)[places[i]]
                    : *unitsOf<Unit>(table.fallback);
        });
        if (!known)
            return context.unsupported("elements of type " + std::string(dtypeName(input.dtype())));
        context.setOutput(0, std::move(result));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(LabelEncoder)

} // namespace halftone

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/matching/integer_forms.h"

#include <unordered_map>

namespace halftone {

namespace {

const std::vector<IntegerPlace> kOne{{0, 1, 2}};
const std::vector<IntegerPlace> kTwo{{0, 1, 2}, {3, 4, 5}};
constexpr IntegerPlace kAfterOne{0, 3, 4};
constexpr IntegerPlace kAfterTwo{0, 6, 7};

const std::unordered_map<std::string_view, IntegerForm> &forms()
{
    static const std::unordered_map<std::string_view, IntegerForm> all{
        {"QLinearConv", {"Conv", {{0, 1, 2}, {3, 4, 5}, {8}}, kAfterTwo}},
        {"QLinearMatMul", {"MatMul", kTwo, kAfterTwo}},
        {"QGemm", {"Gemm", {{0, 1, 2}, {3, 4, 5}, {6}}, {0, 7, 8}}},
        {"QLinearAdd", {"Add", kTwo, kAfterTwo}},
        {"QLinearMul", {"Mul", kTwo, kAfterTwo}},
        {"QLinearWhere", {"Where", {{0}, {1, 2, 3}, {4, 5, 6}}, {0, 7, 8}}},
        {"QLinearConcat", {"Concat", {}, {0, 0, 1}, 2}},
        {"QLinearSigmoid", {"Sigmoid", kOne, kAfterOne}},
        {"QLinearLeakyRelu", {"LeakyRelu", kOne, kAfterOne}},
        {"QLinearSoftmax", {"Softmax", kOne, kAfterOne}},
        {"QLinearAveragePool", {"AveragePool", kOne, kAfterOne}},
        {"QLinearGlobalAveragePool", {"GlobalAveragePool", kOne, kAfterOne}},
        {"QLinearReduceMean", {"ReduceMean", kOne, kAfterOne}},
        {"ConvInteger", {"Conv", {{0, -1, 2}, {1, -1, 3}}}},
        {"MatMulInteger", {"MatMul", {{0, -1, 2}, {1, -1, 3}}}},
        {"DynamicQuantizeMatMul", {"MatMul", {{0}, {1, 2, 3}}}},
        {"MatMulIntegerToFloat", {"MatMul", {{0, 2, 4}, {1, 3, 5}}}},
        {"DynamicQuantizeLSTM", {"LSTM", {{0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}}}},
        {"MatMulNBits", {"MatMul", {{0}, {1}}}},
        {"GatherBlockQuantized", {"Gather", {{0}, {1}}}},
    };
    return all;
}

} // namespace

const IntegerForm *integerForm(std::string_view opType)
{
    const auto found = forms().find(opType);
    return found == forms().end() ? nullptr : &found->second;
}

std::string_view floatTypeOf(std::string_view opType)
{
    const IntegerForm *form = integerForm(opType);
    return form ? form->floatType : opType;
}

} // namespace halftone

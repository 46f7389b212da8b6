// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/recipe_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace halftone {

namespace {

struct RecipeText
{
    Q_DECLARE_TR_FUNCTIONS(RecipeText)
};

/// More names than this are counted instead of listed.
constexpr int kListedNames = 2;

QStringList patternNames(const std::vector<NodePattern> &patterns, const std::vector<std::string> &types)
{
    QStringList names;
    for (const NodePattern &pattern : patterns)
        names.append(QString::fromStdString(pattern.toString()));
    for (const std::string &type : types)
        names.append(RecipeText::tr("all %1").arg(QString::fromStdString(type)));
    return names;
}

QStringList missingFrom(const QStringList &names, const QStringList &others)
{
    QStringList result;
    for (const QString &name : names) {
        if (!others.contains(name))
            result.append(name);
    }
    return result;
}

QString listed(const QStringList &names)
{
    if (names.size() <= kListedNames)
        return names.join(QStringLiteral(", "));
    return RecipeText::tr("%n node(s)", nullptr, static_cast<int>(names.size()));
}

QString arrow(const QString &from, const QString &to) { return QStringLiteral("%1 → %2").arg(from, to); }

} // namespace

QString rangeMethodText(RangeMethod method)
{
    switch (method) {
    case RangeMethod::MinMax:
        return RecipeText::tr("MinMax");
    case RangeMethod::MovingAverage:
        return RecipeText::tr("Moving average");
    case RangeMethod::Entropy:
        return RecipeText::tr("Entropy");
    case RangeMethod::Percentile:
        return RecipeText::tr("Percentile");
    case RangeMethod::Mse:
        return RecipeText::tr("MSE");
    }
    return {};
}

QString rangeMethodTip(RangeMethod method)
{
    switch (method) {
    case RangeMethod::MinMax:
        return RecipeText::tr("Nothing is clipped; one outlier makes every step coarser");
    case RangeMethod::MovingAverage:
        return RecipeText::tr("Extremes averaged over the samples: a rare outlier counts little");
    case RangeMethod::Entropy:
        return RecipeText::tr("Least divergence of the distributions; falls back to MSE where it would clip too much");
    case RangeMethod::Percentile:
        return RecipeText::tr("A fixed share of the values is kept, the rest clipped");
    case RangeMethod::Mse:
        return RecipeText::tr("Least squared error of clipping and rounding together: the best choice for most models");
    }
    return {};
}

QString formatText(QuantFormat format)
{
    switch (format) {
    case QuantFormat::Qdq:
        return RecipeText::tr("QDQ");
    case QuantFormat::QOperator:
        return RecipeText::tr("QOperator");
    case QuantFormat::Dynamic:
        return RecipeText::tr("Dynamic");
    case QuantFormat::Integer:
        return RecipeText::tr("Integer");
    case QuantFormat::WeightOnly:
        return RecipeText::tr("Weight-only");
    case QuantFormat::Float16:
        return RecipeText::tr("Float16");
    case QuantFormat::BFloat16:
        return RecipeText::tr("BFloat16");
    }
    const std::string_view word = quantFormatName(format);
    return QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
}

QString formatTip(QuantFormat format)
{
    switch (format) {
    case QuantFormat::Qdq:
        return RecipeText::tr("Float operators between conversions that runtimes fuse: runs everywhere and mixes with float");
    case QuantFormat::QOperator:
        return RecipeText::tr(
            "Operators that compute in integers by definition: the same result everywhere, fewer operators to choose from");
    case QuantFormat::Dynamic:
        return RecipeText::tr("Ranges are measured in every run: no data needed, best for LSTM and MatMul, slower for convolutions");
    case QuantFormat::Integer:
        return RecipeText::tr("Integer sums as in Dynamic, with ranges from the calibration data: faster, and as good as the data");
    case QuantFormat::WeightOnly:
        return RecipeText::tr("Weights of MatMul and Gather in 2, 4 or 8 bits, arithmetic in float: for large language models");
    case QuantFormat::Float16:
        return RecipeText::tr("Half the size, nearly exact; inputs and outputs stay 32-bit, values beyond 65504 overflow");
    case QuantFormat::BFloat16:
        return RecipeText::tr("Constants of half the size with the whole range of float and 8 bits of precision");
    }
    return {};
}

QString nodeModeText(NodeMode mode)
{
    switch (mode) {
    case NodeMode::Auto:
        return RecipeText::tr("As the format says");
    case NodeMode::Static:
        return RecipeText::tr("Integers, static");
    case NodeMode::Int16:
        return RecipeText::tr("16 bits, static");
    case NodeMode::Int8:
        return RecipeText::tr("8 bits, static");
    case NodeMode::Int4:
        return RecipeText::tr("4-bit weights, static");
    case NodeMode::Dynamic:
        return RecipeText::tr("8 bits, dynamic");
    case NodeMode::Integer:
        return RecipeText::tr("8 bits, integer sums");
    case NodeMode::WeightOnly:
        return RecipeText::tr("Weights only");
    case NodeMode::Float:
        return RecipeText::tr("32-bit float");
    case NodeMode::Float16:
        return RecipeText::tr("16-bit float");
    case NodeMode::BFloat16:
        return RecipeText::tr("bfloat16");
    }
    return {};
}

QString nodeModeTip(NodeMode mode)
{
    switch (mode) {
    case NodeMode::Auto:
        return RecipeText::tr("What the format of the whole model does with such a node");
    case NodeMode::Static:
        return RecipeText::tr("The recipe's integer types, ranges from the calibration data: fastest");
    case NodeMode::Int16:
        return RecipeText::tr(
            "Activations of 16 bits: nearly exact; weights as they are. Runtimes compute it in float, accelerators in integers");
    case NodeMode::Int8:
        return RecipeText::tr("8 bits whatever the types of the others, ranges from the calibration data: fastest");
    case NodeMode::Int4:
        return RecipeText::tr("Weights of 4 bits: half the size of 8, and 16 steps only; the model is raised to operator set 21");
    case NodeMode::Dynamic:
        return RecipeText::tr("Ranges measured in every run: for values that differ much from run to run");
    case NodeMode::Integer:
        return RecipeText::tr("Integer sums, ranges from the calibration data, result in float: no rounding of what the node makes");
    case NodeMode::WeightOnly:
        return RecipeText::tr("Few bits for the weights, arithmetic in float: for large layers that wait for memory");
    case NodeMode::Float:
        return RecipeText::tr("Exact, four times as large and slower");
    case NodeMode::Float16:
        return RecipeText::tr("Half the size of float, nearly exact; values beyond 65504 overflow");
    case NodeMode::BFloat16:
        return RecipeText::tr("Half the size of float and its whole range, with 8 bits of precision");
    }
    return {};
}

QString profileText(QuantProfile profile)
{
    switch (profile) {
    case QuantProfile::Default:
        return RecipeText::tr("Default");
    case QuantProfile::Plain:
        return RecipeText::tr("Plain");
    case QuantProfile::Ort:
        return RecipeText::tr("ONNX Runtime");
    case QuantProfile::TensorRt:
        return RecipeText::tr("TensorRT");
    }
    return {};
}

QString profileTip(QuantProfile profile)
{
    switch (profile) {
    case QuantProfile::Default:
        return RecipeText::tr("Looks at the statistics and may decide more than the options say, with a sentence for each decision");
    case QuantProfile::Plain:
        return RecipeText::tr("Does exactly what the options say and nothing else");
    case QuantProfile::Ort:
        return RecipeText::tr("The defaults and habits of ONNX Runtime's own tool: signed, per tensor, min-max");
    case QuantProfile::TensorRt:
        return RecipeText::tr("What TensorRT takes: symmetric s8 with zero point 0 before products and sums, biases in float");
    }
    return {};
}

QString quantTypeText(DType type)
{
    const QString bits = QString::number(dtypeBits(type));
    return (isSigned(type) ? QStringLiteral("s") : QStringLiteral("u")) + bits;
}

QString recipeSummary(const Recipe &recipe)
{
    QStringList parts;
    parts.append(RecipeText::tr("%1 activations").arg(quantTypeText(recipe.activations)));
    parts.append(recipe.perChannel ? RecipeText::tr("%1 weights per channel").arg(quantTypeText(recipe.weights))
                                   : RecipeText::tr("%1 weights per tensor").arg(quantTypeText(recipe.weights)));
    parts.append(rangeMethodText(recipe.method));
    if (const auto count = recipe.exclude.size() + recipe.excludeOps.size(); count > 0)
        parts.append(RecipeText::tr("%n excluded", nullptr, static_cast<int>(count)));
    if (const auto count = recipe.include.size() + recipe.includeOps.size(); count > 0)
        parts.append(RecipeText::tr("only %n included", nullptr, static_cast<int>(count)));
    return parts.join(QStringLiteral(", "));
}

QString recipeChange(const Recipe &from, const Recipe &to)
{
    QStringList parts;
    const QStringList excludedBefore = patternNames(from.exclude, from.excludeOps);
    const QStringList excludedAfter = patternNames(to.exclude, to.excludeOps);
    if (const QStringList added = missingFrom(excludedAfter, excludedBefore); !added.isEmpty())
        parts.append(RecipeText::tr("excluded %1").arg(listed(added)));
    if (const QStringList removed = missingFrom(excludedBefore, excludedAfter); !removed.isEmpty())
        parts.append(RecipeText::tr("included %1").arg(listed(removed)));
    const QStringList onlyBefore = patternNames(from.include, from.includeOps);
    const QStringList onlyAfter = patternNames(to.include, to.includeOps);
    if (onlyBefore != onlyAfter)
        parts.append(
            onlyAfter.isEmpty() ? RecipeText::tr("no longer limited to some nodes") : RecipeText::tr("only %1").arg(listed(onlyAfter)));
    if (from.activations != to.activations)
        parts.append(RecipeText::tr("activations %1").arg(arrow(quantTypeText(from.activations), quantTypeText(to.activations))));
    if (from.weights != to.weights)
        parts.append(RecipeText::tr("weights %1").arg(arrow(quantTypeText(from.weights), quantTypeText(to.weights))));
    if (from.perChannel != to.perChannel)
        parts.append(to.perChannel ? RecipeText::tr("weights per channel") : RecipeText::tr("weights per tensor"));
    if (from.symmetricActivations != to.symmetricActivations)
        parts.append(to.symmetricActivations ? RecipeText::tr("symmetric activations") : RecipeText::tr("asymmetric activations"));
    if (from.reduceRange != to.reduceRange)
        parts.append(to.reduceRange ? RecipeText::tr("7-bit weights") : RecipeText::tr("8-bit weights"));
    if (from.method != to.method)
        parts.append(RecipeText::tr("range %1").arg(arrow(rangeMethodText(from.method), rangeMethodText(to.method))));
    if (from.percentile != to.percentile && to.method == RangeMethod::Percentile)
        parts.append(RecipeText::tr("percentile %1").arg(arrow(QString::number(from.percentile), QString::number(to.percentile))));
    if (from.tensors != to.tensors)
        parts.append(RecipeText::tr("tensor overrides"));
    if (from.format.type != to.format.type)
        parts.append(RecipeText::tr("format %1").arg(arrow(formatText(from.format.type), formatText(to.format.type))));
    if (from.format.opset != to.format.opset)
        parts.append(to.format.opset == 0 ? RecipeText::tr("the model's own opset") : RecipeText::tr("opset %1").arg(to.format.opset));
    if (!(from.qdq == to.qdq))
        parts.append(RecipeText::tr("form of Q/DQ pairs"));
    if (from.format.modes != to.format.modes)
        parts.append(RecipeText::tr("precision of single nodes"));
    if (!(from.preprocess == to.preprocess))
        parts.append(RecipeText::tr("preprocessing"));
    if (from.profile != to.profile)
        parts.append(RecipeText::tr("profile"));
    if (parts.isEmpty() && !(from == to))
        parts.append(RecipeText::tr("other options"));
    return parts.join(QStringLiteral("; "));
}

} // namespace halftone

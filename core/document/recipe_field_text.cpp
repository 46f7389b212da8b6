// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/recipe_field_text.h"

#include "core/document/recipe_text.h"
#include "core/quant/names.h"

#include <QCoreApplication>

#include <algorithm>
#include <string_view>

namespace halftone {

namespace {

struct FieldText
{
    Q_DECLARE_TR_FUNCTIONS(FieldText)
};

using Section = RecipeField::Section;

struct Entry
{
    std::string_view path;
    Section section;
    const char *label;
    const char *tip;
};

constexpr Entry kEntries[] = {
    {"profile", Section::Scheme, QT_TRANSLATE_NOOP("FieldText", "Profile"),
        QT_TRANSLATE_NOOP("FieldText",
            "Default may decide more than the options say and tells it; Plain does exactly what they say; ONNX "
            "Runtime has the habits of its own tool; TensorRT writes only what that takes")},
    {"format.type", Section::Scheme, QT_TRANSLATE_NOOP("FieldText", "Format"),
        QT_TRANSLATE_NOOP("FieldText",
            "QDQ runs everywhere and can be mixed with float; QOperator computes in integers by definition; "
            "dynamic needs no data but measures ranges in every run, which costs time")},
    {"activations", Section::Scheme, QT_TRANSLATE_NOOP("FieldText", "Activations"),
        QT_TRANSLATE_NOOP("FieldText",
            "Integer type of activations: u8 is finest for values after a ReLU and fastest on processors; s8 is what many accelerators "
            "want; 16 bits are nearly exact, and fast only on accelerators that have them")},
    {"weights", Section::Scheme, QT_TRANSLATE_NOOP("FieldText", "Weights"),
        QT_TRANSLATE_NOOP("FieldText",
            "Integer type of weights: s8 lies symmetrically around zero, as most runtimes want it; u8 fits weights on one side of zero; 4 "
            "bits "
            "halve the size and cost accuracy; 16 bits double it")},
    {"per_channel", Section::Scheme, QT_TRANSLATE_NOOP("FieldText", "A scale for each channel"),
        QT_TRANSLATE_NOOP("FieldText", "More accurate and as fast; some targets know one scale a tensor only")},
    {"symmetric_activations", Section::Scheme, QT_TRANSLATE_NOOP("FieldText", "Symmetric activations"),
        QT_TRANSLATE_NOOP("FieldText", "Zero point in the middle, as some accelerators need; loses up to one bit after a ReLU")},
    {"reduce_range", Section::Scheme, QT_TRANSLATE_NOOP("FieldText", "Weights of 7 bits"),
        QT_TRANSLATE_NOOP("FieldText", "Keeps 16-bit sums from saturating on processors without VNNI; costs 6 dB of weight accuracy")},
    {"method", Section::Scheme, QT_TRANSLATE_NOOP("FieldText", "Range"),
        QT_TRANSLATE_NOOP("FieldText", "How a tensor's range follows from the calibration data; can be changed without calibrating again")},
    {"percentile", Section::Scheme, QT_TRANSLATE_NOOP("FieldText", "Percentile"),
        QT_TRANSLATE_NOOP("FieldText",
            "Share of the values, in percent, that the range keeps; less clips more and makes steps finer. Counts for "
            "the range method Percentile")},
    {"format.bits", Section::WeightOnly, QT_TRANSLATE_NOOP("FieldText", "Bits"),
        QT_TRANSLATE_NOOP("FieldText", "Half the bits, half the size; below 4 only large models stay usable")},
    {"format.block_size", Section::WeightOnly, QT_TRANSLATE_NOOP("FieldText", "Weights that share a scale"),
        QT_TRANSLATE_NOOP("FieldText", "Smaller blocks are more accurate and add bytes of scales: 16 to 256, a power of two")},
    {"format.symmetric_blocks", Section::WeightOnly, QT_TRANSLATE_NOOP("FieldText", "Blocks without zero points"),
        QT_TRANSLATE_NOOP("FieldText", "Smaller and faster, less accurate where a block's values lie on one side")},
    {"format.algorithm", Section::WeightOnly, QT_TRANSLATE_NOOP("FieldText", "Rounding"),
        QT_TRANSLATE_NOOP("FieldText",
            "To the nearest is done at once; HQQ optimizes without data; GPTQ and AWQ look at the calibration data and are the most "
            "accurate, and the slowest")},
    {"format.weight_form", Section::WeightOnly, QT_TRANSLATE_NOOP("FieldText", "Form"),
        QT_TRANSLATE_NOOP("FieldText",
            "MatMulNBits is ONNX Runtime's own and fastest there; blocked DequantizeLinear is of operator set 21 and for all runtimes")},
    {"format.dynamic_inputs", Section::Scheme, QT_TRANSLATE_NOOP("FieldText", "Scales of inputs measured in every run"),
        QT_TRANSLATE_NOOP("FieldText",
            "What enters the integers of a QOperator model as float gets its scale as the model runs: for inputs that differ much from run "
            "to run; costs a pass over them. Results keep the ranges of calibration. u8 activations only")},
    {"format.opset", Section::Pairs, QT_TRANSLATE_NOOP("FieldText", "Operator set"),
        QT_TRANSLATE_NOOP("FieldText",
            "Of the model that is written, 13 to 23. Newer sets have 16- and 4-bit types (21), older runtimes "
            "refuse them")},
    {"qdq.weight_pairs", Section::Pairs, QT_TRANSLATE_NOOP("FieldText", "Pairs on weights"),
        QT_TRANSLATE_NOOP("FieldText",
            "Weights stay float behind QuantizeLinear and DequantizeLinear, as TensorRT likes it: the file stays as large as before")},
    {"qdq.dedicated_pairs", Section::Pairs, QT_TRANSLATE_NOOP("FieldText", "A pair for each reader"),
        QT_TRANSLATE_NOOP("FieldText",
            "Runtimes that fuse a pair into one operator cannot share it; costs nothing where they fuse and rounds twice where they do "
            "not")},
    {"qdq.quantize_bias", Section::Pairs, QT_TRANSLATE_NOOP("FieldText", "Biases in 32-bit integers"),
        QT_TRANSLATE_NOOP("FieldText", "What integer kernels of processors need to be fused; TensorRT wants biases in float")},
    {"qdq.keep_activations", Section::Pairs, QT_TRANSLATE_NOOP("FieldText", "Keep ReLU and Clip"),
        QT_TRANSLATE_NOOP("FieldText",
            "Else they go where saturation of the integers does their work: fewer operators, the same values. For targets that fuse "
            "them by name")},
    {"qdq.contrib_ops", Section::Pairs, QT_TRANSLATE_NOOP("FieldText", "Pairs of ONNX Runtime's own operators"),
        QT_TRANSLATE_NOOP("FieldText", "16- and 4-bit types without raising the operator set; other runtimes cannot read the model")},
    {"qdq.quantize_moves", Section::Pairs, QT_TRANSLATE_NOOP("FieldText", "Quantize moves behind float nodes"),
        QT_TRANSLATE_NOOP("FieldText",
            "Reshape, Transpose and their kind get pairs also where their input is float: more of the graph in integers, one more "
            "rounding")},
    {"qdq.minimum_range", Section::Pairs, QT_TRANSLATE_NOOP("FieldText", "Smallest range"),
        QT_TRANSLATE_NOOP("FieldText",
            "Ranges are widened to span at least this, for targets that cannot multiply by tiny scales; makes the steps of small values "
            "coarser")},
    {"qdq.float_outputs", Section::Pairs, QT_TRANSLATE_NOOP("FieldText", "No pair after these operator types"),
        QT_TRANSLATE_NOOP("FieldText",
            "Their results are rounded only where another node reads them in integers: more accurate, and slower where kernels could "
            "have written integers. One type a line")},
    {"algorithms.equalize", Section::More, QT_TRANSLATE_NOOP("FieldText", "Even out channels"),
        QT_TRANSLATE_NOOP("FieldText",
            "Cross-layer equalization: channels of very different range are evened out through the weights; the float "
            "model computes the same. The profile Default does it where channels differ much")},
    {"algorithms.wide_joins", Section::More, QT_TRANSLATE_NOOP("FieldText", "Look after joins of different ranges"),
        QT_TRANSLATE_NOOP("FieldText",
            "A Concat or Add whose inputs have very different ranges would leave the small one a few steps; in float it costs "
            "little time. The profile Default does it")},
    {"algorithms.join_form", Section::More, QT_TRANSLATE_NOOP("FieldText", "What such a join becomes"),
        QT_TRANSLATE_NOOP("FieldText",
            "In float, it and what computes with it are exact and four times the bytes. With a scale for each channel its result is in "
            "integers, for targets that want integers at the outputs: where nothing computes with it, and QDQ only")},
    {"algorithms.mask_ranges", Section::More, QT_TRANSLATE_NOOP("FieldText", "Masks set no range"),
        QT_TRANSLATE_NOOP("FieldText", "Nodes that touch values beyond ±1e30 stay float: otherwise a mask takes all steps for itself")},
    {"algorithms.sensitive_float", Section::More, QT_TRANSLATE_NOOP("FieldText", "Sensitive parts of encoders stay float"),
        QT_TRANSLATE_NOOP("FieldText",
            "In encoders only the products run in 8 bits; masks, Softmax, normalization, biases, Gelu and sums between them are few "
            "operations and much accuracy")},
    {"algorithms.smooth", Section::More, QT_TRANSLATE_NOOP("FieldText", "Smooth channels before products"),
        QT_TRANSLATE_NOOP("FieldText",
            "SmoothQuant: where few channels are far larger than the others, as behind layer normalization, their range moves into the "
            "weights of the product; the float model computes the same. Costs a multiplication where others read the value too. "
            "The profile Default does it where samples show a gain")},
    {"algorithms.smooth_alpha", Section::More, QT_TRANSLATE_NOOP("FieldText", "Share that moves into the weights"),
        QT_TRANSLATE_NOOP("FieldText",
            "For smoothing that is on: 0.5 shares the difficulty evenly, more makes activations finer and weights coarser; trying takes "
            "the "
            "best for each product")},
    {"algorithms.outlier_float", Section::More, QT_TRANSLATE_NOOP("FieldText", "Products that 8 bits hurt stay float"),
        QT_TRANSLATE_NOOP("FieldText",
            "Products of encoders whose error on samples stays large even with smoothed channels stay float: slower and four times "
            "the size there, but they do not spoil what follows. Where the outputs still have a mean cosine below 0.995, "
            "products read 16-bit activations: slower, of the same size")},
    {"algorithms.range_search", Section::More, QT_TRANSLATE_NOOP("FieldText", "Search ranges on the samples"),
        QT_TRANSLATE_NOOP("FieldText",
            "The range of what a layer reads is the one that least disturbs what the layer makes of the calibration data, instead of "
            "the one that suits the value itself: takes a second or so, costs nothing later. No profile does it by itself")},
    {"algorithms.adaround", Section::More, QT_TRANSLATE_NOOP("FieldText", "Round weights for the samples"),
        QT_TRANSLATE_NOOP("FieldText",
            "Each weight is rounded up or down as least disturbs what its layer makes of the calibration data (AdaRound's "
            "objective): takes seconds once, costs nothing later. No profile does it by itself")},
    {"algorithms.bias_correction", Section::More, QT_TRANSLATE_NOOP("FieldText", "Correct biases"),
        QT_TRANSLATE_NOOP("FieldText",
            "Biases take up the mean error that rounded weights make on the calibration data: takes a pass over some samples, "
            "costs nothing later. No profile does it by itself")},
    {"exclude", Section::Nodes, QT_TRANSLATE_NOOP("FieldText", "Exclude nodes"),
        QT_TRANSLATE_NOOP(
            "FieldText", "Names, or re: and a regular expression over the whole name, one a line; they stay in floating point")},
    {"include", Section::Nodes, QT_TRANSLATE_NOOP("FieldText", "Only these nodes"),
        QT_TRANSLATE_NOOP("FieldText", "When not empty, nothing else is quantized; names or re: and a regular expression, one a line")},
    {"exclude_ops", Section::Nodes, QT_TRANSLATE_NOOP("FieldText", "Exclude operator types"),
        QT_TRANSLATE_NOOP("FieldText", "All nodes of these types stay in floating point, one type a line")},
    {"include_ops", Section::Nodes, QT_TRANSLATE_NOOP("FieldText", "Only these operator types"),
        QT_TRANSLATE_NOOP("FieldText", "When not empty, only nodes of these types are quantized, one type a line")},
    {"format.modes", Section::Nodes, QT_TRANSLATE_NOOP("FieldText", "Precision of nodes"),
        QT_TRANSLATE_NOOP("FieldText",
            "A name, or re: and a regular expression, then = and static, int16, int8, int4, dynamic, integer, weight-only, float, float16 "
            "or "
            "bfloat16, one a line; the last that fits counts. More bits where 8 hurt, without the others paying for it")},
    {"exclude_means_float_in", Section::Nodes, QT_TRANSLATE_NOOP("FieldText", "Excluded nodes read exact values"),
        QT_TRANSLATE_NOOP("FieldText", "Costs a copy of the value in float; otherwise they read what was rounded for their neighbours")},
};

struct Word
{
    std::string_view path;
    const char *word;
    const char *text;
};

constexpr Word kWords[] = {
    {"format.algorithm", "rtn", QT_TRANSLATE_NOOP("FieldText", "To the nearest")},
    {"format.algorithm", "hqq", "HQQ"},
    {"format.algorithm", "gptq", "GPTQ"},
    {"format.algorithm", "awq", "AWQ"},
    {"format.weight_form", "nbits", QT_TRANSLATE_NOOP("FieldText", "MatMulNBits of ONNX Runtime")},
    {"format.weight_form", "qdq", QT_TRANSLATE_NOOP("FieldText", "Blocked DequantizeLinear")},
    {"algorithms.join_form", "float", QT_TRANSLATE_NOOP("FieldText", "Float")},
    {"algorithms.join_form", "channels", QT_TRANSLATE_NOOP("FieldText", "A scale for each channel")},
};

QString zeroText(std::string_view path)
{
    if (path == "format.opset")
        return FieldText::tr("the model's own");
    if (path == "qdq.minimum_range")
        return FieldText::tr("none");
    if (path == "algorithms.smooth_alpha")
        return FieldText::tr("tries several");
    return {};
}

const Entry *find(std::string_view path)
{
    const auto found = std::find_if(std::begin(kEntries), std::end(kEntries), [path](const Entry &each) { return each.path == path; });
    return found == std::end(kEntries) ? nullptr : found;
}

} // namespace

void describeField(RecipeField &field)
{
    if (const Entry *entry = find(field.path)) {
        field.section = entry->section;
        field.label = FieldText::tr(entry->label);
        field.tip = FieldText::tr(entry->tip);
        field.zero = zeroText(field.path);
        if (field.path == "percentile")
            field.unit = QStringLiteral(" %");
        return;
    }
    field.label = QString::fromStdString(field.path).replace(QLatin1Char('_'), QLatin1Char(' '));
    field.tip = FieldText::tr("The option “%1” of recipe files; see Help and the documentation of recipes")
                    .arg(QString::fromStdString(field.path));
}

std::ptrdiff_t fieldOrder(const std::string &path) { return std::ranges::find(kEntries, path, &Entry::path) - std::begin(kEntries); }

QString fieldWordText(const std::string &path, const QString &word)
{
    if (path == "method") {
        if (const auto method = rangeMethodFromName(word.toStdString()))
            return rangeMethodText(*method);
    }
    if (path == "profile") {
        if (const auto profile = profileFromName(word.toStdString()))
            return profileText(*profile);
    }
    if (path == "format.type") {
        if (const auto format = quantFormatFromName(word.toStdString()))
            return formatText(*format);
    }
    for (const Word &each : kWords) {
        if (each.path == path && word == QLatin1String(each.word))
            return FieldText::tr(each.text);
    }
    if (word == QLatin1String("auto"))
        return FieldText::tr("As the profile decides");
    if (word == QLatin1String("on"))
        return FieldText::tr("On");
    if (word == QLatin1String("off"))
        return FieldText::tr("Off");
    return word;
}

QString fieldWordTip(const std::string &path, const QString &word)
{
    if (path == "method") {
        if (const auto method = rangeMethodFromName(word.toStdString()))
            return rangeMethodTip(*method);
    }
    if (path == "format.type") {
        if (const auto format = quantFormatFromName(word.toStdString()))
            return formatTip(*format);
    }
    return {};
}

} // namespace halftone

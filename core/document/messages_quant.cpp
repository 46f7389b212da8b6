// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/messages.h"

#include <QtGlobal>

namespace halftone {

std::span<const MessageRow> messagesQuant()
{
    static constexpr MessageRow kRows[]{
        {"quant.bad-pattern", QT_TRANSLATE_NOOP("Messages", "The node pattern “%1” is wrong: %2.")},
        {"quant.recipe-syntax", QT_TRANSLATE_NOOP("Messages", "The recipe is not valid JSON: %1.")},
        {"quant.recipe-unknown-key", QT_TRANSLATE_NOOP("Messages", "The recipe has an unknown entry “%1”.")},
        {"quant.unknown-pass", QT_TRANSLATE_NOOP("Messages", "“%1” is no pass of model preprocessing; there are %2.")},
        {"quant.recipe-bad-value", QT_TRANSLATE_NOOP("Messages", "The recipe's entry “%1” is %2; allowed is %3.")},
        {"quant.statistics-file", QT_TRANSLATE_NOOP("Messages", "The statistics file %1 cannot be read or written: %2.")},
        {"quant.statistics-corrupt", QT_TRANSLATE_NOOP("Messages", "%1 is no statistics file or is damaged: %2.")},
        {"quant.statistics-version",
            QT_TRANSLATE_NOOP("Messages", "The statistics file %1 has version %2; version %3 is supported. Calibrate again.")},
        {"quant.statistics-other-model",
            QT_TRANSLATE_NOOP(
                "Messages", "The statistics cannot be merged: only one of them has the tensor %1. They are of different models.")},
        {"quant.table-unwritable", QT_TRANSLATE_NOOP("Messages", "The calibration table %1 cannot be written.")},
        {"quant.no-samples", QT_TRANSLATE_NOOP("Messages", "None of the %1 samples could be used.")},
        {"quant.sample-lacks-input", QT_TRANSLATE_NOOP("Messages", "The sample %2 has no data for the model's input %1.")},
        {"quant.sample-mismatch", QT_TRANSLATE_NOOP("Messages", "The data for input %1 are %2, but the model wants %3.")},
        {"quant.sample-non-finite",
            QT_TRANSLATE_NOOP("Messages", "With sample %1, %2 tensors hold NaN or infinite values; the first is %3.")},
        {"quant.input-non-finite", QT_TRANSLATE_NOOP("Messages", "Sample %3 has %2 values for input %1 that are NaN or infinite.")},
        {"quant.inside-node", QT_TRANSLATE_NOOP("Messages", "it is inside %1 “%2”, and only nodes of the model’s own graph are quantized")},
        {"quant.no-int8-kernel", QT_TRANSLATE_NOOP("Messages", "there is no int8 kernel for %1")},
        {"quant.unknown-operator", QT_TRANSLATE_NOOP("Messages", "the operator %1 is not known")},
        {"quant.excluded-by-user", QT_TRANSLATE_NOOP("Messages", "excluded by you (%1)")},
        {"quant.not-included", QT_TRANSLATE_NOOP("Messages", "not among the nodes you included")},
        {"quant.input-is-float", QT_TRANSLATE_NOOP("Messages", "its input %1 is float")},
        {"quant.not-float-data", QT_TRANSLATE_NOOP("Messages", "its data are %1, not float")},
        {"quant.no-qoperator-form", QT_TRANSLATE_NOOP("Messages", "the QOperator format has no form of %1")},
        {"quant.no-integer-form", QT_TRANSLATE_NOOP("Messages", "there is no integer form of %1 that needs no scale of its output")},
        {"quant.no-half-form", QT_TRANSLATE_NOOP("Messages", "%1 does not compute on 16-bit floats")},
        {"quant.beyond-half", QT_TRANSLATE_NOOP("Messages", "%1 values of %2 are beyond ±65504, what float16 can hold, and are clipped.")},
        {"quant.activation-beyond-half",
            QT_TRANSLATE_NOOP("Messages", "%1 reached %2 during calibration: float16 ends at ±65504. Keep its node in float.")},
        {"quant.no-weights", QT_TRANSLATE_NOOP("Messages", "%1 has no weights that could be stored in few bits")},
        {"quant.bits-need-nbits", QT_TRANSLATE_NOOP("Messages", "Weights of %1 bits can only be written as MatMulNBits.")},
        {"quant.no-moments",
            QT_TRANSLATE_NOOP("Messages", "The algorithm %1 needs calibration data for every layer; hqq is used where there are none.")},
        {"quant.weight-not-constant", QT_TRANSLATE_NOOP("Messages", "its weight %1 is computed as the model runs")},
        {"quant.constant-result", QT_TRANSLATE_NOOP("Messages", "its result is constant")},
        {"quant.part-of-fused", QT_TRANSLATE_NOOP("Messages", "it becomes part of %1 (%2)")},
        {"quant.no-statistics", QT_TRANSLATE_NOOP("Messages", "no values of %1 were seen during calibration")},
        {"quant.no-statistics-dynamic",
            QT_TRANSLATE_NOOP("Messages", "No values of %1 were seen during calibration: its range is measured as the model runs.")},
        {"quant.equalized",
            QT_TRANSLATE_NOOP("Messages",
                "The channels of %2 differed %3-fold in range (others likewise): the ranges of %1 tensors were evened out through the "
                "weights, now %4-fold "
                "(--no-equalize).")},
        {"quant.wide-join",
            QT_TRANSLATE_NOOP("Messages",
                "%1 joins %2 (up to %3) with %4 (up to %5); no single scale serves both, so %6 node(s) stay float (--no-wide-joins).")},
        {"quant.mask-found",
            QT_TRANSLATE_NOOP("Messages",
                "%2 holds a mask (%3): the %1 node(s) that touch masks stay float, so that no mask sets a range (--no-mask-ranges).")},
        {"quant.sensitive-found",
            QT_TRANSLATE_NOOP("Messages", "%1 node(s) that rounding hurts in encoders stay float: %2 (--no-sensitive-float).")},
        {"quant.tuned",
            QT_TRANSLATE_NOOP("Messages", "The weights of %1 layers were tuned on the samples: their own error went from %2 dB to %3 dB.")},
        {"quant.smoothed",
            QT_TRANSLATE_NOOP("Messages",
                "The channels of %2 differ %3-fold from the median one (others likewise): their range moved into the weights of %1 "
                "product(s), whose error on samples went from %4 dB to %5 dB (--no-smooth).")},
        {"quant.outliers-float",
            QT_TRANSLATE_NOOP("Messages",
                "%1 product(s) stay float: on samples their outputs would have less than %4 dB in 8 bits (worst channels: %2, %3-fold the "
                "median) (--no-outlier-float).")},
        {"quant.outlier-input",
            QT_TRANSLATE_NOOP("Messages", "channels of %1 are up to %2-fold the median one: 8 bits leave only %3 dB on samples")},
        {"quant.scales-channels", QT_TRANSLATE_NOOP("Messages", "it scales the channels of %1 before they are rounded")},
        {"quant.ranges-searched",
            QT_TRANSLATE_NOOP("Messages",
                "The ranges of %1 values were searched on the samples: what rounding them does to the layers that read them went from %2 "
                "dB "
                "to %3 dB.")},
        {"quant.saturates",
            QT_TRANSLATE_NOOP("Messages",
                "On processors without VNNI the 16-bit sums of %1 layer(s) saturate on these samples: %3 % of those of %2, which leaves it "
                "%4 dB. Weights of 7 bits never do (--reduce-range), nor do unsigned weights (--weights u8, slower there).")},
        {"quant.joins-ranges", QT_TRANSLATE_NOOP("Messages", "it joins %1 (up to %2) with %3 (up to %4), and no single scale serves both")},
        {"quant.reads-join", QT_TRANSLATE_NOOP("Messages", "it computes with what %1 joins, which no single scale serves")},
        {"quant.touches-mask", QT_TRANSLATE_NOOP("Messages", "%1 holds a mask, which must not set a range")},
        {"quant.is-sensitive", QT_TRANSLATE_NOOP("Messages", "rounding to 8 bits hurts %1 here")},
        {"quant.already-quantized", QT_TRANSLATE_NOOP("Messages", "The model is already quantized.")},
        {"quant.bias-saturates", QT_TRANSLATE_NOOP("Messages", "%1 values of the bias %2 do not fit 32 bits and are clipped.")},
        {"quant.entropy-fallback",
            QT_TRANSLATE_NOOP("Messages",
                "Entropy calibration would clip %1 badly (%2 times the error of the best range); the best range is used instead.")},
        {"quant.weight-non-finite", QT_TRANSLATE_NOOP("Messages", "The weight %1 has %2 values that are NaN or infinite.")},
        {"quant.opset-too-old", QT_TRANSLATE_NOOP("Messages", "The model has opset %1; quantization needs opset %2.")},
        {"quant.cannot-upgrade",
            QT_TRANSLATE_NOOP("Messages", "The operator %1 changed its meaning between opsets %2 and %3 and cannot be translated.")},
        {"quant.bad-target", QT_TRANSLATE_NOOP("Messages", "“%1” is no target; write sqnr>=30, top1>=0.99, exact>=0.8 or f1>=0.98.")},
        {"quant.target-metric", QT_TRANSLATE_NOOP("Messages", "The target asks for %1, but the labels of the data give %2.")},
        {"quant.no-label", QT_TRANSLATE_NOOP("Messages", "The sample %2 has no label for the task %1.")},
        {"quant.output-shape", QT_TRANSLATE_NOOP("Messages", "For the task %1 the model's output must be %3; it is %2.")},
        {"quant.nothing-to-compare", QT_TRANSLATE_NOOP("Messages", "The two models have no tensor in common.")},
        {"quant.two-ranges-one-scale",
            QT_TRANSLATE_NOOP(
                "Messages", "Two ranges, one scale: this %1 joins %2 (up to %3) with %4 (up to %5), which is left %6 of 256 levels.")},
        {"quant.unequal-channels",
            QT_TRANSLATE_NOOP("Messages", "The channels of %1 differ %2-fold in range, but share one scale: the small ones are lost.")},
        {"quant.clipped", QT_TRANSLATE_NOOP("Messages", "%1 % of the values of %2 lie outside its range and are clipped.")},
        {"quant.outliers", QT_TRANSLATE_NOOP("Messages", "A few outliers set the range of %1: 99 % of its values share %2 of %3 levels.")},
        {"quant.inherited-error",
            QT_TRANSLATE_NOOP("Messages", "The error of %1 comes from the nodes before it; its own part is small (%2 dB).")},
        {"quant.too-few-bits", QT_TRANSLATE_NOOP("Messages", "Nothing stands out: the values of %1 simply need more than 8 bits.")},
    };
    return kRows;
}

} // namespace halftone

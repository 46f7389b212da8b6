// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/formats/format_rule.h"

#include "core/quant/errors.h"
#include "core/quant/formats/qoperator_form.h"

namespace halftone {

QuantRule formatRule(QuantFormat format, const Node &node, QuantRule rule)
{
    if (format != QuantFormat::QOperator || rule.kind == QuantRule::Kind::Float)
        return rule;
    // A Relu or Clip that does not vanish runs in float between integers.
    if (rule.kind == QuantRule::Kind::Absorbable)
        return rule;
    if (!hasQOperatorForm(node)) {
        rule.kind = QuantRule::Kind::Float;
        rule.reason = errc::kNoQOperatorForm;
        rule.reasonArguments = {node.opType};
        return rule;
    }
    // QLinearSoftmax is written with scale 1/256: 255 steps reach 255/256.
    if (node.opType == "Softmax" && rule.fixedOutputRange)
        rule.fixedOutputRange = {0.0F, 255.0F / 256.0F};
    // QLinearAveragePool has an output scale of its own.
    if (node.opType == "AveragePool")
        rule.kind = QuantRule::Kind::Compute;
    return rule;
}

} // namespace halftone

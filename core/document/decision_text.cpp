// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/decision_text.h"

#include "core/document/messages.h"

#include <QCoreApplication>

namespace halftone {

namespace {

struct DecisionText
{
    Q_DECLARE_TR_FUNCTIONS(DecisionText)
};

QString precisionText(Precision precision)
{
    switch (precision) {
    case Precision::Int8:
        return DecisionText::tr("Runs in 8-bit integers.");
    case Precision::Int16:
        return DecisionText::tr("Runs with 16-bit activations.");
    case Precision::Int4Weights:
        return DecisionText::tr("Weights are stored in 4 bits.");
    case Precision::Half:
        return DecisionText::tr("Runs in 16-bit floating point.");
    case Precision::Float:
        break;
    }
    return DecisionText::tr("Stays in 32-bit floating point.");
}

} // namespace

bool isUserChoice(const NodeDecision &decision)
{
    return decision.precision == Precision::Float
        && (decision.cause == NodeDecision::Cause::ExcludedByUser || decision.cause == NodeDecision::Cause::NotIncluded);
}

QString decisionBadge(const NodeDecision &decision)
{
    switch (decision.precision) {
    case Precision::Int8:
        return QStringLiteral("i8");
    case Precision::Int16:
        return QStringLiteral("i16");
    case Precision::Int4Weights:
        return QStringLiteral("w4");
    case Precision::Half:
        return QStringLiteral("f16");
    case Precision::Float:
        break;
    }
    return isUserChoice(decision) ? QStringLiteral("✕ f32") : QStringLiteral("f32");
}

QString decisionReason(const NodeDecision &decision)
{
    if (decision.precision != Precision::Float)
        return precisionText(decision.precision);
    if (decision.cause == NodeDecision::Cause::ExcludedByUser)
        return DecisionText::tr("Excluded by you: stays in 32-bit floating point.");
    if (decision.cause == NodeDecision::Cause::NotIncluded)
        return DecisionText::tr("Not among the nodes that you chose to quantize.");
    if (decision.reason == ErrorCode{""})
        return precisionText(decision.precision);
    return DecisionText::tr("Stays float: %1").arg(messageText(Error(decision.reason, decision.reasonArguments)));
}

} // namespace halftone

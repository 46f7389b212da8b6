// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/messages.h"

#include <QtGlobal>

namespace halftone {

std::span<const MessageRow> messagesEngine()
{
    static constexpr MessageRow kRows[]{
        {"engine.no-primitive", QT_TRANSLATE_NOOP("Messages", "oneDNN has no primitive for %1; the reference kernel runs it.")},
        {"engine.input-count", QT_TRANSLATE_NOOP("Messages", "The model takes %2 inputs; %1 were given.")},
        {"engine.input-mismatch", QT_TRANSLATE_NOOP("Messages", "Input %1 was given as %2, but the model wants %3.")},
        {"engine.input-missing", QT_TRANSLATE_NOOP("Messages", "No data were given for input %1.")},
        {"engine.primitive-refused", QT_TRANSLATE_NOOP("Messages", "oneDNN cannot run this %1: %2.")},
        {"engine.primitive-failed", QT_TRANSLATE_NOOP("Messages", "oneDNN failed: %1.")},
        {"engine.plan-mismatch", QT_TRANSLATE_NOOP("Messages", "The execution plan was made for other shapes.")},
        {"engine.nan-hidden", QT_TRANSLATE_NOOP("Messages", "A fused activation met NaN.")},
        {"engine.bad-replacement", QT_TRANSLATE_NOOP("Messages", "A tensor of %1 was to replace one of %2.")},
        {"engine.not-observed", QT_TRANSLATE_NOOP("Messages", "%1 cannot be given another value: it was not to be observed.")},
        {"engine.no-test-cases",
            QT_TRANSLATE_NOOP("Messages", "There is no test case (a folder with model.onnx and test_data_set_0) beneath %1.")},
        {"engine.bad-filter", QT_TRANSLATE_NOOP("Messages", "“%1” is no regular expression.")},
        {"engine.output-differs", QT_TRANSLATE_NOOP("Messages", "Output %1 is %2, expected was %3.")},
    };
    return kRows;
}

} // namespace halftone

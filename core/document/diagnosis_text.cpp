// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/diagnosis_text.h"

#include "core/document/messages.h"

#include <QLocale>

namespace halftone {

namespace {

/// Which arguments of a sentence are numbers; names of tensors may look like one.
std::vector<std::size_t> numbersOf(const ErrorCode &code)
{
    if (code == errc::kTwoRangesOneScale)
        return {2, 4, 5};
    if (code == errc::kClipped)
        return {0};
    if (code == errc::kUnequalChannels || code == errc::kInheritedError)
        return {1};
    if (code == errc::kOutliers)
        return {1, 2};
    return {};
}

} // namespace

QString diagnosisText(const Diagnosis &diagnosis)
{
    std::vector<std::string> arguments = diagnosis.arguments;
    for (const std::size_t place : numbersOf(diagnosis.code)) {
        bool isNumber = false;
        const double number = QString::fromStdString(arguments.at(place)).toDouble(&isNumber);
        // Three digits, as core/quant/diagnose.cpp has them; infinity stays a sign.
        if (isNumber)
            arguments[place] = QLocale().toString(number, 'g', 3).toStdString();
    }
    return messageText(diagnosis.code, arguments);
}

} // namespace halftone

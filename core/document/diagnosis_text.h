// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/diagnose.h"

#include <QString>

namespace halftone {

/// A diagnosis as a sentence, its numbers as they are written in the reader's language.
QString diagnosisText(const Diagnosis &diagnosis);

} // namespace halftone

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>

class QFormLayout;

namespace halftone {

/// Gives the labels of forms that stand below each other one width, so that their fields begin in one line.
void alignLabels(std::initializer_list<QFormLayout *> forms);

} // namespace halftone

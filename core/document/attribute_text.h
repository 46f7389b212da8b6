// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/attribute.h"

#include <QString>

namespace halftone {

/// An attribute's value in one line; long lists and strings are cut with "…".
QString attributeText(const Attribute &attribute);

/// The same with nothing cut.
QString wholeAttributeText(const Attribute &attribute);

} // namespace halftone

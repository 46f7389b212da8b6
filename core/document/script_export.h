// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace halftone {

class Document;

/// Writes a Python script that does with ONNX Runtime's tools what the document's recipe says, as far as they can: the open model, the
/// calibration data, and the nodes left float are in it. Fails for formats those tools lack, and when it cannot be written.
Status exportScript(const Document &document, const QString &path);

} // namespace halftone

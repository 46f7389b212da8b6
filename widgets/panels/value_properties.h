// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"

#include <QWidget>

namespace halftone {

class Document;

/// One value: type, who makes and reads it, its range over the calibration data; for a constant its elements.
class ValueProperties : public QWidget
{
    Q_OBJECT

public:
    ValueProperties(Document *document, ValueId value, QWidget *parent = nullptr);
};

} // namespace halftone

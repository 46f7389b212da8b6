// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace halftone {

class Document;

/// The model as a whole: format, opsets, producer, inputs, outputs, parameters, operator counts with their share of the work.
class ModelProperties : public QWidget
{
    Q_OBJECT

public:
    explicit ModelProperties(Document *document, QWidget *parent = nullptr);
};

} // namespace halftone

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/quantize.h"

#include <QDialog>

#include <vector>

class QCheckBox;
class QLabel;

namespace halftone {

class Document;

/// What is done to the float model before it is quantized: each pass with what it changes here, and a tick to switch it off. Changes
/// are undoable edits of the recipe; what was calibrated is calibrated again. Not modal.
class PreprocessDialog : public QDialog
{
    Q_OBJECT

public:
    explicit PreprocessDialog(Document *document, QWidget *parent = nullptr);

    QCheckBox *passBox(const std::string &name) const;
    /// What the pass changed, as shown; empty while it is being found out.
    QString effectText(const std::string &name) const;

private:
    struct Row
    {
        std::string name;
        QCheckBox *box = nullptr;
        QLabel *effect = nullptr;
    };
    void follow();
    void edit();
    void tryPasses();
    void showEffects(const PreparedGraph &prepared, const PreprocessOptions &options);

    Document *m_document;
    std::vector<Row> m_rows;
    QLabel *m_summary;
};

} // namespace halftone

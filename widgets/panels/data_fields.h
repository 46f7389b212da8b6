// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/samples/spec.h"

#include <QList>
#include <QWidget>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace halftone {

class Document;

/// Where calibration data come from: a folder or file for all inputs, one for each, or synthetic values; how many samples; sizes of
/// symbolic dimensions.
class DataFields : public QWidget
{
    Q_OBJECT

public:
    explicit DataFields(Document *document, QWidget *parent = nullptr);

    enum class Kind { Images, Arrays, TensorSets, Synthetic };
    QFormLayout *form() const { return m_layout; }
    Kind kind() const;
    /// Data, samples and dimensions; preprocessing is left as it is.
    void read(SampleSpec &spec) const;
    void write(const SampleSpec &spec);
    /// Rebuilds what depends on the model: its inputs and symbols.
    void followModel();

signals:
    void changed();

private:
    void browse(QLineEdit *line);
    void browseFile(QLineEdit *line);
    void updateKind();

    Document *m_document;
    QFormLayout *m_layout;
    QComboBox *m_kind;
    QWidget *m_pathRow;
    QPushButton *m_file = nullptr;
    QLineEdit *m_path;
    QSpinBox *m_synthetic;
    QSpinBox *m_seed;
    QSpinBox *m_samples;
    /// Input name and its own source; empty: the one above.
    QList<QPair<QString, QLineEdit *>> m_inputs;
    QList<QPair<QString, QSpinBox *>> m_dims;
};

} // namespace halftone

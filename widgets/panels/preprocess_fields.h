// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace halftone {

/// The preprocessing of images as fields; reads and writes the text form of the command line
/// ("resize=224x224,scale=1/255,mean=0.5,std=0.5"). An empty field follows from the model's input.
class PreprocessFields : public QWidget
{
    Q_OBJECT

public:
    explicit PreprocessFields(QWidget *parent = nullptr);

    QString text() const;
    void setText(const QString &text);

signals:
    void changed();

private:
    QLineEdit *addLine(const QString &key, const QString &label, const QString &hint, const QString &tip);
    QComboBox *addChoice(const QString &key, const QString &label, const QStringList &values, const QString &tip);

    QList<QPair<QString, QWidget *>> m_fields;
};

} // namespace halftone

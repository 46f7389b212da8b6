// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QGridLayout;
class QLabel;

namespace halftone {

/// Names on the left, selectable values on the right. Values are rich text and may hold links such as "value:12".
class PropertyGrid : public QWidget
{
    Q_OBJECT

public:
    explicit PropertyGrid(QWidget *parent = nullptr);

    /// `html` is shown as it is: escape what comes from a file.
    QLabel *addRow(const QString &name, const QString &html);
    void addText(const QString &name, const QString &plain);
    void addHeading(const QString &text);
    bool isEmpty() const { return m_rows == 0; }

signals:
    void linkActivated(const QString &link);
    void linkHovered(const QString &link);

private:
    QGridLayout *m_layout;
    int m_rows = 0;
};

} // namespace halftone

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QGridLayout;
class QLabel;
class QScrollArea;

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
    /// Place of a value among those of all grids in `area`, from the top; -1 for what is none.
    static int valueIndex(const QScrollArea &area, const QWidget *value);
    /// Takes the keyboard to a value and selects its text; false when there is none.
    static bool focusValue(QScrollArea &area, int index);

signals:
    void linkActivated(const QString &link);
    void linkHovered(const QString &link);

private:
    QGridLayout *m_layout;
    int m_rows = 0;
};

} // namespace halftone

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QActionGroup;
class QComboBox;
class QLabel;

namespace halftone {

/// The tool bar's choice of what is coloured onto the graph: the entries of View › Overlay in a box.
class OverlayBox : public QWidget
{
    Q_OBJECT

public:
    /// The actions of `overlays` are what can be chosen; the group outlives the box.
    OverlayBox(QActionGroup *overlays, QWidget *parent);

    QComboBox *box() const { return m_box; }
    /// Takes the texts of the actions again.
    void retranslate();

private:
    void follow();

    QActionGroup *m_overlays;
    QLabel *m_label;
    QComboBox *m_box;
};

} // namespace halftone

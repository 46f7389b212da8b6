// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QHBoxLayout;

namespace halftone {

/// The way from the model into a subgraph; each part leads back to it. Hidden at the top.
class BreadcrumbBar : public QWidget
{
    Q_OBJECT

public:
    explicit BreadcrumbBar(QWidget *parent = nullptr);
    /// From the model's graph to the one shown.
    void setPath(const QStringList &names);

signals:
    /// 0 is the model's graph.
    void levelChosen(int level);

private:
    QHBoxLayout *m_layout;
};

} // namespace halftone

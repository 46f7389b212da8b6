// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QTreeView;

namespace halftone {

class AttemptsChart;
class AttemptsModel;
class Document;
class EmptyState;
class TradeOff;
struct Attempt;

/// Every recipe that was evaluated: what changed, size, error, time. Returns to one with a double click or the button, names it
/// with F2, compares two that are selected. Beside the list: what they cost against what they reach; a click selects. Explore evaluates
/// recipes with more and more float.
class AttemptsPanel : public QWidget
{
    Q_OBJECT

public:
    AttemptsPanel(TradeOff *tradeOff, Document *document, QWidget *parent = nullptr);

    QTreeView *view() const { return m_view; }
    AttemptsChart *chart() const { return m_chart; }
    QComboBox *costBox() const { return m_cost; }
    QComboBox *gainBox() const { return m_gain; }
    QPushButton *exploreButton() const { return m_explore; }
    /// Makes the recipe of an attempt the current one; undoable.
    void returnTo(int attempt);

signals:
    void calibrateRequested();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Cost { Time, Size, FloatMacs };
    enum class Gain { WorstChannel, Outputs, Accuracy };

    void retranslate();
    /// What the other columns leave, but never too little to read.
    void fitName();
    void update();
    void updateChart();
    void updateDifference();
    void updateExplore();
    int attemptAt(const QModelIndex &index) const;
    /// Place of the attempt in the order of evaluation.
    int placeOf(int attempt) const;
    double costOf(const Attempt &attempt) const;
    double gainOf(const Attempt &attempt) const;
    double floatCost() const;

    TradeOff *m_tradeOff;
    Document *m_document;
    AttemptsModel *m_attempts;
    QTreeView *m_view;
    AttemptsChart *m_chart;
    EmptyState *m_empty;
    QComboBox *m_cost;
    QComboBox *m_gain;
    QLabel *m_difference;
    QPushButton *m_return;
    QPushButton *m_rename;
    QPushButton *m_remove;
    QPushButton *m_explore;
};

} // namespace halftone

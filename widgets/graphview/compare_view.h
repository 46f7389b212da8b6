// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/document/model_diff.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QLabel;
class QSortFilterProxyModel;
class QTableView;
class QToolButton;

namespace halftone {

class DifferenceModel;
class GraphView;
class JobRunner;
class SelectionController;
class ViewSync;
struct GraphFacts;

/// Two models side by side: two graphs that move together, what differs marked on both and listed below them.
class CompareView : public QWidget
{
    Q_OBJECT

public:
    explicit CompareView(QWidget *parent = nullptr);
    ~CompareView() override;

    /// Shows both at once; what differs follows from the background. Facts of `a` may be null: they are inferred.
    void compare(std::shared_ptr<const Model> a, const QString &nameA, std::shared_ptr<const Model> b, const QString &nameB);
    /// As compare(), with `b` read from a file. Ends in compared() or failed().
    void compareWithFile(std::shared_ptr<const Model> a, const QString &nameA, const QString &path);

    GraphView *left() const { return m_left.view; }
    GraphView *right() const { return m_right.view; }
    SelectionController *leftSelection() const { return m_left.selection; }
    SelectionController *rightSelection() const { return m_right.selection; }
    QTableView *table() const { return m_table; }
    /// Null until compared.
    std::shared_ptr<const ModelDiff> diff() const { return m_diff; }

public slots:
    void setFolded(bool folded);
    void setHorizontal(bool horizontal);
    void fit();
    /// Selects the next (or previous) line of the list, round and round.
    void step(int by);

signals:
    void compared();
    void failed(const QString &message);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Side
    {
        JobRunner *jobs = nullptr;
        SelectionController *selection = nullptr;
        GraphView *view = nullptr;
        QLabel *title = nullptr;
        std::shared_ptr<const Model> model;
    };
    Side makeSide();
    void showSide(Side &side, std::shared_ptr<const Model> model, const QString &name);
    void findDifferences();
    void showDiff();
    void showSummary();
    void jumpTo(int row);
    void filter();
    void retranslate();

    Side m_left, m_right;
    ViewSync *m_sync;
    DifferenceModel *m_model;
    QSortFilterProxyModel *m_proxy;
    QTableView *m_table;
    QLabel *m_summary;
    QComboBox *m_filter;
    QToolButton *m_fold, *m_across, *m_fit, *m_previous, *m_next;
    std::shared_ptr<const ModelDiff> m_diff;
    QString m_problem;
};

} // namespace halftone

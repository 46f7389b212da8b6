// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"
#include "core/quant/sensitivity.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>
#include <vector>

namespace halftone {

class Document;

/// What each node of a document alone does to the outputs, measured when asked for. The ranking grows while it is measured; cancelled, it
/// stays as far as it came. Another recipe does not take it away, another model does.
class SensitivityProfile : public QObject
{
    Q_OBJECT

public:
    /// The document outlives the profile.
    explicit SensitivityProfile(Document *document, QObject *parent = nullptr);

    /// Starts measuring on the compared samples; nothing happens before calibration.
    void measure();
    void cancel();
    bool isMeasuring() const;
    /// Looks for the smallest list of exclusions that reaches `target` ("sqnr>=30"); applies it as one undoable step. Ends in searched()
    /// or Document::failed().
    void search(const QString &target);

    /// Null until something was measured.
    std::shared_ptr<const SensitivityReport> report() const { return m_report; }
    bool isCurrent() const { return m_current; }
    /// Nodes of the open model that stand out and had better stay float, worst first.
    std::vector<NodeId> proposal() const;
    /// By NodeId of the open model, dB of the outputs' worst channel; NaN where not measured.
    std::vector<double> decibels() const;
    Document *document() const { return m_document; }

signals:
    void changed();
    /// `reached`: the target is met. `text`: what became of it, for the user.
    void searched(bool reached, const QString &text);
    /// What a search quantized and measured on its way.
    void tried(const QList<halftone::Recipe> &recipes);

private:
    class Partial;
    void forget();
    void age();
    void takePartial();

    Document *m_document;
    std::shared_ptr<const SensitivityReport> m_report;
    std::shared_ptr<Partial> m_partial;
    QTimer m_poll;
    bool m_current = false;
};

} // namespace halftone

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/document/attempts.h"
#include "core/model/graph.h"
#include "core/quant/sensitivity.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <string>
#include <vector>

namespace halftone {

class Document;
class SensitivityProfile;
struct NodeCost;

/// Answers "how much float for how many milliseconds": evaluates recipes in the background (size, error of the outputs, measured time,
/// accuracy where there are labels) and puts each among the document's attempts as soon as it is known. The current recipe stays.
class TradeOff : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this object. What searches of `sensitivity` tried is evaluated, too.
    TradeOff(Document *document, SensitivityProfile *sensitivity, QObject *parent = nullptr);

    /// Evaluates recipes that keep more and more of the most harmful nodes float. What each node does is measured first when it is not
    /// known. Nothing happens before calibration.
    void explore();
    /// Evaluates those of `recipes` that are no attempts with a time yet.
    void evaluate(std::vector<Recipe> recipes);
    void cancel();
    bool isRunning() const;
    /// Explored or evaluated of how many.
    int done() const { return m_done; }
    int total() const { return m_total; }

signals:
    void changed();

private:
    class Found;
    void climb();
    void take();
    void stop();

    Document *m_document;
    SensitivityProfile *m_sensitivity;
    std::shared_ptr<Found> m_found;
    /// What the recipes that are evaluated were made from.
    Recipe m_base;
    QTimer m_poll;
    /// explore() waits for the ranking.
    bool m_waiting = false;
    int m_done = 0;
    int m_total = 0;
};

/// Names of the nodes of a ranking, those first that do most harm (noise power at the outputs) for the work they save in 8 bits. `macs`: of
/// each node of the ranking. Nodes that do no harm are left out.
std::vector<std::string> byHarmForWork(const SensitivityReport &ranking, const std::vector<std::int64_t> &macs);

/// How many nodes stay float in each step of an exploration of `nodes`: 1, 2, 3, 5, 8 … at most half of them.
std::vector<std::size_t> ladder(std::size_t nodes);

} // namespace halftone

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/recipe.h"

#include <QDateTime>
#include <QObject>
#include <QString>

#include <limits>
#include <vector>

namespace halftone {

/// One recipe that was evaluated, and how it did. NaN: not measured.
struct Attempt
{
    static constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

    int id = 0;
    /// Given by the user; empty until then.
    QString name;
    /// What differs from the attempt before.
    QString change;
    Recipe recipe;
    int int8Nodes = 0;
    /// Share of the MACs in integers, in percent (of nodes where nothing has MACs).
    double int8Macs = kUnknown;
    /// Size of the quantized model.
    std::int64_t bytes = 0;
    /// SQNR of the outputs: whole tensors, and their worst channel.
    double outputDb = kUnknown;
    double worstChannelDb = kUnknown;
    /// Task metric on labelled samples, in [0, 1].
    double accuracy = kUnknown;
    double floatMs = kUnknown;
    double int8Ms = kUnknown;
    QDateTime when;

    QString title() const;
};

/// Every recipe that was evaluated for one model, in the order of evaluation; each recipe once.
class Attempts : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    const std::vector<Attempt> &list() const { return m_list; }
    /// The attempt of the recipe that was evaluated last, -1 for none.
    int current() const { return m_current; }
    const Attempt *find(int id) const;
    const Attempt *find(const Recipe &recipe) const;

    /// Adds an attempt or, for a known recipe, renews its figures; it becomes current. Returns its id.
    int record(Attempt attempt);
    /// The same without making it the current one: what was evaluated on the side.
    int add(Attempt attempt);
    void setName(int id, const QString &name);
    void setLatency(int id, double floatMs, double int8Ms);
    void setAccuracy(int id, double accuracy);
    void remove(int id);
    /// Replaces everything (another model, a restored session).
    void reset(std::vector<Attempt> list = {});

signals:
    void changed();

private:
    Attempt *edit(int id);
    int put(Attempt attempt);

    std::vector<Attempt> m_list;
    int m_current = -1;
    int m_nextId = 1;
};

} // namespace halftone

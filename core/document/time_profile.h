// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/document/node_times.h"

#include <QObject>

#include <memory>

namespace halftone {

class Document;

/// Times of a document's nodes, measured when asked for. What was measured stays, marked as old, until it is measured again or another
/// model is opened.
class TimeProfile : public QObject
{
    Q_OBJECT

public:
    /// The document outlives the profile.
    explicit TimeProfile(Document *document, QObject *parent = nullptr);

    /// Starts measuring in the background; ends in changed().
    void measure();
    bool isMeasuring() const;
    /// Null until measured.
    std::shared_ptr<const NodeTimes> times() const { return m_times; }
    /// False once the recipe has changed since.
    bool isCurrent() const { return m_current; }
    Document *document() const { return m_document; }

signals:
    /// times(), isCurrent() or isMeasuring() changed.
    void changed();

private:
    void forget();
    void age();

    Document *m_document;
    std::shared_ptr<const NodeTimes> m_times;
    bool m_current = false;
};

} // namespace halftone

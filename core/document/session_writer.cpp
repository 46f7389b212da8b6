// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/session_writer.h"

#include <QFile>

namespace halftone {

void SessionWriter::write(Session session, std::shared_ptr<const Statistics> statistics, Failed failed)
{
    const auto work
        = [this, before = m_last, session = std::move(session), statistics = std::move(statistics), failed = std::move(failed)]() mutable {
              if (before.valid())
                  before.wait();
              before = {};
              if (statistics) {
                  session.statisticsPath = statisticsPath(session.modelPath);
                  const bool isThere
                      = m_written.lock() == statistics && m_writtenTo == session.statisticsPath && QFile::exists(session.statisticsPath);
                  if (!isThere) {
                      m_written.reset();
                      if (saveStatistics(*statistics, session.statisticsPath.toStdString())) {
                          m_written = statistics;
                          m_writtenTo = session.statisticsPath;
                      } else {
                          session.statisticsPath.clear();
                      }
                  }
              }
              if (const Status status = writeSession(session, sessionPath(session.modelPath)); !status)
                  failed(status.error());
          };
    m_last = std::async(std::launch::async, work).share();
}

void SessionWriter::wait()
{
    if (m_last.valid())
        m_last.wait();
}

} // namespace halftone

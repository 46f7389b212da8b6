// SPDX-License-Identifier: GPL-3.0-or-later
// How long a click takes: the document quantizes and compares anew after each exclusion, as in the window.
// usage: bench_refresh MODEL DATA PREPROCESS SAMPLES CLICKS   (MODEL "sample": the embedded one with its own data)
#include "core/document/document.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QGuiApplication>
#include <QTextStream>
#include <QTimer>

#include <algorithm>

using namespace halftone;

namespace {

/// Runs the event loop until `done` holds or the document fails.
template <typename Done>
bool waitFor(Document &document, Done &&done)
{
    QEventLoop loop;
    bool ok = true;
    const auto fail = [&](const QString &message) {
        QTextStream(stderr) << message << '\n';
        ok = false;
        loop.quit();
    };
    const auto failed = QObject::connect(&document, &Document::failed, fail);
    const auto unopened = QObject::connect(&document, &Document::openFailed, fail);
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        if (done())
            loop.quit();
    });
    poll.start(1);
    if (!done())
        loop.exec();
    QObject::disconnect(failed);
    QObject::disconnect(unopened);
    return ok;
}

} // namespace

int main(int argc, char **argv)
{
    const QGuiApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.size() != 6) {
        QTextStream(stderr) << "usage: bench_refresh MODEL DATA PREPROCESS SAMPLES CLICKS\n";
        return 2;
    }
    Document document;
    if (arguments[1] == QStringLiteral("sample"))
        document.openSample();
    else
        document.open(arguments[1]);
    if (!waitFor(document, [&] { return document.facts() != nullptr; }))
        return 1;
    SampleSpec spec = document.sampleSpec();
    if (arguments[1] != QStringLiteral("sample")) {
        spec.data = {arguments[2].toStdString()};
        spec.preprocess = arguments[3].toStdString();
    }
    spec.samples = arguments[4].toLongLong();
    document.setSampleSpec(spec);
    document.setComparedSamples(0);
    document.calibrate();
    if (!waitFor(document, [&] { return document.errors() && document.errorsAreCurrent(); }))
        return 1;

    std::vector<NodeId> quantized;
    for (NodeId node = 0; node < static_cast<NodeId>(document.decisions().size()); ++node) {
        if (document.decisions()[static_cast<std::size_t>(node)].precision == Precision::Int8)
            quantized.push_back(node);
    }
    std::vector<double> milliseconds;
    const int clicks = arguments[5].toInt();
    for (int click = 0; click < clicks && !quantized.empty(); ++click) {
        const std::size_t at = (2 * static_cast<std::size_t>(click) + 1) * quantized.size() / (2 * static_cast<std::size_t>(clicks));
        QElapsedTimer timer;
        timer.start();
        document.toggleNodes({quantized[at]});
        if (!waitFor(document, [&] { return document.errorsAreCurrent(); }))
            return 1;
        milliseconds.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::ranges::sort(milliseconds);
    if (milliseconds.empty())
        return 1;
    QTextStream(stdout) << document.displayName() << ", " << spec.samples << " samples: click to refreshed figures, median "
                        << QString::number(milliseconds[milliseconds.size() / 2], 'f', 0) << " ms, worst "
                        << QString::number(milliseconds.back(), 'f', 0) << " ms of " << milliseconds.size() << " clicks\n";
    return 0;
}

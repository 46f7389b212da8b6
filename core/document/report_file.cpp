// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/report.h"

#include <QSaveFile>

#include <cmath>

namespace halftone {

namespace {

QByteArray quoted(const std::string &text)
{
    QByteArray bytes = QByteArray::fromStdString(text);
    bytes.replace('"', "\"\"");
    return '"' + bytes + '"';
}

QByteArray figure(double value)
{
    if (std::isnan(value))
        return {};
    return std::isinf(value) ? QByteArray(value > 0 ? "inf" : "-inf") : QByteArray::number(value, 'g', 9);
}

} // namespace

const char *tensorKindName(TensorError::Kind kind)
{
    switch (kind) {
    case TensorError::Kind::Weight:
        return "weight";
    case TensorError::Kind::Output:
        return "output";
    case TensorError::Kind::Activation:
        break;
    }
    return "activation";
}

QByteArray csvReport(const ErrorReport &errors)
{
    QByteArray text = "name,producer,kind,sqnr_db,worst_channel_db,worst_channel,local_sqnr_db,mse,max_abs,cosine\r\n";
    for (const TensorError &error : errors.tensors) {
        const ErrorFigures &f = error.accumulated;
        const QList<QByteArray> cells{quoted(error.tensor), quoted(error.producer), tensorKindName(error.kind), figure(f.sqnrDb),
            figure(f.worstChannelDb), QByteArray::number(f.worstChannel), figure(error.local.sqnrDb), figure(f.mse), figure(f.maxAbs),
            figure(f.cosine)};
        text += cells.join(',') + "\r\n";
    }
    return text;
}

Status writeReportFile(const std::string &path, const QByteArray &content)
{
    QSaveFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        return Error(errc::kReportNotWritten, {path, file.errorString().toStdString()});
    return {};
}

} // namespace halftone

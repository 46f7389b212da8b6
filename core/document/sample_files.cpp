// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/sample_files.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QSaveFile>
#include <QStandardPaths>

namespace halftone {

namespace {

const QString kResource = QStringLiteral(":/sample");

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

Result<SampleFiles> unpackSample()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + QStringLiteral("/sample");
    QDirIterator entries(kResource, QDir::Files, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        const QString source = entries.next();
        const QString target = folder + source.mid(kResource.size());
        const QByteArray bytes = contents(source);
        if (QFile::exists(target) && contents(target) == bytes)
            continue;
        QDir().mkpath(QFileInfo(target).absolutePath());
        QSaveFile file(target);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
            return Error(errc::kSampleNotUnpacked, {target.toStdString()});
    }
    SampleFiles files;
    files.model = folder + QStringLiteral("/digits_yolov8.onnx");
    files.data.data = {(folder + QStringLiteral("/scenes")).toStdString()};
    files.data.preprocess = "scale=1/255,mean=0.5,std=0.5";
    return files;
}

} // namespace halftone

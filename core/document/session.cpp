// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/session.h"

#include "core/base/whole_file.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QStandardPaths>

#include <cmath>

namespace halftone {

namespace {

constexpr int kVersion = 1;
constexpr std::int64_t kMostBytes = 256LL << 20;

QString key(const char *name) { return QString::fromLatin1(name); }

/// JSON has no NaN: unknown figures are left out.
void insertNumber(QJsonObject &object, const char *name, double value)
{
    if (!std::isnan(value))
        object.insert(key(name), std::isinf(value) ? QJsonValue(QStringLiteral("inf")) : QJsonValue(value));
}

double readNumber(const QJsonObject &object, const char *name)
{
    const QJsonValue value = object.value(key(name));
    if (value.isString())
        return std::numeric_limits<double>::infinity();
    return value.isDouble() ? value.toDouble() : Attempt::kUnknown;
}

QJsonObject attemptToJson(const Attempt &attempt)
{
    QJsonObject object{{key("id"), attempt.id}, {key("name"), attempt.name}, {key("change"), attempt.change},
        {key("recipe"), QString::fromStdString(recipeToJson(attempt.recipe))}, {key("int8Nodes"), attempt.int8Nodes},
        {key("bytes"), static_cast<qint64>(attempt.bytes)}, {key("when"), attempt.when.toString(Qt::ISODateWithMs)}};
    insertNumber(object, "outputDb", attempt.outputDb);
    insertNumber(object, "worstChannelDb", attempt.worstChannelDb);
    insertNumber(object, "accuracy", attempt.accuracy);
    insertNumber(object, "floatMs", attempt.floatMs);
    insertNumber(object, "int8Ms", attempt.int8Ms);
    insertNumber(object, "int8Macs", attempt.int8Macs);
    return object;
}

Result<Attempt> attemptFromJson(const QJsonObject &object)
{
    Attempt attempt;
    attempt.id = object.value(key("id")).toInt();
    attempt.name = object.value(key("name")).toString();
    attempt.change = object.value(key("change")).toString();
    HALFTONE_TRY(attempt.recipe, recipeFromJson(object.value(key("recipe")).toString().toStdString()));
    attempt.int8Nodes = object.value(key("int8Nodes")).toInt();
    attempt.bytes = object.value(key("bytes")).toInteger();
    attempt.when = QDateTime::fromString(object.value(key("when")).toString(), Qt::ISODateWithMs);
    attempt.outputDb = readNumber(object, "outputDb");
    attempt.worstChannelDb = readNumber(object, "worstChannelDb");
    attempt.accuracy = readNumber(object, "accuracy");
    attempt.floatMs = readNumber(object, "floatMs");
    attempt.int8Ms = readNumber(object, "int8Ms");
    attempt.int8Macs = readNumber(object, "int8Macs");
    return attempt;
}

QJsonObject specToJson(const SampleSpec &spec)
{
    QJsonArray data;
    for (const std::string &each : spec.data)
        data.append(QString::fromStdString(each));
    QJsonObject dims;
    for (const auto &[name, value] : spec.dims)
        dims.insert(QString::fromStdString(name), static_cast<qint64>(value));
    return {{key("data"), data}, {key("preprocess"), QString::fromStdString(spec.preprocess)},
        {key("samples"), static_cast<qint64>(spec.samples)}, {key("dims"), dims}};
}

SampleSpec specFromJson(const QJsonObject &object)
{
    SampleSpec spec;
    for (const QJsonValue &each : object.value(key("data")).toArray())
        spec.data.push_back(each.toString().toStdString());
    spec.preprocess = object.value(key("preprocess")).toString().toStdString();
    spec.samples = object.value(key("samples")).toInteger();
    const QJsonObject dims = object.value(key("dims")).toObject();
    for (auto it = dims.begin(); it != dims.end(); ++it)
        spec.dims[it.key().toStdString()] = it.value().toInteger();
    return spec;
}

QString fileStem(const QString &modelPath)
{
    const QByteArray hash = QCryptographicHash::hash(QFileInfo(modelPath).absoluteFilePath().toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().left(24));
}

} // namespace

bool Session::matchesFile() const
{
    const QFileInfo file(modelPath);
    return file.exists() && file.size() == modelBytes && file.lastModified() == modelTime;
}

QString sessionFolder()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + QStringLiteral("/sessions");
    QDir().mkpath(folder);
    return folder;
}

QString sessionPath(const QString &modelPath) { return sessionFolder() + QLatin1Char('/') + fileStem(modelPath) + QStringLiteral(".json"); }

QString statisticsPath(const QString &modelPath)
{
    return sessionFolder() + QLatin1Char('/') + fileStem(modelPath) + QStringLiteral(".statistics");
}

Status writeSession(const Session &session, const QString &path)
{
    QJsonArray attempts;
    for (const Attempt &attempt : session.attempts)
        attempts.append(attemptToJson(attempt));
    const QJsonObject object{{key("version"), kVersion}, {key("model"), session.modelPath}, {key("modelBytes"), session.modelBytes},
        {key("modelTime"), session.modelTime.toString(Qt::ISODateWithMs)}, {key("data"), specToJson(session.data)},
        {key("recipe"), QString::fromStdString(recipeToJson(session.recipe))}, {key("attempts"), attempts},
        {key("statistics"), session.statisticsPath}, {key("saved"), session.saved.toString(Qt::ISODateWithMs)}};
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(object).toJson()) < 0 || !file.commit())
        return Error(errc::kSessionNotWritten, {path.toStdString(), file.errorString().toStdString()});
    return {};
}

Result<Session> readSession(const QString &path)
{
    const Error unreadable(errc::kSessionUnreadable, {path.toStdString()});
    const auto bytes = readWholeFile(path.toStdString(), kMostBytes);
    if (!bytes)
        return unreadable;
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(*bytes)).object();
    if (object.value(key("version")).toInt() != kVersion)
        return unreadable;
    Session session;
    session.modelPath = object.value(key("model")).toString();
    session.modelBytes = object.value(key("modelBytes")).toInteger();
    session.modelTime = QDateTime::fromString(object.value(key("modelTime")).toString(), Qt::ISODateWithMs);
    session.data = specFromJson(object.value(key("data")).toObject());
    HALFTONE_TRY(session.recipe, recipeFromJson(object.value(key("recipe")).toString().toStdString()));
    for (const QJsonValue &each : object.value(key("attempts")).toArray()) {
        HALFTONE_TRY(Attempt attempt, attemptFromJson(each.toObject()));
        session.attempts.push_back(std::move(attempt));
    }
    session.statisticsPath = object.value(key("statistics")).toString();
    session.saved = QDateTime::fromString(object.value(key("saved")).toString(), Qt::ISODateWithMs);
    return session;
}

} // namespace halftone

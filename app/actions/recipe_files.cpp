// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/actions/recipe_files.h"

#include "app/main_window.h"
#include "app/settings.h"
#include "core/base/whole_file.h"
#include "core/document/document.h"
#include "core/document/messages.h"
#include "core/quant/calibration_table.h"
#include "core/quant/tensor_override.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>

#include <optional>

namespace halftone::recipefiles {

namespace {

struct RecipeFiles
{
    Q_DECLARE_TR_FUNCTIONS(RecipeFiles)
};

/// Names that a sentence lists; more are counted.
constexpr int kListedNames = 3;

QString recipeFilter() { return RecipeFiles::tr("Recipes (*.json)"); }
QString statisticsFilter() { return RecipeFiles::tr("Statistics (*.statistics);;All files (*)"); }

QString pathFor(const MainWindow *window, const QString &ending)
{
    const QString base = QFileInfo(window->document()->displayName()).completeBaseName();
    return QStringLiteral("%1/%2%3").arg(settings::lastFolder(), base, ending);
}

std::optional<std::string> readText(MainWindow *window, const QString &path)
{
    constexpr std::int64_t kMostBytes = 64LL << 20;
    auto text = readWholeFile(path.toStdString(), kMostBytes);
    if (text)
        return std::move(text).value();
    window->showProblem(messageText(text.error()));
    return std::nullopt;
}

} // namespace

void load(MainWindow *window)
{
    const QString path = QFileDialog::getOpenFileName(window, RecipeFiles::tr("Load recipe"), settings::lastFolder(), recipeFilter());
    const auto text = path.isEmpty() ? std::nullopt : readText(window, path);
    if (!text)
        return;
    if (const auto recipe = recipeFromJson(*text))
        window->document()->loadRecipe(RecipeFiles::tr("Load %1").arg(QFileInfo(path).fileName()), *recipe);
    else
        window->showProblem(messageText(recipe.error()));
}

void save(MainWindow *window)
{
    const QString path = QFileDialog::getSaveFileName(
        window, RecipeFiles::tr("Save recipe"), settings::lastFolder() + QStringLiteral("/recipe.json"), recipeFilter());
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    const std::string text = recipeToJson(window->document()->recipe());
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0 || !file.commit())
        window->showProblem(RecipeFiles::tr("%1 cannot be written: %2").arg(path, file.errorString()));
}

void loadTensors(MainWindow *window)
{
    const QString path
        = QFileDialog::getOpenFileName(window, RecipeFiles::tr("Load settings of tensors"), settings::lastFolder(), recipeFilter());
    if (!path.isEmpty())
        readTensors(window, path);
}

void readTensors(MainWindow *window, const QString &path)
{
    const auto text = readText(window, path);
    if (!text)
        return;
    const auto read = tensorOverridesFromJson(*text);
    if (!read)
        return window->showProblem(messageText(read.error()));
    Recipe recipe = window->document()->recipe();
    QStringList unknown;
    for (const auto &[name, tensor] : *read) {
        recipe.tensors[name] = tensor;
        if (window->document()->model()->graph->findValue(name) == kNone)
            unknown.append(QString::fromStdString(name));
    }
    window->document()->editRecipe(RecipeFiles::tr("Settings of tensors from %1").arg(QFileInfo(path).fileName()), recipe);
    if (unknown.isEmpty())
        return;
    const qsizetype count = unknown.size();
    QString names = unknown.mid(0, kListedNames).join(QStringLiteral(", "));
    if (count > kListedNames)
        names += QStringLiteral(", …");
    window->showProblem(RecipeFiles::tr("%1 of %2 tensors of the file are not in this model: %3").arg(count).arg(read->size()).arg(names));
}

void saveCalibrationTable(MainWindow *window)
{
    const Document *document = window->document();
    const auto prepared = document->prepared();
    const auto quantized = document->quantized();
    const QString path = QFileDialog::getSaveFileName(window, RecipeFiles::tr("Export calibration table"),
        pathFor(window, QStringLiteral("_calibration.flatbuffers")),
        RecipeFiles::tr("ONNX Runtime's TensorRT provider (*.flatbuffers);;Object (*.json);;Text (*.cache *.txt)"));
    if (path.isEmpty() || !prepared || !quantized)
        return;
    if (const Status status = writeCalibrationTable(dynamicRanges(*prepared, *quantized), path.toStdString()); !status)
        window->showProblem(messageText(status.error()));
}

void saveStatistics(MainWindow *window)
{
    const QString path = QFileDialog::getSaveFileName(
        window, RecipeFiles::tr("Save statistics"), pathFor(window, QStringLiteral(".statistics")), statisticsFilter());
    if (!path.isEmpty())
        window->document()->saveStatistics(path);
}

void readStatistics(MainWindow *window, const QString &title, void (Document::*read)(const QString &))
{
    const QString path = QFileDialog::getOpenFileName(window, title, settings::lastFolder(), statisticsFilter());
    if (!path.isEmpty())
        (window->document()->*read)(path);
}

} // namespace halftone::recipefiles

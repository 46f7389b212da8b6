// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/samples/source.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace halftone::test {

/// The grey test pictures under tests/data as a SampleSource, (x / 255 − 0.5) / 0.5, with the labels of their folder: class
/// folders, labels.txt, or boxes.json. Independent of core/samples, so that tests of layers below need nothing of it.
class LabelledImages final : public SampleSource
{
public:
    /// `folder` relative to tests/data, `input` the model's input.
    LabelledImages(const QString &folder, std::string input) : m_input(std::move(input))
    {
        const QDir root(QStringLiteral(HALFTONE_TEST_DATA) + QLatin1Char('/') + folder);
        QDirIterator files(root.path(), {QStringLiteral("*.png")}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext())
            m_files.push_back(files.next());
        std::sort(m_files.begin(), m_files.end());
        QFile labels(root.filePath(QStringLiteral("labels.txt")));
        if (labels.open(QFile::ReadOnly)) {
            const auto lines = QString::fromUtf8(labels.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
            for (const QString &line : lines)
                m_texts[line.section(QLatin1Char(' '), 0, 0)] = line.section(QLatin1Char(' '), 1).toStdString();
        }
        QFile boxes(root.filePath(QStringLiteral("boxes.json")));
        if (boxes.open(QFile::ReadOnly))
            m_boxes = QJsonDocument::fromJson(boxes.readAll()).object();
    }

    std::int64_t count() const override { return static_cast<std::int64_t>(m_files.size()); }
    std::string name(std::int64_t index) const override { return file(index).section(QLatin1Char('/'), -2).toStdString(); }

    Result<Sample> load(std::int64_t index) const override
    {
        const QImage image = QImage(file(index)).convertToFormat(QImage::Format_Grayscale8);
        auto tensor = Tensor::allocateUninitialized(DType::Float, {1, 1, image.height(), image.width()});
        if (!tensor)
            return std::move(tensor).error();
        float *target = tensor->mutableAs<float>().data();
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                *target++ = (static_cast<float>(image.constScanLine(y)[x]) / 255.0F - 0.5F) / 0.5F;
        }
        Sample sample;
        sample.name = name(index);
        sample.inputs.emplace(m_input, std::move(*tensor));
        const QString own = file(index).section(QLatin1Char('/'), -1);
        bool isNumber = false;
        const int label = file(index).section(QLatin1Char('/'), -2, -2).toInt(&isNumber);
        sample.classLabel = isNumber ? label : -1;
        if (m_texts.contains(own))
            sample.text = m_texts.at(own);
        for (const auto &entry : m_boxes[own].toArray()) {
            const QJsonArray box = entry.toArray();
            const auto at = [&](int i) { return static_cast<float>(box[i].toDouble()); };
            sample.boxes.push_back({at(0), at(1), at(2), at(3), box[4].toInt()});
        }
        return sample;
    }

private:
    const QString &file(std::int64_t index) const { return m_files[static_cast<std::size_t>(index)]; }

    std::string m_input;
    std::vector<QString> m_files;
    std::map<QString, std::string> m_texts;
    QJsonObject m_boxes;
};

} // namespace halftone::test

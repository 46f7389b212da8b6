// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/issues_model.h"
#include "core/document/quant_choices.h"
#include "core/document/recipe_text.h"
#include "core/model/reader.h"
#include "core/quant/errors.h"
#include "tests/support/studio_session.h"
#include "widgets/graphview/graph_view.h"
#include "widgets/plots/heat_map_panel.h"
#include "widgets/plots/heat_map_plot.h"

#include <QTemporaryDir>
#include <QUndoStack>

using namespace halftone;
using test::StudioSession;

/// Every format chosen from the menu of the real window, looked at, exported and opened again.
class TestStudioFormats : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { StudioSession::prepare(); }

    void aFormatFromTheMenuToTheReopenedFile_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("data");
        QTest::addColumn<QString>("operatorType");
        const auto row = [](QuantFormat format, const char *model, const char *data, const char *type) {
            QTest::addRow("%s %s", model, std::string(quantFormatName(format)).c_str())
                << static_cast<int>(format) << QString::fromUtf8(model) << QString::fromUtf8(data) << QString::fromUtf8(type);
        };
        row(QuantFormat::QOperator, "digits_resnet", "digits", "QLinearConv");
        row(QuantFormat::Dynamic, "digits_crnn", "strings", "DynamicQuantizeLSTM");
        row(QuantFormat::Integer, "digits_resnet", "digits", "ConvInteger");
        row(QuantFormat::WeightOnly, "digits_crnn", "strings", "MatMulNBits");
        row(QuantFormat::Float16, "digits_resnet", "digits", "Cast");
        row(QuantFormat::BFloat16, "digits_resnet", "digits", "Cast");
    }

    void aFormatFromTheMenuToTheReopenedFile()
    {
        QFETCH(int, format);
        QFETCH(QString, model);
        QFETCH(QString, data);
        QFETCH(QString, operatorType);
        StudioSession session;
        Document *document = session.document();
        QVERIFY(session.open(QStringLiteral(HALFTONE_TEST_DATA "/models/%1.onnx").arg(model),
            QStringLiteral(HALFTONE_TEST_DATA "/%1/calibration").arg(data), 4));
        document->calibrate();
        QVERIFY(session.waitForErrors());
        const auto before = document->quantized();

        const QString text = formatText(static_cast<QuantFormat>(format));
        QAction *choice = nullptr;
        for (QAction *action : session.window->findChildren<QAction *>())
            if (action->isCheckable() && action->text().remove(QLatin1Char('&')) == text)
                choice = action;
        QVERIFY2(choice, qPrintable(text));
        choice->trigger();
        QVERIFY(choice->isChecked());
        QVERIFY(session.waitForErrors());
        QVERIFY(document->quantized() != before);
        QVERIFY2(document->errors()->outputDb() > 10, qPrintable(QString::number(document->errors()->outputDb())));
        auto *heatMap = session.window->findChild<HeatMapPanel *>();
        QVERIFY(!heatMap->isEmpty());
        QVERIFY(heatMap->plot()->rowCount() > 5);

        const QString path = m_folder.filePath(QStringLiteral("%1_%2.onnx").arg(model).arg(format));
        const ExportSummary summary = session.exportTo(path);
        QVERIFY(summary.verified);
        QVERIFY(session.open(path, {}, 0));
        const auto &nodes = document->model()->graph->nodes();
        QVERIFY(std::any_of(nodes.begin(), nodes.end(), [&](const Node &node) { return node.opType == operatorType.toStdString(); }));
        QTRY_VERIFY_WITH_TIMEOUT(
            !session.window->graphView()->isLayingOut() && session.window->graphView()->canvas()->scene(), StudioSession::kPatience);
        // What is quantized already is named among the issues.
        const auto isTold = [document] {
            for (int row = 0; row < document->issues()->rowCount(); ++row)
                if (document->issues()->issue(row).message.code() == errc::kAlreadyQuantized)
                    return true;
            return false;
        };
        const bool isHalf = format == static_cast<int>(QuantFormat::Float16) || format == static_cast<int>(QuantFormat::BFloat16);
        QTRY_COMPARE_WITH_TIMEOUT(isTold(), !isHalf, StudioSession::kPatience);
    }

private:
    QTemporaryDir m_folder;
};

QTEST_MAIN(TestStudioFormats)
#include "tst_studio_formats.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/window_session.h"

#include "app/actions/recipe_files.h"
#include "app/studio.h"
#include "core/document/recipe_fields.h"
#include "core/document/selection.h"
#include "widgets/panels/evaluate_dialog.h"
#include "widgets/panels/lines_edit.h"
#include "widgets/panels/message_bar.h"
#include "widgets/panels/options_dialog.h"

#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>

using namespace halftone;

namespace {
const std::string kValue = "/Mul_4_output_0";
const std::string kWeight = "cls.0.2.weight";
} // namespace

/// Settings of single tensors, and what else of the command line a person reaches in the window.
class TestWindowOverrides : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        prepareApplication(*qApp);
    }
    void init() { m_session = std::make_unique<WindowSession>(); }
    void cleanup() { m_session.reset(); }

    void aScaleAsGiven()
    {
        m_session->calibrate();
        select(kValue);
        const std::int32_t chosen = document()->quantized()->params.at(kValue).zeroPoint.front();
        QVERIFY(!field<QLineEdit>("overrideScale")->isVisible());
        field<QToolButton>("overrideMore")->click();
        auto *scale = field<QLineEdit>("overrideScale");
        QVERIFY(scale->isVisible());
        type(scale, QStringLiteral("0.75"));
        QCOMPARE(own(kValue).scale, std::vector<float>{0.75F});
        // The other of the two stays as it was chosen.
        QCOMPARE(own(kValue).zeroPoint, std::vector<std::int32_t>{chosen});
        m_session->waitForErrors();
        QCOMPARE(document()->quantized()->params.at(kValue).scale, std::vector<float>{0.75F});
        // What a given scale leaves no room for is out of reach.
        QVERIFY(!field<QLineEdit>("overrideMinimum")->isEnabled());
        QVERIFY(!field<QComboBox>("overrideSymmetric")->isEnabled());
        type(field<QLineEdit>("overrideZeroPoint"), QStringLiteral("9"));
        m_session->waitForErrors();
        QCOMPARE(document()->quantized()->params.at(kValue).zeroPoint, std::vector<std::int32_t>{9});
        type(field<QLineEdit>("overrideScale"), QStringLiteral("-1"));
        QCOMPARE(own(kValue).scale, std::vector<float>{0.75F});
        QVERIFY(field<QLabel>("overrideProblem")->isVisible());
        type(field<QLineEdit>("overrideScale"), QStringLiteral("x"));
        QCOMPARE(own(kValue).scale, std::vector<float>{0.75F});
        type(field<QLineEdit>("overrideScale"), QString());
        QVERIFY(document()->recipe().tensors.empty());
    }

    void zeroPointAndSteps()
    {
        select(kValue);
        choose("overrideSymmetric", 2);
        QCOMPARE(own(kValue).symmetric, std::optional(true));
        choose("overrideReduceRange", 2);
        QCOMPARE(own(kValue).reduceRange, std::optional(true));
        m_session->calibrate();
        const QuantParams &params = document()->quantized()->params.at(kValue);
        QCOMPARE(params.zeroPoint.front(), 64);
        choose("overrideReduceRange", 0);
        m_session->waitForErrors();
        QCOMPARE(document()->quantized()->params.at(kValue).zeroPoint.front(), 128);
    }

    void someReadersGetAnotherType()
    {
        const Graph &graph = *document()->model()->graph;
        ValueId shared = kNone;
        int row = 0;
        for (ValueId id = 0; id < graph.values().size() && shared == kNone; ++id) {
            const auto &consumers = graph.value(id).consumers;
            const auto isConvolution = [&](const Use &use) { return graph.node(use.node).opType == "Conv"; };
            if (consumers.size() != 2 || graph.constant(id) || !std::ranges::any_of(consumers, isConvolution))
                continue;
            shared = id;
            row = isConvolution(consumers[0]) ? 0 : 1;
        }
        QVERIFY(shared != kNone);
        const std::string name = graph.value(shared).name;
        const std::string reader = graph.node(graph.value(shared).consumers[static_cast<std::size_t>(row)].node).name;
        select(name);
        choose("overrideConvert", 3);
        QVERIFY(own(name).convert.has_value());
        QCOMPARE(own(name).convert->dtype, DType::UInt16);
        auto *readers = field<QListWidget>("overrideReaders");
        QCOMPARE(readers->count(), 2);
        readers->item(row)->setCheckState(Qt::Checked);
        QCOMPARE(own(name).convert->nodes, std::vector<std::string>{reader});
        m_session->calibrate();
        // In 16 bits on top of the 8 that the other one reads.
        int wide = 0;
        const Graph &written = *document()->quantized()->model->graph;
        for (const Node &node : written.nodes()) {
            if (node.opType == "QuantizeLinear" && node.name.find(name) != std::string::npos)
                ++wide;
        }
        QVERIFY2(wide >= 2, qPrintable(QString::number(wide)));
        choose("overrideConvert", 0);
        QVERIFY(document()->recipe().tensors.empty());
    }

    void scalesOfAWeightAlongAnotherAxis()
    {
        m_session->calibrate();
        select(kWeight);
        const Graph &graph = *document()->model()->graph;
        const auto dims = graph.constant(graph.findValue(kWeight))->shape().dims();
        choose("overrideChannels", 4);
        QCOMPARE(own(kWeight).axis, std::optional(1));
        m_session->waitForErrors();
        QCOMPARE(document()->quantized()->params.at(kWeight).axis, 1);
        QCOMPARE(static_cast<std::int64_t>(document()->quantized()->params.at(kWeight).scale.size()), dims[1]);
        // As many as there are channels, or it is refused here and now.
        type(field<QLineEdit>("overrideScale"), QStringLiteral("0.5; 0.25"));
        QVERIFY(own(kWeight).scale.empty());
        QVERIFY(field<QLabel>("overrideProblem")->text().contains(QString::number(dims[1])));
        type(field<QLineEdit>("overrideMaximum"), QStringLiteral("0.125"));
        QCOMPARE(own(kWeight).maximum, std::optional<float>(0.125F));
        field<QPushButton>("overrideReset")->click();
        QVERIFY(document()->recipe().tensors.empty());
        m_session->waitForErrors();
    }

    void settingsOfTensorsFromAFile()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("tensors.json"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"/Mul_4_output_0": [{"quant_type": "QUInt16", "rmin": -1.0, "rmax": 3.0}], "elsewhere": [0, 0.5]})");
        file.close();
        recipefiles::readTensors(m_session->window(), path);
        QCOMPARE(own(kValue).dtype, std::optional(DType::UInt16));
        QCOMPARE(own(kValue).maximum, std::optional<float>(3.0F));
        QVERIFY(m_session->window()->messageBar()->text().contains(QStringLiteral("elsewhere")));
        document()->undoStack()->undo();
        QVERIFY(document()->recipe().tensors.empty());
    }

    void accuracyOnLabelledData()
    {
        m_session->calibrate();
        m_session->window()->findChild<QAction *>(QStringLiteral("evaluate"))->trigger();
        auto *dialog = m_session->window()->findChild<EvaluateDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        dialog->startButton()->click();
        QTRY_COMPARE_WITH_TIMEOUT(dialog->results()->topLevelItemCount(), 2, WindowSession::kPatience);
        QCOMPARE(dialog->results()->headerItem()->text(1), QStringLiteral("F1 of boxes"));
        for (int row = 0; row < 2; ++row) {
            QCOMPARE(dialog->results()->topLevelItem(row)->text(3), QStringLiteral("24"));
            QVERIFY(dialog->results()->topLevelItem(row)->text(1).section(QChar::Nbsp, 0, 0).toDouble() > 90);
        }
        // Data without such labels say so.
        dialog->taskBox()->setCurrentIndex(2);
        dialog->startButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_session->document()->jobs()->isIdle(), WindowSession::kPatience);
        QCOMPARE(dialog->results()->topLevelItemCount(), 0);
    }

    void theScriptSaysWhatItDoesAndWhatNot()
    {
        const auto lines = [](const QString &text, const char *start) {
            return text.split(QLatin1Char('\n')).filter(QRegularExpression(QLatin1Char('^') + QLatin1String(start)));
        };
        m_session->calibrate();
        QString text = script();
        // Ranges of least squared error stand in it; what is left to say is about shapes and indices, which stay as they are.
        QCOMPARE(lines(text, "RANGES = ").size(), 1);
        QVERIFY(text.contains(QStringLiteral("    \"/Mul_4_output_0\": (")));
        const QStringList said = lines(text, "# Not the same");
        QVERIFY2(said.size() == 1 && said.front().contains(QStringLiteral("excluded nodes read")), qPrintable(said.join(QLatin1Char('|'))));

        Recipe recipe = document()->recipe();
        recipe.algorithms.adaround = Decision::On;
        recipe.format.type = QuantFormat::QOperator;
        recipe.tensors["input"].minimum = -1.0F;
        recipe.qdq.minimumRange = 0.5;
        document()->editRecipe(QStringLiteral("what the tools lack"), recipe);
        m_session->waitForErrors();
        text = script();
        const QString notes = lines(text, "# Not the same").join(QLatin1Char('\n'));
        for (const char *word : {"AdaRound", "least squared error", "single tensors"})
            QVERIFY2(notes.contains(QLatin1String(word)), word);
        QVERIFY(text.contains(QStringLiteral("\"MinimumRealRange\": 0.5")));
        QVERIFY(lines(text, "RANGES = ").isEmpty());
    }

    void precisionOfNodesByPattern()
    {
        m_session->window()->showOptions();
        auto *dialog = m_session->window()->findChild<OptionsDialog *>();
        QVERIFY(dialog);
        auto *modes = qobject_cast<LinesEdit *>(dialog->editor("format.modes"));
        QVERIFY(modes);
        modes->setPlainText(QStringLiteral("re:/cls.*=int16\n/Mul_4 = float"));
        emit modes->done();
        const auto &rules = document()->recipe().format.modes;
        QCOMPARE(rules.size(), std::size_t{2});
        QCOMPARE(rules[0].nodes.toString(), std::string("re:/cls.*"));
        QCOMPARE(rules[0].mode, NodeMode::Int16);
        QCOMPARE(rules[1].mode, NodeMode::Float);
        modes->setPlainText(QStringLiteral("/Mul_4=fast"));
        emit modes->done();
        QCOMPARE(document()->recipe().format.modes.size(), std::size_t{2});
        const auto fields = recipeFields(document()->recipe());
        const auto field = std::ranges::find(fields, "format.modes", &RecipeField::path);
        QVERIFY(field != fields.end());
        QCOMPARE(field->value.toStringList().join(QLatin1Char('|')), QStringLiteral("re:/cls.*=int16|/Mul_4=float"));
    }

private:
    Document *document() const { return m_session->document(); }
    const TensorOverride &own(const std::string &name) const
    {
        static const TensorOverride kNothing;
        const auto found = document()->recipe().tensors.find(name);
        return found == document()->recipe().tensors.end() ? kNothing : found->second;
    }
    template <typename T>
    T *field(const char *name) const
    {
        return m_session->field<T>(name);
    }
    void select(const std::string &value) const
    {
        m_session->window()->selection()->selectValue(document()->model()->graph->findValue(value));
    }
    /// What File › Export ONNX Runtime script writes.
    QString script() const
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("script.py"));
        QTimer::singleShot(0, this, [path] {
            auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            dialog->selectFile(path);
            dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Save)->click();
        });
        m_session->window()->findChild<QAction *>(QStringLiteral("exportScript"))->trigger();
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
    void choose(const char *name, int row) const
    {
        auto *box = field<QComboBox>(name);
        box->setCurrentIndex(row);
        emit box->activated(row);
    }
    static void type(QLineEdit *line, const QString &text)
    {
        line->setText(text);
        emit line->editingFinished();
    }

    std::unique_ptr<WindowSession> m_session;
};

QTEST_MAIN(TestWindowOverrides)
#include "tst_window_overrides.moc"

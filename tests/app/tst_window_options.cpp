// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio.h"
#include "core/document/attempts.h"
#include "core/document/exporter.h"
#include "core/document/pass_text.h"
#include "core/document/recipe_edit.h"
#include "core/document/recipe_fields.h"
#include "core/document/selection.h"
#include "core/quant/preprocess_options.h"
#include "tests/support/window_session.h"
#include "widgets/graphview/graph_view.h"
#include "widgets/models/node_model.h"
#include "widgets/panels/lines_edit.h"
#include "widgets/panels/message_bar.h"
#include "widgets/panels/node_list_panel.h"
#include "widgets/panels/options_dialog.h"
#include "widgets/panels/preprocess_dialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <memory>
#include <set>

using namespace halftone;

namespace {
constexpr int kPatience = WindowSession::kPatience;
const std::string kValue = "/Mul_4_output_0";
} // namespace

/// Options of the recipe as a person reaches them in the real window.
class TestWindowOptions : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        prepareApplication(*qApp);
        qRegisterMetaType<ExportSummary>("halftone::ExportSummary");
    }

    void init()
    {
        m_session = std::make_unique<WindowSession>();
        m_window = m_session->window();
    }

    void cleanup() { m_session.reset(); }

    void aRangeSetByHandIsUsedMarkedAndReset()
    {
        calibrate();
        const double before = document()->quantized()->params.at(kValue).maximum;
        m_window->selection()->selectValue(document()->model()->graph->findValue(kValue));
        auto *maximum = field<QLineEdit>("overrideMaximum");
        maximum->setText(QStringLiteral("12.5"));
        maximum->setFocus();
        QTest::keyClick(maximum, Qt::Key_Return);
        QCOMPARE(document()->recipe().tensors.at(kValue).maximum, std::optional<float>(12.5F));
        waitForErrors();
        QVERIFY(before != 12.5);
        QCOMPARE(document()->quantized()->params.at(kValue).maximum, 12.5F);

        NodeListPanel *list = m_window->docks()->nodeList();
        const NodeId maker = document()->model()->graph->findNode("/Mul_4");
        const QModelIndex badge = list->viewIndex(maker).siblingAtColumn(NodeModel::ChoiceColumn);
        QVERIFY(badge.data().toString().contains(QStringLiteral("✎")));
        QVERIFY(badge.data(Qt::ToolTipRole).toString().contains(QString::fromStdString(kValue)));

        field<QPushButton>("overrideReset")->click();
        QVERIFY(document()->recipe().tensors.empty());
        QVERIFY(!badge.data().toString().contains(QStringLiteral("✎")));
        document()->undoStack()->undo();
        QCOMPARE(document()->recipe().tensors.size(), std::size_t{1});
        document()->undoStack()->undo();
        QVERIFY(document()->recipe().tensors.empty());
        waitForErrors();
    }

    void aRangeThatIsNoneIsRefused()
    {
        m_window->selection()->selectValue(document()->model()->graph->findValue(kValue));
        auto *minimum = field<QLineEdit>("overrideMinimum");
        minimum->setText(QStringLiteral("abc"));
        emit minimum->editingFinished();
        QVERIFY(document()->recipe().tensors.empty());
        QVERIFY(m_window->docks()->properties()->plainText().contains(QStringLiteral("no number")));
        minimum->setText(QStringLiteral("3"));
        field<QLineEdit>("overrideMaximum")->setText(QStringLiteral("1"));
        emit minimum->editingFinished();
        QVERIFY(document()->recipe().tensors.empty());
    }

    void typeMethodAndScalesOfATensor()
    {
        m_window->selection()->selectValue(document()->model()->graph->findValue(kValue));
        auto *type = field<QComboBox>("overrideType");
        type->setCurrentIndex(type->findText(QStringLiteral("s8")));
        emit type->activated(type->currentIndex());
        QCOMPARE(document()->recipe().tensors.at(kValue).dtype, std::optional(DType::Int8));
        auto *method = field<QComboBox>("overrideMethod");
        emit method->activated(2);
        QVERIFY(document()->recipe().tensors.at(kValue).method.has_value());

        const Graph &graph = *document()->model()->graph;
        ValueId weight = kNone;
        for (const Node &node : graph.nodes()) {
            if (node.opType == "Conv" && weight == kNone)
                weight = node.inputs[1];
        }
        m_window->selection()->selectValue(weight);
        auto *scales = field<QComboBox>("overrideChannels");
        emit scales->activated(2);
        const std::string name = graph.value(weight).name;
        QCOMPARE(document()->recipe().tensors.at(name).perChannel, std::optional(false));
        calibrate();
        QCOMPARE(document()->quantized()->params.at(name).scale.size(), std::size_t{1});
        QCOMPARE(document()->quantized()->params.at(kValue).dtype, DType::Int8);
    }

    void everyPassIsExplained()
    {
        for (const PassInfo &pass : preprocessPasses()) {
            const std::string name(pass.name);
            QVERIFY2(passTitle(pass.name) != QString::fromStdString(name), name.c_str());
            QVERIFY2(!passTip(pass.name).isEmpty(), name.c_str());
        }
    }

    void aPassSwitchedOffCalibratesAgain()
    {
        calibrate();
        QSignalSpy statistics(document(), &Document::statisticsChanged);
        m_window->showPreprocess();
        auto *dialog = m_window->findChild<PreprocessDialog *>();
        QVERIFY(dialog);
        const std::string pass = "fold-constants";
        QTRY_VERIFY_WITH_TIMEOUT(!dialog->effectText(pass).isEmpty(), kPatience);
        const auto prepared = document()->prepared();
        const auto found = std::ranges::find(prepared->passes, pass, &std::pair<std::string, int>::first);
        QVERIFY(found != prepared->passes.end());
        QVERIFY(dialog->effectText(pass).contains(QString::number(found->second)));
        QVERIFY(dialog->passBox(pass)->isChecked());

        dialog->passBox(pass)->click();
        QVERIFY(document()->recipe().preprocess.passes.has_value());
        QTRY_COMPARE_WITH_TIMEOUT(statistics.count(), 1, kPatience);
        waitForErrors();
        QCOMPARE(std::ranges::count(document()->prepared()->passes, pass, &std::pair<std::string, int>::first), 0);
        QTRY_COMPARE_WITH_TIMEOUT(dialog->effectText(pass), QStringLiteral("off"), kPatience);

        document()->undoStack()->undo();
        QVERIFY(dialog->passBox(pass)->isChecked());
        QVERIFY(!document()->recipe().preprocess.passes.has_value());
        QTRY_COMPARE_WITH_TIMEOUT(statistics.count(), 2, kPatience);
        waitForErrors();
    }

    void everyOptionIsInTheOptionsWindow()
    {
        m_window->findChild<QAction *>(QStringLiteral("options"))->trigger();
        auto *dialog = m_window->findChild<OptionsDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        const std::vector<RecipeField> fields = recipeFields(document()->recipe());
        QVERIFY(fields.size() >= 14);
        for (const RecipeField &field : fields) {
            QWidget *editor = dialog->editor(field.path);
            QVERIFY2(editor, field.path.c_str());
            QVERIFY2(!editor->toolTip().isEmpty() && !editor->accessibleName().isEmpty(), field.path.c_str());
        }
        auto *format = qobject_cast<QComboBox *>(dialog->editor("format.type"));
        QVERIFY(format && format->count() >= 4);
        format->setCurrentIndex(format->findData(QStringLiteral("dynamic")));
        emit format->activated(format->currentIndex());
        QCOMPARE(document()->recipe().format.type, QuantFormat::Dynamic);
        auto *symmetric = qobject_cast<QCheckBox *>(dialog->editor("symmetric_activations"));
        symmetric->click();
        QVERIFY(document()->recipe().symmetricActivations);
        auto *percentile = qobject_cast<QDoubleSpinBox *>(dialog->editor("percentile"));
        percentile->setValue(99.5);
        QCOMPARE(document()->recipe().percentile, 99.5);
        percentile->setValue(-3);
        QCOMPARE(document()->recipe().percentile, 99.5);
        QCOMPARE(percentile->value(), 99.5);
        auto *exclude = qobject_cast<LinesEdit *>(dialog->editor("exclude"));
        exclude->setPlainText(QStringLiteral("re:/Concat_3[67]\n\n/Mul_4"));
        emit exclude->done();
        QCOMPARE(document()->recipe().exclude.size(), std::size_t{2});
        QVERIFY(document()->isExcluded(document()->model()->graph->findNode("/Concat_37")));
        exclude->setPlainText(QStringLiteral("re:["));
        emit exclude->done();
        QCOMPARE(document()->recipe().exclude.size(), std::size_t{2});
        while (document()->undoStack()->canUndo())
            document()->undoStack()->undo();
        QVERIFY(document()->recipe() == Recipe());
        QCOMPARE(format->currentData().toString(), QStringLiteral("qdq"));
        QVERIFY(!symmetric->isChecked());
        QVERIFY(exclude->toPlainText().isEmpty());
    }

    void optionsSayWhatTheyMean()
    {
        m_window->findChild<QAction *>(QStringLiteral("options"))->trigger();
        auto *dialog = m_window->findChild<OptionsDialog *>();
        // No keyword of the recipe is shown where there are words, and 0 is said in words where it is none.
        for (const char *path : {"format.algorithm", "format.weight_form", "algorithms.join_form", "algorithms.equalize"}) {
            auto *box = qobject_cast<QComboBox *>(dialog->editor(path));
            QVERIFY2(box, path);
            for (int i = 0; i < box->count(); ++i) {
                QVERIFY2(box->itemText(i) != box->itemData(i).toString(), qPrintable(box->itemText(i)));
                QVERIFY2(box->itemText(i).front().isUpper(), qPrintable(box->itemText(i)));
            }
        }
        for (const char *path : {"format.opset", "qdq.minimum_range", "algorithms.smooth_alpha"}) {
            auto *box = qobject_cast<QDoubleSpinBox *>(dialog->editor(path));
            QVERIFY2(box && !box->text().front().isDigit(), path);
        }
        QCOMPARE(qobject_cast<QDoubleSpinBox *>(dialog->editor("percentile"))->text(), QStringLiteral("99.999 %"));
        // What belongs together stands together: the form of a join right after the look for joins.
        const std::vector<RecipeField> fields = recipeFields(Recipe());
        const auto join = std::ranges::find(fields, "algorithms.wide_joins", &RecipeField::path);
        QVERIFY(join != fields.end() && std::next(join) != fields.end());
        QCOMPARE(std::next(join)->path, std::string("algorithms.join_form"));
    }

    void everyWordOfAnOptionIsTaken()
    {
        for (const RecipeField &field : recipeFields(Recipe())) {
            for (const RecipeField::Choice &choice : field.choices) {
                const auto changed = withField(Recipe(), field, choice.word);
                QVERIFY2(changed, qPrintable(choice.word));
                const auto again = recipeFields(*changed);
                const auto same = std::ranges::find(again, field.path, &RecipeField::path);
                if (same != again.end())
                    QCOMPARE(same->value.toString(), choice.word);
            }
        }
    }

    void nodesHaveAPrecisionOfTheirOwn()
    {
        const Graph &graph = *document()->model()->graph;
        NodeId convolution = kNone;
        for (NodeId id = 0; id < graph.nodes().size() && convolution == kNone; ++id)
            convolution = graph.node(id).opType == "Conv" ? id : kNone;
        m_window->selection()->selectNodes({convolution});
        QAction *dynamic = choice(QStringLiteral("8 bits, dynamic"));
        QVERIFY(dynamic && dynamic->isEnabled());
        dynamic->trigger();
        QCOMPARE(modeByRecipe(document()->recipe(), graph.node(convolution)), NodeMode::Dynamic);
        calibrate();
        const auto types = [this] {
            std::set<std::string> found;
            for (const Node &node : document()->quantized()->model->graph->nodes())
                found.insert(node.opType);
            return found;
        };
        QVERIFY(types().contains("ConvInteger"));
        choice(QStringLiteral("32-bit float"))->trigger();
        QVERIFY(document()->isExcluded(convolution));
        choice(QStringLiteral("As the format says"))->trigger();
        QVERIFY(!document()->isExcluded(convolution));
        QVERIFY(document()->recipe().format.modes.empty());
        waitForErrors();
        QVERIFY(!types().contains("ConvInteger"));
        m_window->selection()->clear();
        QVERIFY(!dynamic->isEnabled());
    }

    void profilesKeepTheChoiceOfNodes()
    {
        const NodeId head = document()->model()->graph->findNode("/Concat_37");
        document()->excludeNodes({head});
        choice(QStringLiteral("ONNX Runtime"))->trigger();
        QCOMPARE(document()->recipe().profile, QuantProfile::Ort);
        QCOMPARE(document()->recipe().activations, DType::Int8);
        QVERIFY(document()->isExcluded(head));
        choice(QStringLiteral("Plain"))->trigger();
        QCOMPARE(document()->recipe().profile, QuantProfile::Plain);
        QVERIFY(document()->recipe().includeOps.empty());
        QVERIFY(document()->isExcluded(head));
    }

    void anotherFileIsComparedWith()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("mine.onnx"));
        calibrate();
        const double own = document()->errors()->outputWorstChannelDb();
        ExportOptions options;
        options.path = path.toStdString();
        QSignalSpy exported(document(), &Document::exported);
        document()->exportModel(options);
        QTRY_COMPARE_WITH_TIMEOUT(exported.count(), 1, kPatience);
        // The recipe moves on; the file stays what it was.
        document()->excludeNodes({document()->model()->graph->findNode("/Concat_37")});
        waitForErrors();
        QVERIFY(document()->errors()->outputWorstChannelDb() > own + 5);
        const std::size_t attempts = document()->attempts()->list().size();

        document()->compareWith(path);
        QTRY_COMPARE_WITH_TIMEOUT(document()->comparedPath(), path, kPatience);
        waitForErrors();
        QVERIFY(std::fabs(document()->errors()->outputWorstChannelDb() - own) < 0.5);
        QCOMPARE(document()->attempts()->list().size(), attempts);
        QVERIFY(m_window->messageBar()->text().contains(QStringLiteral("mine.onnx")));
        QAction *end = m_window->findChild<QAction *>(QStringLiteral("endComparison"));
        QVERIFY(end->isEnabled());
        end->trigger();
        waitForErrors();
        QVERIFY(document()->errors()->outputWorstChannelDb() > own + 5);
        QVERIFY(!m_window->messageBar()->isVisible());
        QVERIFY(!end->isEnabled());
    }

private:
    Document *document() const { return m_session->document(); }
    void calibrate() { m_session->calibrate(); }
    void waitForErrors() { m_session->waitForErrors(); }
    template <typename T>
    T *field(const char *name)
    {
        return m_session->field<T>(name);
    }

    QAction *choice(const QString &text) const
    {
        for (QAction *action : m_window->findChildren<QAction *>()) {
            if (action->actionGroup() && action->text().remove(QLatin1Char('&')) == text)
                return action;
        }
        return nullptr;
    }

    std::unique_ptr<WindowSession> m_session;
    MainWindow *m_window = nullptr;
};

QTEST_MAIN(TestWindowOptions)
#include "tst_window_options.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/actions/quantize_actions.h"

#include "app/actions/recipe_files.h"
#include "app/main_window.h"
#include "core/document/document.h"
#include "core/document/quant_choices.h"
#include "core/document/recipe_edit.h"
#include "core/document/recipe_text.h"
#include "core/jobs/job_runner.h"

#include <QActionGroup>

namespace halftone {

QuantizeActions::QuantizeActions(MainWindow *window) : ActionSet(window), m_main(window)
{
    Document *document = m_main->document();
    setTitle(QT_TR_NOOP("&Quantize"));
    add("calibrate", QT_TR_NOOP("&Calibrate…"), QT_TR_NOOP("Choose data and run the float model over them once"), Qt::CTRL | Qt::Key_K,
        [this] { m_main->showCalibrate(); });
    add("refresh", QT_TR_NOOP("&Refresh"), QT_TR_NOOP("Quantize and compare again"), Qt::SHIFT | Qt::Key_F5,
        [document] { document->refresh(); });
    add("cancel", QT_TR_NOOP("Cance&l"), QT_TR_NOOP("Stop what runs in the background"), Qt::CTRL | Qt::Key_Period,
        [document] { document->cancel(); });
    addSeparator();

    addSchemeMenus();

    addSeparator();
    add("options", QT_TR_NOOP("Op&tions…"), QT_TR_NOOP("Every option of the recipe, with what it costs and gains"),
        Qt::CTRL | Qt::SHIFT | Qt::Key_K, [this] { m_main->showOptions(); });
    add("preprocess", QT_TR_NOOP("Preprocess &model…"), QT_TR_NOOP("What is done to the float model before it is quantized, pass by pass"),
        Qt::CTRL | Qt::SHIFT | Qt::Key_P, [this] { m_main->showPreprocess(); });
    add("suggest", QT_TR_NOOP("&Suggest exclusions…"), QT_TR_NOOP("Find the nodes that cost most accuracy and exclude as few as possible"),
        Qt::CTRL | Qt::SHIFT | Qt::Key_X, [this] { m_main->suggestExclusions(); });
    add("evaluate", QT_TR_NOOP("Evaluate accurac&y…"),
        QT_TR_NOOP("Count what the float model and the quantized one get right on labelled data"), Qt::CTRL | Qt::SHIFT | Qt::Key_A,
        [this] { m_main->showEvaluate(); });
    addSeparator();
    add("loadRecipe", QT_TR_NOOP("L&oad recipe…"), QT_TR_NOOP("Read all choices from a file"), {}, [this] { recipefiles::load(m_main); });
    add("saveRecipe", QT_TR_NOOP("Sa&ve recipe…"), QT_TR_NOOP("Write all choices to a file that the command line reads, too"), {},
        [this] { recipefiles::save(m_main); });
    add("loadTensors", QT_TR_NOOP("Load settings of tensors…"),
        QT_TR_NOOP(
            "Types, ranges and scales of single tensors from a file: as recipes have them, as ONNX Runtime's TensorQuantOverrides, or "
            "as a table of zero points and scales"),
        {}, [this] { recipefiles::loadTensors(m_main); });

    addSeparator();
    add("saveStatistics", QT_TR_NOOP("Save statist&ics…"),
        QT_TR_NOOP("Write what calibration saw to a file, to be loaded here or by the command line without running the data again"), {},
        [this] { recipefiles::saveStatistics(m_main); });
    add("loadStatistics", QT_TR_NOOP("Loa&d statistics…"),
        QT_TR_NOOP("Take the statistics of an earlier calibration of this model instead of running the data"), {},
        [this] { recipefiles::readStatistics(m_main, tr("Load statistics"), &Document::loadStatistics); });
    add("mergeStatistics", QT_TR_NOOP("M&erge statistics…"),
        QT_TR_NOOP("Add what an earlier calibration of this model saw in other data to what was seen here"), {},
        [this] { recipefiles::readStatistics(m_main, tr("Merge statistics"), &Document::mergeStatistics); });

    connect(document, &Document::modelChanged, this, &QuantizeActions::update);
    connect(document, &Document::sampleSpecChanged, this, &QuantizeActions::update);
    connect(document, &Document::statisticsChanged, this, &QuantizeActions::update);
    connect(document, &Document::factsChanged, this, &QuantizeActions::update);
    connect(document, &Document::recipeChanged, this, &QuantizeActions::update);
    connect(document, &Document::errorsChanged, this, &QuantizeActions::update);
    connect(document->jobs(), &JobRunner::changed, this,
        [this, document] { allow("cancel", !document->jobs()->isIdle(), tr("Nothing runs in the background.")); });
    retranslate();
}

void QuantizeActions::addSchemeMenus()
{
    const auto typeTip = [](DType type) {
        return isSigned(type)
            ? tr("Signed integers around zero: needed by some accelerators, and one step coarser for values that are never negative")
            : tr("Unsigned integers: the fastest for activations on processors, and finest for values after a ReLU");
    };
    QMenu *formats = addSubmenu(QT_TR_NOOP("&Format"), QT_TR_NOOP("How quantization is written into the model"));
    auto *formatGroup = new QActionGroup(this);
    for (const QuantFormat format : quantFormats())
        addOption(
            formats, formatGroup, [format] { return formatText(format); }, [format] { return formatTip(format); },
            [format](Recipe &recipe) { recipe.format.type = format; });

    QMenu *activations = addSubmenu(QT_TR_NOOP("&Activations"), QT_TR_NOOP("Integer type of activations"));
    auto *activationGroup = new QActionGroup(this);
    for (const DType type : activationTypes())
        addOption(
            activations, activationGroup, [type] { return quantTypeText(type); }, [type, typeTip] { return typeTip(type); },
            [type](Recipe &recipe) { recipe.activations = type; });
    activations->addSeparator();
    auto *symmetryGroup = new QActionGroup(this);
    for (const bool symmetric : {false, true})
        addOption(
            activations, symmetryGroup, [symmetric] { return symmetric ? tr("Symmetric") : tr("Asymmetric"); },
            [symmetric] {
                return symmetric
                    ? tr("Zero point in the middle: simpler arithmetic, up to one bit lost where values lie on one side of zero")
                    : tr("The range begins where the values begin: no step is wasted");
            },
            [symmetric](Recipe &recipe) { recipe.symmetricActivations = symmetric; });

    QMenu *weights = addSubmenu(QT_TR_NOOP("&Weights"), QT_TR_NOOP("Integer type of weights, and how many scales they have"));
    auto *weightGroup = new QActionGroup(this);
    for (const DType type : weightTypes())
        addOption(
            weights, weightGroup,
            [type] { return dtypeBits(type) == 4 ? tr("%1 (operator set 21)").arg(quantTypeText(type)) : quantTypeText(type); },
            [type, typeTip] { return typeTip(type); }, [type](Recipe &recipe) { recipe.weights = type; });
    weights->addSeparator();
    auto *channelGroup = new QActionGroup(this);
    for (const bool perChannel : {true, false})
        addOption(
            weights, channelGroup, [perChannel] { return perChannel ? tr("Per channel") : tr("Per tensor"); },
            [perChannel] {
                return perChannel ? tr("A scale for each output channel: more accurate, as fast")
                                  : tr("One scale for all channels: for targets that know no other, less accurate");
            },
            [perChannel](Recipe &recipe) { recipe.perChannel = perChannel; });
    weights->addSeparator();
    auto *rangeGroup = new QActionGroup(this);
    for (const bool reduce : {false, true})
        addOption(
            weights, rangeGroup, [reduce] { return reduce ? tr("7 bits (no overflow without VNNI)") : tr("8 bits"); },
            [reduce] {
                return reduce ? tr("Half as many steps; sums of two products stay within 16 bits on processors without VNNI")
                              : tr("All steps of the type; exact on processors with VNNI or AMX");
            },
            [reduce](Recipe &recipe) { recipe.reduceRange = reduce; });

    QMenu *method = addSubmenu(QT_TR_NOOP("Ra&nge"), QT_TR_NOOP("How a tensor's range follows from the calibration data"));
    auto *methodGroup = new QActionGroup(this);
    for (const RangeMethod each : rangeMethods())
        addOption(
            method, methodGroup, [each] { return rangeMethodText(each); }, [each] { return rangeMethodTip(each); },
            [each](Recipe &recipe) { recipe.method = each; });

    QMenu *profile = addSubmenu(QT_TR_NOOP("&Profile"), QT_TR_NOOP("Options that belong together"));
    auto *profileGroup = new QActionGroup(this);
    for (const QuantProfile each : {QuantProfile::Default, QuantProfile::Plain, QuantProfile::Ort, QuantProfile::TensorRt})
        addOption(
            profile, profileGroup, [each] { return profileText(each); }, [each] { return profileTip(each); },
            [each](Recipe &recipe) { recipe = withProfile(std::move(recipe), each); },
            [each](const Recipe &recipe) { return recipe.profile == each; });
}

void QuantizeActions::addOption(QMenu *submenu, QActionGroup *group, std::function<QString()> text, std::function<QString()> tip,
    std::function<void(Recipe &)> set, std::function<bool(const Recipe &)> isSet)
{
    QAction *action = addChoice(submenu, group, text, std::move(tip));
    connect(action, &QAction::triggered, this, [this, text, set] {
        Recipe recipe = m_main->document()->recipe();
        set(recipe);
        m_main->document()->editRecipe(text(), recipe);
        update();
    });
    if (!isSet) {
        isSet = [set](const Recipe &recipe) {
            Recipe changed = recipe;
            set(changed);
            return changed == recipe;
        };
    }
    m_options.push_back({action, std::move(set), std::move(isSet)});
}

void QuantizeActions::retranslate()
{
    ActionSet::retranslate();
    allow("cancel", !m_main->document()->jobs()->isIdle(), tr("Nothing runs in the background."));
    update();
}

void QuantizeActions::update()
{
    const Document *document = m_main->document();
    const bool open = document->model() != nullptr;
    const QString noModel = tr("No model is open.");
    allow("calibrate", document->facts() != nullptr, open ? tr("Shapes are still being inferred.") : noModel);
    allow("preprocess", open, noModel);
    allow("options", open, noModel);
    allow("evaluate", document->facts() != nullptr, open ? tr("Shapes are still being inferred.") : noModel);
    allow("refresh", document->statistics() != nullptr, open ? tr("Calibrate first.") : noModel);
    allow("suggest", document->errors() != nullptr, open ? tr("Calibrate first.") : noModel);
    const bool hasData = document->facts() && !document->sampleSpec().data.empty();
    allow("saveStatistics", document->statistics() != nullptr, open ? tr("Calibrate first.") : noModel);
    allow("loadStatistics", hasData, open ? tr("Choose data to compare on first: Quantize › Calibrate.") : noModel);
    allow("mergeStatistics", document->statistics() != nullptr, open ? tr("Calibrate first.") : noModel);
    allow("loadRecipe", open, noModel);
    allow("saveRecipe", open, noModel);
    allow("loadTensors", open, noModel);
    for (const Option &option : m_options) {
        option.action->setChecked(option.isSet(document->recipe()));
        allowChoice(option.action, open, noModel);
    }
}

} // namespace halftone

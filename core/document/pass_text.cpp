// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/pass_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace halftone {

namespace {

struct PassText
{
    Q_DECLARE_TR_FUNCTIONS(PassText)
};

struct Entry
{
    std::string_view name;
    const char *title;
    const char *tip;
};

constexpr Entry kEntries[] = {
    {"initializer-inputs", QT_TRANSLATE_NOOP("PassText", "Weights are no inputs"),
        QT_TRANSLATE_NOOP("PassText", "Old exporters list weights among the inputs; taken off that list they can be folded and quantized")},
    {"constant-defaults", QT_TRANSLATE_NOOP("PassText", "Defaults are constants"),
        QT_TRANSLATE_NOOP("PassText",
            "Inputs with a default that callers may replace become constants, which can be folded and quantized; nobody can replace them "
            "then")},
    {"upgrade-opset", QT_TRANSLATE_NOOP("PassText", "Raise the operator set"),
        QT_TRANSLATE_NOOP("PassText", "Per-channel scales need operator set 13; models below it are translated, with the same results")},
    {"remove-identities", QT_TRANSLATE_NOOP("PassText", "Remove what does nothing"),
        QT_TRANSLATE_NOOP("PassText", "Identity and Dropout go: each would cost a conversion and hide what follows")},
    {"fold-constants", QT_TRANSLATE_NOOP("PassText", "Compute constants"),
        QT_TRANSLATE_NOOP("PassText", "What depends on weights only is computed once, so that computed weights can be quantized")},
    {"fold-batch-norm", QT_TRANSLATE_NOOP("PassText", "Fold batch normalization"),
        QT_TRANSLATE_NOOP("PassText", "Its factors go into the convolution before it: faster, and one rounding less")},
    {"fuse-layer-norm", QT_TRANSLATE_NOOP("PassText", "Fuse layer normalization"),
        QT_TRANSLATE_NOOP("PassText", "Its mean, variance and division become one node that stays exact; needs operator set 17")},
    {"fuse-gelu", QT_TRANSLATE_NOOP("PassText", "Fuse Gelu"),
        QT_TRANSLATE_NOOP("PassText", "The five nodes of a Gelu become one: fewer roundings, and faster where the runtime knows it")},
    {"fuse-attention", QT_TRANSLATE_NOOP("PassText", "Fuse attention"),
        QT_TRANSLATE_NOOP(
            "PassText", "Attention of encoders becomes one node, as ONNX Runtime's own operators want it; other runtimes lack it")},
};

const Entry *find(std::string_view name)
{
    const auto found = std::find_if(std::begin(kEntries), std::end(kEntries), [name](const Entry &each) { return each.name == name; });
    return found == std::end(kEntries) ? nullptr : found;
}

} // namespace

QString passTitle(std::string_view name)
{
    const Entry *entry = find(name);
    return entry ? PassText::tr(entry->title) : QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

QString passTip(std::string_view name)
{
    const Entry *entry = find(name);
    return entry ? PassText::tr(entry->tip) : QString();
}

} // namespace halftone

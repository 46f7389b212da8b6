// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/messages.h"

#include <QtGlobal>

namespace halftone {

std::span<const MessageRow> messagesDocument()
{
    static constexpr MessageRow kRows[]{
        {"document.export-overwrites-model",
            QT_TRANSLATE_NOOP("Messages", "%1 is the open model itself; choose another name, or allow it to be replaced.")},
        {"document.sample-not-unpacked", QT_TRANSLATE_NOOP("Messages", "The sample model could not be unpacked.")},
        {"document.session-unreadable", QT_TRANSLATE_NOOP("Messages", "The saved session is damaged and cannot be reopened.")},
        {"document.session-not-written", QT_TRANSLATE_NOOP("Messages", "The session could not be saved to %1: %2.")},
        {"document.node-data-unreadable", QT_TRANSLATE_NOOP("Messages", "%1 cannot be used as node data: %2.")},
        {"document.node-data-of-another",
            QT_TRANSLATE_NOOP("Messages", "%1 belongs to another model: none of its %2 entries names a node of this one.")},
        {"document.slower-dynamic",
            QT_TRANSLATE_NOOP("Messages",
                "Quantized, a run takes %1 ms, in float %2 ms: ranges of activations are measured in every run. Static formats, with "
                "ranges "
                "from calibration data, are faster.")},
        {"document.slower-weight-only",
            QT_TRANSLATE_NOOP("Messages",
                "Quantized, a run takes %1 ms, in float %2 ms: weights of few bits are unpacked in every run. It pays where memory is the "
                "limit, as in large language models.")},
        {"document.slower-half",
            QT_TRANSLATE_NOOP("Messages",
                "Quantized, a run takes %1 ms, in float %2 ms: this processor computes 16-bit floats in 32 bits. The format saves size, "
                "and "
                "time on graphics processors.")},
        {"document.slower-wide",
            QT_TRANSLATE_NOOP("Messages",
                "Quantized, a run takes %1 ms, in float %2 ms: processors have fast integer arithmetic for 8 bits only. Other types pay on "
                "accelerators that have them.")},
        {"document.slower-float",
            QT_TRANSLATE_NOOP("Messages",
                "Quantized, a run takes %1 ms, in float %2 ms: only %3 % of the multiplications run in integers, and conversions come on "
                "top. "
                "The list of nodes says why the others stay float.")},
        {"document.slower-conversions",
            QT_TRANSLATE_NOOP("Messages",
                "Quantized, a run takes %1 ms, in float %2 ms: %3 conversions cost more than integers save. The dock Time says at which "
                "nodes; "
                "excluding these makes the model faster.")},
        {"document.signed-activations",
            QT_TRANSLATE_NOOP("Messages",
                "Signed activations with signed weights are slow in ONNX Runtime on x86 processors: it took 2.6 times as long as with "
                "unsigned "
                "ones for ResNet-50. Choose u8 for activations unless an accelerator wants s8.")},
        {"graphview.picture-not-written", QT_TRANSLATE_NOOP("Messages", "The picture %1 could not be written: %2.")},
        {"cli.wrong-usage", QT_TRANSLATE_NOOP("Messages", "%1")},
        {"cli.kernels-faulty",
            QT_TRANSLATE_NOOP("Messages", "Kernels are wrong on this machine: %1 faults. Please report what is printed above.")},
        {"cli.file-unreadable", QT_TRANSLATE_NOOP("Messages", "%1 cannot be read.")},
        {"cli.file-unwritable", QT_TRANSLATE_NOOP("Messages", "%1 cannot be written.")},
        {"document.report-not-written", QT_TRANSLATE_NOOP("Messages", "The report could not be written to %1: %2.")},
    };
    return kRows;
}

} // namespace halftone

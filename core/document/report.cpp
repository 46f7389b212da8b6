// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/report.h"

#include "core/document/messages.h"
#include "core/document/recipe_text.h"
#include "core/document/report_charts.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

constexpr std::size_t kWorstTensors = 20;

class ReportText
{
    Q_DECLARE_TR_FUNCTIONS(Report)
};

const char *const kStyle = R"(
:root { color-scheme: light dark; --text: #14181f; --muted: #5b6472; --line: #d5dae1; --page: #ffffff; --panel: #f5f7f9; }
@media (prefers-color-scheme: dark) { :root { --text: #e8ebf0; --muted: #9aa4b2; --line: #3a4250; --page: #171a20; --panel: #20242c; } }
body { font: 14px/1.5 "DejaVu Sans", "Segoe UI", Helvetica, Arial, sans-serif; color: var(--text); background: var(--page); margin: 2rem auto; max-width: 1120px; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; } p { color: var(--muted); margin: .25rem 0 .75rem; max-width: 75ch; }
.cards { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0; }
.card { background: var(--panel); border-radius: 6px; padding: .5rem 1rem; } .card b { display: block; font-size: 1.25rem; } .card span { color: var(--muted); }
table { border-collapse: collapse; width: 100%; font-size: 12px; } th { text-align: left; color: var(--muted); font-weight: 600; position: sticky; top: 0; background: var(--page); }
th, td { border-bottom: 1px solid var(--line); padding: 3px 8px; } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; } td { overflow-wrap: anywhere; }
.map { display: block; font: 10px "DejaVu Sans", sans-serif; fill: currentColor; } .bars rect { stroke: var(--muted); stroke-width: .5; } .scroll { overflow-x: auto; } .legend { position: sticky; top: 0; background: var(--page); padding: 4px 0; } code { overflow-wrap: anywhere; }
)";

QString escaped(const std::string &text) { return plainText(text, 300).toHtmlEscaped(); }

double badness(const TensorError &error)
{
    const double db = std::isnan(error.accumulated.worstChannelDb) ? error.accumulated.sqnrDb : error.accumulated.worstChannelDb;
    return std::isnan(db) ? std::numeric_limits<double>::infinity() : db;
}

QString card(const QString &figure, const QString &label)
{
    return QStringLiteral("<div class=\"card\"><b>%1</b><span>%2</span></div>").arg(figure, label);
}

QString cards(const ReportContent &content)
{
    const ErrorReport &errors = *content.errors;
    const QLocale locale = QLocale::c();
    QString text = card(reportDecibels(errors.outputDb()) + QStringLiteral(" dB"), ReportText::tr("SQNR of the outputs"));
    text += card(reportDecibels(errors.outputWorstChannelDb()) + QStringLiteral(" dB"), ReportText::tr("worst channel of the outputs"));
    text += card(QString::number(errors.sampleNames.size()), ReportText::tr("samples"));
    const std::int64_t before = content.bytesBefore ? content.bytesBefore : content.floatModel ? content.floatModel->fileBytes : 0;
    const std::int64_t after = content.bytesAfter ? content.bytesAfter : content.quantizedModel ? content.quantizedModel->fileBytes : 0;
    if (before > 0 && after > 0)
        text += card(locale.formattedDataSize(before) + QStringLiteral(" → ") + locale.formattedDataSize(after), ReportText::tr("size"));
    if (content.decisions) {
        const auto quantized = std::count_if(content.decisions->begin(), content.decisions->end(),
            [](const NodeDecision &decision) { return decision.precision != Precision::Float; });
        text += card(QStringLiteral("%1 / %2").arg(quantized).arg(content.decisions->size()), ReportText::tr("nodes quantized"));
    }
    return QStringLiteral("<div class=\"cards\">%1</div>").arg(text);
}

QString tensorTable(const std::vector<const TensorError *> &tensors)
{
    QString rows;
    for (const TensorError *error : tensors) {
        const ErrorFigures &f = error->accumulated;
        rows += QStringLiteral("<tr><td>%1</td><td>%2</td>").arg(escaped(error->tensor), escaped(error->producer));
        for (const QString &cell : {reportDecibels(f.sqnrDb), reportDecibels(f.worstChannelDb),
                 f.worstChannel < 0 ? QStringLiteral("–") : QString::number(f.worstChannel), reportDecibels(error->local.sqnrDb),
                 QString::number(f.mse, 'g', 4), QString::number(f.maxAbs, 'g', 4), QString::number(f.cosine, 'f', 5)})
            rows += QStringLiteral("<td class=\"n\">%1</td>").arg(cell);
        rows += QStringLiteral("</tr>\n");
    }
    QString heading;
    for (const QString &title : {ReportText::tr("Tensor"), ReportText::tr("Made by")})
        heading += QStringLiteral("<th>%1</th>").arg(title);
    for (const QString &title : {ReportText::tr("SQNR dB"), ReportText::tr("Worst channel dB"), ReportText::tr("Channel"),
             ReportText::tr("Local dB"), ReportText::tr("MSE"), ReportText::tr("Max abs"), ReportText::tr("Cosine")})
        heading += QStringLiteral("<th class=\"n\">%1</th>").arg(title);
    return QStringLiteral("<div class=\"scroll\"><table><thead><tr>%1</tr></thead><tbody>\n%2</tbody></table></div>").arg(heading, rows);
}

QString floatNodes(const std::vector<NodeDecision> &decisions)
{
    QString rows;
    for (const NodeDecision &decision : decisions)
        if (decision.precision == Precision::Float)
            rows += QStringLiteral("<tr><td>%1</td><td>%2</td></tr>\n")
                        .arg(escaped(decision.node), messageText(decision.reason, decision.reasonArguments).toHtmlEscaped());
    return rows.isEmpty() ? QString() : QStringLiteral("<table><tbody>\n%1</tbody></table>").arg(rows);
}

QString legend() { return QStringLiteral("<div class=\"legend\">%1</div>").arg(decibelLegendSvg()); }

class Page
{
public:
    void section(const QString &title, const QString &explanation, const QString &content)
    {
        if (!content.isEmpty())
            m_body += QStringLiteral("<h2>%1</h2>\n<p>%2</p>\n%3\n").arg(title, explanation, content);
    }
    void add(const QString &html) { m_body += html; }
    QByteArray html(const QString &title) const
    {
        return QStringLiteral(
            "<!doctype html>\n<html><head><meta charset=\"utf-8\"><title>%1</title><style>%2</style></head>\n<body>\n%3</body></html>\n")
            .arg(title, QString::fromUtf8(kStyle), m_body)
            .toUtf8();
    }

private:
    QString m_body;
};

QString fileName(const Model *model)
{
    return model ? QFileInfo(QString::fromStdString(model->path)).fileName().toHtmlEscaped() : QString();
}

} // namespace

QByteArray htmlReport(const ReportContent &content)
{
    std::vector<const TensorError *> all, activations, outputs;
    for (const TensorError &error : content.errors->tensors) {
        all.push_back(&error);
        if (error.kind != TensorError::Kind::Weight)
            activations.push_back(&error);
        if (error.kind == TensorError::Kind::Output)
            outputs.push_back(&error);
    }
    std::vector<const TensorError *> worst = activations;
    std::stable_sort(worst.begin(), worst.end(), [](const TensorError *a, const TensorError *b) { return badness(*a) < badness(*b); });
    worst.resize(std::min(worst.size(), kWorstTensors));

    const QString name = fileName(content.floatModel);
    Page page;
    page.add(QStringLiteral("<h1>%1</h1>\n").arg(ReportText::tr("Quantization of %1").arg(name)));
    page.add(QStringLiteral("<p>%1</p>\n")
                 .arg(ReportText::tr("Made by Halftone on %1.")
                          .arg(QLocale::c().toString(QDateTime::currentDateTime(), QStringLiteral("yyyy-MM-dd hh:mm")))));
    if (content.recipe)
        page.add(QStringLiteral("<p><code>%1</code></p>\n").arg(recipeSummary(*content.recipe).toHtmlEscaped()));
    page.add(cards(content));
    page.section(ReportText::tr("Outputs"),
        ReportText::tr("SQNR is the signal-to-quantization-noise ratio, 10·log₁₀(Σx² / Σ(x − y)²): 40 dB is one part in a hundred, 20 dB "
                       "one in ten. A good whole "
                       "tensor can hide a bad channel, so look at both."),
        tensorTable(outputs));
    page.section(ReportText::tr("Worst tensors"), ReportText::tr("Thick bar: worst channel. Thin bar: whole tensor. Figures in dB."),
        QStringLiteral("<div class=\"scroll\">%1</div>").arg(worstBarsSvg(worst)));
    page.section(ReportText::tr("Heat map by sample"), ReportText::tr("One row a tensor in execution order, one column a sample."),
        legend() + QStringLiteral("<div class=\"scroll\">%1</div>").arg(heatMapSvg(activations, HeatMapColumns::Samples)));
    page.section(ReportText::tr("Heat map by channel"),
        ReportText::tr("One column a channel; where there are many, neighbours share a column and the worst shows."),
        legend() + QStringLiteral("<div class=\"scroll\">%1</div>").arg(heatMapSvg(activations, HeatMapColumns::Channels)));
    page.section(ReportText::tr("All tensors"),
        ReportText::tr("Activations in execution order, then weights. Local: only this node quantized, its inputs float."),
        tensorTable(all));
    if (content.decisions)
        page.section(ReportText::tr("Nodes that stay float"), ReportText::tr("And why."), floatNodes(*content.decisions));
    return page.html(ReportText::tr("Quantization of %1").arg(name));
}

} // namespace halftone

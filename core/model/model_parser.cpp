// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/model_parser.h"

#include "core/model/graph_builder.h"
#include "core/model/graph_parser.h"
#include "core/model/model_checks.h"
#include "core/model/onnx_fields.h"

#include <algorithm>
#include <limits>

namespace halftone {

namespace {

/// Memory that the graph alone may take; weights are not part of it.
std::int64_t structureBudget() { return memoryBudget() / 4; }

/// The version may stand behind the graph in the file, so that this comes last.
Status markListedConstants(Model &model)
{
    const Graph &graph = *model.graph;
    const bool lists = std::ranges::any_of(graph.inputs(), [&](ValueId input) { return graph.value(input).initializer != kNone; });
    if (!lists || model.irVersion <= 0 || model.irVersion >= kFirstIrWithDefaults)
        return {};
    GraphBuilder builder(graph);
    builder.keepUnused();
    builder.setListsConstants(true);
    HALFTONE_TRY(model.graph, std::move(builder).finish());
    return {};
}

} // namespace

Result<std::shared_ptr<const Model>> parseModel(
    const std::shared_ptr<const InputFile> &file, const std::string &path, const ReadOptions &options, Progress &progress)
{
    using namespace fields;
    WireInput input(file, structureBudget());
    auto model = std::make_shared<Model>();
    ConstantParser constants(input, ExternalData(path, options.allowLinkedExternalData), model->issues);
    GraphParser graphs(input, constants, model->issues, progress);
    WireReader reader(input);
    WireField field;
    while (reader.next(field)) {
        switch (field.key) {
        case varint(model::kIrVersion):
            model->irVersion = field.integer();
            break;
        case length(model::kProducerName):
            model->producerName = reader.text(field);
            break;
        case length(model::kProducerVersion):
            model->producerVersion = reader.text(field);
            break;
        case length(model::kDomain):
            model->domain = reader.text(field);
            break;
        case varint(model::kModelVersion):
            model->modelVersion = field.integer();
            break;
        case length(model::kDocString):
            model->docString = reader.text(field);
            break;
        case length(model::kGraph):
            if (model->graph)
                return Error(errc::kWireMalformed, {std::to_string(field.start)}, file->path());
            model->graph = graphs.mainGraph(reader.message(field));
            break;
        case length(model::kOpsetImport):
            parseOpset(reader.message(field), model->opsets, model->issues);
            break;
        case length(model::kMetadata):
            parseMetadata(reader.message(field), model->metadata);
            break;
        case length(model::kFunctions):
            if (input.charge(sizeof(Function)))
                model->functions.push_back(graphs.function(reader.message(field)));
            break;
        default:
            reader.keep(field, model->extraWire);
        }
    }
    if (input.failed())
        return Error(input.error()).at(file->path());
    if (!model->graph)
        return Error(errc::kNoGraph, {}, file->path());
    HALFTONE_CHECK(markListedConstants(*model));
    HALFTONE_CHECK(checkFunctions(*model));
    checkVersions(*model);
    model->path = path;
    model->fileBytes = file->size();
    return std::shared_ptr<const Model>(std::move(model));
}

} // namespace halftone

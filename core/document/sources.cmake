# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_document PRIVATE
  document/attempts.cpp
  document/attribute_text.cpp
  document/attribute_text.h
  document/attempts.h
  document/bookmarks.cpp
  document/bookmarks.h
  document/constant_difference.cpp
  document/constant_difference.h
  document/decision_text.cpp
  document/decision_text.h
  document/document.cpp
  document/document.h
  document/document_statistics.cpp
  document/document_private.cpp
  document/document_private.h
  document/error_scale.cpp
  document/error_scale.h
  document/evaluate_recipe.cpp
  document/evaluate_recipe.h
  document/exporter.cpp
  document/exporter.h
  document/graph_walk.cpp
  document/graph_walk.h
  document/issues_model.cpp
  document/issues_model.h
  document/node_times.cpp
  document/node_times.h
  document/sensitivity_profile.cpp
  document/sensitivity_profile.h
  document/time_profile.cpp
  document/speed_issues.cpp
  document/speed_issues.h
  document/time_profile.h
  document/trade_off.cpp
  document/trade_off.h
  document/latency.cpp
  document/latency.h
  document/image_decoder.cpp
  document/image_decoder.h
  document/messages.cpp
  document/messages.h
  document/messages_base.cpp
  document/messages_document.cpp
  document/messages_engine.cpp
  document/messages_model.cpp
  document/messages_ops.cpp
  document/messages_quant.cpp
  document/messages_samples.cpp
  document/messages_tensor.cpp
  document/model_diff.cpp
  document/model_diff.h
  document/node_change.h
  document/node_data.cpp
  document/node_data.h
  document/node_data_labels.cpp
  document/node_data_labels.h
  document/node_cost.cpp
  document/node_cost.h
  document/open_data.cpp
  document/open_data.h
  document/pass_text.cpp
  document/pass_text.h
  document/pipeline.cpp
  document/pipeline.h
  document/recipe_commands.cpp
  document/recipe_commands.h
  document/recipe_edit.cpp
  document/recipe_edit.h
  document/recipe_text.cpp
  document/recipe_text.h
  document/quant_choices.cpp
  document/quant_choices.h
  document/recipe_field_text.cpp
  document/recipe_field_text.h
  document/recipe_fields.cpp
  document/recipe_fields.h
  document/report.cpp
  document/report.h
  document/report_charts.cpp
  document/report_charts.h
  document/report_file.cpp
  document/run_sample.cpp
  document/run_sample.h
  document/sample_files.cpp
  document/sample_files.h
  document/sample_preview.cpp
  document/sample_preview.h
  document/script_export.cpp
  document/script_export.h
  document/selection.cpp
  document/selection.h
  document/session.cpp
  document/session.h
  document/statistics_command.cpp
  document/statistics_command.h
)

# The embedded sample: model, labels and scenes, unpacked by sample_files.cpp.
set(sample_files digits_yolov8.onnx scenes/boxes.json)
foreach(scene RANGE 0 23)
  string(REGEX REPLACE ".*(...)$" "\\1" scene "00${scene}")
  list(APPEND sample_files scenes/${scene}.png)
endforeach()
list(TRANSFORM sample_files PREPEND ${PROJECT_SOURCE_DIR}/resources/sample/)
qt_add_resources(halftone_document sample PREFIX /sample BASE ${PROJECT_SOURCE_DIR}/resources/sample FILES ${sample_files})

# SPDX-License-Identifier: GPL-3.0-or-later
target_sources(halftone_engine PRIVATE
  engine/compare_values.cpp
  engine/compare_values.h
  engine/conformance.cpp
  engine/convert_lowering.cpp
  engine/conformance.h
  engine/arena.cpp
  engine/bench.cpp
  engine/dnnl/algorithms.cpp
  engine/dnnl/binary.cpp
  engine/dnnl/concat.cpp
  engine/dnnl/convolution.cpp
  engine/dnnl/eltwise.cpp
  engine/dnnl/epilogue.cpp
  engine/dnnl/integer_convolution.cpp
  engine/dnnl/integer_product.cpp
  engine/dnnl/joined_rows.cpp
  engine/dnnl/matmul.cpp
  engine/dnnl/matrix_product.cpp
  engine/dnnl/movement.cpp
  engine/dnnl/normalization.cpp
  engine/dnnl/pooling.cpp
  engine/dnnl/recurrent.cpp
  engine/dnnl/support.cpp
  engine/dnnl/version.cpp
  engine/dnnl/version_attributes.cpp
  engine/dnnl/version_desc.cpp
  engine/executor.cpp
  engine/file_rows.cpp
  engine/function_body.cpp
  engine/fuse.cpp
  engine/fusion_composite.cpp
  engine/fusion_facts.cpp
  engine/fusion_table.cpp
  engine/kernels/attention.cpp
  engine/kernels/average.cpp
  engine/kernels/broadcast.cpp
  engine/kernels/clamp.cpp
  engine/kernels/convert.cpp
  engine/kernels/dynamic_range.cpp
  engine/kernels/functions.cpp
  engine/kernels/grid_sample.cpp
  engine/kernels/integer_correction.cpp
  engine/kernels/join.cpp
  engine/kernels/look_up.cpp
  engine/kernels/normalize.cpp
  engine/kernels/quantize.cpp
  engine/kernels/quantized_softmax.cpp
  engine/kernels/reduce.cpp
  engine/kernels/softmax.cpp
  engine/kernels/window_maximum.cpp
  engine/invalid_operations.cpp
  engine/layout.cpp
  engine/lower_context.cpp
  engine/muted_observer.h
  engine/observer.cpp
  engine/outside_buffers.cpp
  engine/plan.cpp
  engine/prepared_model.cpp
  engine/program.cpp
  engine/program_memory.cpp
  engine/program_runner.cpp
  engine/quantize_lowering.cpp
  engine/reference_step.cpp
  engine/reorder.cpp
  engine/rerun.cpp
  engine/stored_tensor.cpp
  engine/requantize.cpp
  engine/strided_reshape.cpp
  engine/tracer.cpp
  engine/tracer_half.cpp
  engine/tracer_reference.cpp
  engine/tracer_units.cpp
  engine/view_layout.cpp
  engine/watch_step.cpp
)
# Loops meant for the vectorizer; no contraction, so that every instruction set gives the same bits.
set_source_files_properties(engine/kernels/attention.cpp engine/kernels/functions.cpp engine/kernels/grid_sample.cpp engine/kernels/normalize.cpp
  engine/kernels/quantized_softmax.cpp engine/kernels/average.cpp engine/kernels/broadcast.cpp engine/kernels/clamp.cpp engine/kernels/convert.cpp
  engine/kernels/dynamic_range.cpp engine/kernels/integer_correction.cpp engine/kernels/look_up.cpp engine/kernels/quantize.cpp
  engine/kernels/reduce.cpp engine/kernels/softmax.cpp engine/kernels/window_maximum.cpp
  PROPERTIES COMPILE_OPTIONS "-O3;-fno-math-errno;-fno-trapping-math;-ffp-contract=off")

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dnnl/support.h"

#include "core/base/exceptions.h"
#include "core/engine/dnnl/version.h"

#include <algorithm>
#include <cstring>
#include <sys/mman.h>

namespace halftone::dnnlsupport {

namespace {

dnnl::stream &stream()
{
    static thread_local dnnl::stream instance(cpu());
    return instance;
}

class BoundPrimitive final : public BoundStep
{
public:
    BoundPrimitive(const dnnl::primitive &primitive, std::unordered_map<int, dnnl::memory> arguments)
        : m_primitive(primitive), m_arguments(std::move(arguments))
    {
    }
    Status run(RunState &) override
    {
        try {
            m_primitive.execute(stream(), m_arguments);
        } catch (const dnnl::error &error) {
            return Error(errc::kPrimitiveFailed, {error.message});
        }
        return {};
    }

private:
    const dnnl::primitive &m_primitive;
    std::unordered_map<int, dnnl::memory> m_arguments;
};

} // namespace

PrimitiveStep::PrimitiveStep(dnnl::primitive primitive, std::string name, std::vector<Argument> inputs, std::vector<Argument> outputs)
    : m_primitive(std::move(primitive))
{
    implementation = std::move(name);
    for (Argument &argument : inputs) {
        reads.push_back(argument.place.buffer);
        m_arguments.push_back(std::move(argument));
    }
    for (Argument &argument : outputs) {
        writes.push_back(argument.place.buffer);
        m_arguments.push_back(std::move(argument));
    }
}

std::unique_ptr<BoundStep> PrimitiveStep::bind(const BufferTable &table) const
{
    std::unordered_map<int, dnnl::memory> arguments;
    for (const Argument &argument : m_arguments)
        arguments.emplace(argument.index, dnnl::memory(argument.desc, cpu(), addressOf(table, argument.place)));
    return std::make_unique<BoundPrimitive>(m_primitive, std::move(arguments));
}

const dnnl::engine &cpu()
{
    static const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
    return engine;
}

Status checkHeadroom()
{
    // A primitive may have dozens of kernels, each in a buffer of 256 KiB. Asked for and given back, untouched.
    constexpr std::size_t kHeadroom = std::size_t(32) << 20;
    void *const memory = mmap(nullptr, kHeadroom, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return Error(errc::kOutOfMemory);
    munmap(memory, kHeadroom);
    return {};
}

dnnl::primitive_attr baseAttributes()
{
    dnnl::primitive_attr attributes;
    attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
    return attributes;
}

bool hasDataType(DType type) { return type == DType::Float || type == DType::Int32 || type == DType::Int8 || type == DType::UInt8; }

dnnl::memory::data_type dataType(DType type)
{
    switch (type) {
    case DType::Int32:
        return dnnl::memory::data_type::s32;
    case DType::Int8:
        return dnnl::memory::data_type::s8;
    case DType::UInt8:
    case DType::Bool:
        return dnnl::memory::data_type::u8;
    default:
        return dnnl::memory::data_type::f32;
    }
}

Dims dimsOf(const Shape &shape) { return shape.rank() ? Dims(shape.begin(), shape.end()) : Dims{1}; }

Desc plainDesc(DType type, const Shape &shape)
{
    Dims strides = shape.rank() ? Dims(shape.strides()) : Dims{1};
    return {dimsOf(shape), dataType(type), strides};
}

Dims channelsLastStrides(const Shape &shape)
{
    Dims strides(static_cast<std::size_t>(shape.rank()), 1);
    std::int64_t next = shape[1];
    for (int axis = shape.rank() - 1; axis > 1; --axis) {
        strides[static_cast<std::size_t>(axis)] = next;
        next *= shape[axis];
    }
    strides[0] = next;
    return strides;
}

Desc anyDesc(DType type, const Shape &shape) { return {dimsOf(shape), dataType(type), dnnl::memory::format_tag::any}; }

Desc descAt(DType type, const Shape &shape, const Place &place)
{
    if (!place.layout)
        return plainDesc(type, shape);
    if (place.layout->desc)
        return withDataType(place.layout->desc->md, dataType(type));
    return {dimsOf(shape), dataType(type), Dims(place.layout->strides)};
}

LayoutPtr layoutOf(const Desc &desc, const Shape &shape)
{
    auto layout = std::make_shared<Layout>();
    describeBlocks(desc, *layout);
    layout->bytes = static_cast<std::int64_t>(desc.get_size());
    layout->desc = std::make_shared<const DnnlDesc>(DnnlDesc{desc});
    if (layout->blockAxis < 0 && isRowMajor(layout.get(), shape))
        return nullptr;
    return layout;
}

Result<Place> newPlaceFor(Tracer &tracer, const Desc &desc, const Shape &shape)
{
    return tracer.newPlace(static_cast<std::int64_t>(desc.get_size()), layoutOf(desc, shape));
}

Result<std::vector<Argument>> scratchpad(Tracer &tracer, const Desc &desc)
{
    if (desc.get_size() == 0)
        return std::vector<Argument>{};
    HALFTONE_TRY(const Place place, tracer.newPlace(static_cast<std::int64_t>(desc.get_size()), nullptr));
    return std::vector<Argument>{{DNNL_ARG_SCRATCHPAD, desc, place}};
}

Result<Place> placeAs(Tracer &tracer, ValueId id, const Desc &wanted)
{
    HALFTONE_TRY(const Place first, tracer.anyPlace(id));
    const Tracer::Value &value = tracer.value(id);
    const DType dtype = value.dtype;
    const Shape shape = value.shape;
    for (const Place &place : value.places)
        if (descAt(dtype, shape, place) == wanted)
            return place;
    // A row-major tensor may satisfy a description whose strides differ only along axes of size one.
    const LayoutPtr layout = layoutOf(wanted, shape);
    if (!layout)
        return tracer.plain(id);
    HALFTONE_TRY(const Place to, tracer.newPlace(static_cast<std::int64_t>(wanted.get_size()), layout));
    const Desc source = descAt(dtype, shape, first);
    const auto attributes = baseAttributes();
    const dnnl::reorder::primitive_desc pd(cpu(), source, cpu(), wanted, attributes);
    HALFTONE_TRY(auto outputs, scratchpad(tracer, pd.scratchpad_desc()));
    outputs.push_back({DNNL_ARG_TO, wanted, to});
    auto step = std::make_unique<PrimitiveStep>(dnnl::reorder(pd), implementationName(pd.impl_info_str()),
        std::vector<Argument>{{DNNL_ARG_FROM, source, first}}, std::move(outputs));
    step->isMain = false;
    HALFTONE_CHECK(tracer.emit(std::move(step)));
    tracer.addPlace(id, to);
    return to;
}

Result<Place> packedConstant(
    Tracer &tracer, ValueId id, const std::string &how, const Desc &source, const Desc &wanted, const std::function<Result<Tensor>()> &make)
{
    const LayoutPtr layout = std::make_shared<const Layout>();
    HALFTONE_TRY(const Tensor packed, tracer.derived(id, how + "/" + keyOf(source) + "/" + keyOf(wanted), [&]() -> Result<Tensor> {
        HALFTONE_TRY(Tensor elements, make());
        if (source == wanted)
            return elements;
        HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(DType::UInt8, Shape{static_cast<std::int64_t>(wanted.get_size())}));
        dnnl::memory from(source, cpu(), elements.mutableRaw());
        dnnl::memory to(wanted, cpu(), result.mutableRaw());
        dnnl::reorder(from, to).execute(stream(), from, to);
        stream().wait();
        return result;
    }));
    return tracer.constantPlace(packed);
}

Result<Tensor> signedElements(Tensor elements)
{
    if (elements.dtype() != DType::UInt8)
        return elements;
    HALFTONE_TRY(Tensor shifted, Tensor::allocateUninitialized(DType::Int8, elements.shape()));
    const auto from = elements.as<std::uint8_t>();
    std::transform(from.begin(), from.end(), shifted.mutableAs<std::int8_t>().begin(),
        [](std::uint8_t element) { return static_cast<std::int8_t>(element - 128); });
    return shifted;
}

Shape groupedShape(const Shape &weights, std::int64_t groups)
{
    std::vector<std::int64_t> dims(weights.begin(), weights.end());
    if (groups > 1) {
        dims[0] /= groups;
        dims.insert(dims.begin(), groups);
    }
    return Shape(dims);
}

std::string implementationName(const char *info) { return std::string("oneDNN ") + (info ? info : ""); }

bool isReference(const char *info) { return info && std::strncmp(info, "ref", 3) == 0; }

} // namespace halftone::dnnlsupport

namespace halftone {

namespace {

/// Elements of `dtype` at `from` and row-major, in types of their size; where none has it, as bytes along an axis of their own.
std::pair<dnnlsupport::Desc, dnnlsupport::Desc> reorderDescs(DType dtype, const Shape &shape, const Place &from)
{
    using namespace dnnlsupport;
    const std::int64_t bytes = dtypeBits(dtype) / 8;
    const DType moved = bytes == 4 ? DType::Float : DType::UInt8;
    if (bytes == 4 || bytes == 1)
        return {descAt(moved, shape, from), plainDesc(moved, shape)};
    Dims dims = dimsOf(shape);
    dims.push_back(bytes);
    Dims strides = from.layout->strides;
    for (auto &stride : strides)
        stride *= bytes;
    strides.push_back(1);
    return {Desc(dims, dataType(moved), strides), plainDesc(moved, Shape(dims))};
}

} // namespace

Result<Place> emitReorderToPlain(Tracer &tracer, DType dtype, const Shape &shape, const Place &from)
{
    using namespace dnnlsupport;
    HALFTONE_CHECK(checkHeadroom());
    try {
        const auto [source, target] = reorderDescs(dtype, shape, from);
        HALFTONE_TRY(const Place to, tracer.newPlace(static_cast<std::int64_t>(target.get_size()), nullptr));
        const dnnl::reorder::primitive_desc pd(cpu(), source, cpu(), target, baseAttributes());
        HALFTONE_TRY(auto outputs, scratchpad(tracer, pd.scratchpad_desc()));
        outputs.push_back({DNNL_ARG_TO, target, to});
        auto step = std::make_unique<PrimitiveStep>(dnnl::reorder(pd), implementationName(pd.impl_info_str()),
            std::vector<Argument>{{DNNL_ARG_FROM, source, from}}, std::move(outputs));
        step->isMain = false;
        HALFTONE_CHECK(tracer.emit(std::move(step)));
        return to;
    } catch (const dnnl::error &error) {
        return Error(errc::kPrimitiveFailed, {error.message});
    }
}

} // namespace halftone

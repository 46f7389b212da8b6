// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dnnl/support.h"
#include "core/engine/dnnl/version.h"

namespace halftone::dnnlsupport {

#if DNNL_VERSION_MAJOR < 3

dnnl::memory::data_type typeOf(const Desc &desc) { return static_cast<dnnl::memory::data_type>(desc.data.data_type); }

Dims dimsOf(const Desc &desc) { return desc.dims(); }

void describeBlocks(const Desc &desc, Layout &layout)
{
    const auto &blocks = desc.data.format_desc.blocking;
    layout.strides.assign(blocks.strides, blocks.strides + desc.data.ndims);
    if (blocks.inner_nblks == 1) {
        layout.blockAxis = static_cast<int>(blocks.inner_idxs[0]);
        layout.block = blocks.inner_blks[0];
    }
}

Desc withDataType(const Desc &desc, dnnl::memory::data_type type)
{
    Desc result = desc;
    result.data.data_type = static_cast<dnnl_data_type_t>(type);
    return result;
}

std::string keyOf(const Desc &desc) { return {reinterpret_cast<const char *>(&desc.data), sizeof desc.data}; }

std::optional<std::pair<Desc, std::int64_t>> partOf(const Desc &desc, const Shape &shape, const std::vector<std::int64_t> &starts)
{
    Desc part = desc.submemory_desc(dimsOf(shape), starts, true);
    if (part.data.ndims == 0)
        return std::nullopt;
    for (int axis = 0; axis < part.data.ndims; ++axis)
        if (part.data.padded_dims[axis] != part.data.dims[axis])
            return std::nullopt;
    const std::int64_t offset = part.data.offset0;
    part.data.offset0 = 0;
    return std::pair(part, offset);
}

#else

namespace {

/// A description of `dims` that lies at `strides`, in blocks of axis 1 when `block` is not 0. Version 3 takes no strides for blocks,
/// so the tensor is found which, lying densely in such blocks, has this one in its corner. Throws when there is none.
Desc described(const Dims &dims, dnnl::memory::data_type type, const Dims &strides, std::int64_t block)
{
    if (block == 0)
        return {dims, type, strides};
    using Tag = dnnl::memory::format_tag;
    constexpr Tag kTags[3][3]
        = {{Tag::nCw4c, Tag::nChw4c, Tag::nCdhw4c}, {Tag::nCw8c, Tag::nChw8c, Tag::nCdhw8c}, {Tag::nCw16c, Tag::nChw16c, Tag::nCdhw16c}};
    const std::size_t rank = dims.size();
    const bool known = rank >= 3 && rank <= 5 && (block == 4 || block == 8 || block == 16);
    if (!known)
        throw dnnl::error(dnnl_unimplemented, "blocks of another size");
    const Tag tag = kTags[block == 4 ? 0 : block == 8 ? 1 : 2][rank - 3];
    Dims whole = dims;
    std::int64_t step = block;
    for (std::size_t axis = rank; axis-- > 2;) {
        // How far apart the next outer axis' elements are says how many of these there are; the outermost has no such witness.
        const std::int64_t outer = strides[axis == 2 ? 1 : axis - 1];
        whole[axis] = outer % step == 0 && outer / step >= dims[axis] ? outer / step : dims[axis];
        step *= whole[axis];
    }
    if (strides[0] % step == 0 && strides[0] / step * block >= dims[1])
        whole[1] = strides[0] / step * block;
    const Desc parent(whole, type, tag);
    Desc result = whole == dims ? parent : parent.submemory_desc(dims, Dims(rank, 0), true);
    if (result.get_ndims() == 0 || result.get_strides() != strides)
        throw dnnl::error(dnnl_unimplemented, "strides of blocks");
    return result;
}

std::int64_t blockOf(const Desc &desc)
{
    if (desc.get_inner_nblks() == 0)
        return 0;
    if (desc.get_inner_nblks() != 1 || desc.get_inner_idxs()[0] != 1)
        throw dnnl::error(dnnl_unimplemented, "blocks of another axis");
    return desc.get_inner_blks()[0];
}

} // namespace

dnnl::memory::data_type typeOf(const Desc &desc) { return desc.get_data_type(); }

Dims dimsOf(const Desc &desc) { return desc.get_dims(); }

void describeBlocks(const Desc &desc, Layout &layout)
{
    const Dims strides = desc.get_strides();
    layout.strides.assign(strides.begin(), strides.end());
    if (desc.get_inner_nblks() == 1) {
        layout.blockAxis = static_cast<int>(desc.get_inner_idxs()[0]);
        layout.block = desc.get_inner_blks()[0];
    }
}

Desc withDataType(const Desc &desc, dnnl::memory::data_type type)
{
    return typeOf(desc) == type ? desc : described(desc.get_dims(), type, desc.get_strides(), blockOf(desc));
}

std::string keyOf(const Desc &desc)
{
    Desc copy = desc;
    const std::vector<std::uint8_t> bytes = copy.get_blob();
    return {bytes.begin(), bytes.end()};
}

std::optional<std::pair<Desc, std::int64_t>> partOf(const Desc &desc, const Shape &shape, const std::vector<std::int64_t> &starts)
{
    const Desc part = desc.submemory_desc(dimsOf(shape), starts, true);
    if (part.get_ndims() == 0 || part.get_padded_dims() != part.get_dims())
        return std::nullopt;
    return std::pair(described(part.get_dims(), typeOf(part), part.get_strides(), blockOf(part)), part.get_submemory_offset());
}

#endif

} // namespace halftone::dnnlsupport

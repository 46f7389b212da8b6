// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/samples/image.h"

namespace halftone {

/// Decodes with Qt's image plugins, distrusting files: formats by content out of a fixed list, the size checked before anything is
/// decoded, truncated files refused although the decoders let them pass. 16-bit samples are rounded to 8, CMYK is converted, EXIF
/// orientation applied, alpha blended onto white, colour profiles ignored.
class QtImageDecoder final : public ImageDecoder
{
public:
    static const QtImageDecoder &instance();
    Result<Image> decode(const std::string &path) const override;
};

} // namespace halftone

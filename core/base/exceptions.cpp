// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/exceptions.h"

#include <exception>
#include <new>

namespace halftone {

Error errorOfException()
{
    try {
        throw;
    } catch (const std::bad_alloc &) {
        return Error(errc::kOutOfMemory);
    } catch (const std::exception &exception) {
        return Error(errc::kInternal, {exception.what()});
    } catch (...) {
        return Error(errc::kInternal, {"unknown exception"});
    }
}

} // namespace halftone

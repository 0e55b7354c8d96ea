// A file of named blocks of numbers that is read where it lies: opening it copies nothing, so it
// may be mapped from disk or built into the program.
//
//   "APLMOD01", count of blocks (u32), 0 (u32); for each block: name hash (u32), element size
//   (u32), offset (u64), bytes (u64); then the blocks, each at a multiple of 64. Little-endian.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace aplomb::triage {

class ModelFile {
  public:
    // Corrupt when the directory does not fit the bytes. The bytes must outlive the file and lie at
    // a multiple of 16.
    static Result<ModelFile> open(std::string_view bytes);

    // Empty when there is no such block. Corrupt when its elements are of another size.
    template<class T>
    [[nodiscard]] Result<std::span<const T>> block(std::string_view name) const {
        const auto raw = find(name, sizeof(T));
        if (!raw) return tl::unexpected<Error>(raw.error());
        return std::span<const T>(reinterpret_cast<const T*>(raw->data()), raw->size() / sizeof(T));
    }

  private:
    struct Entry {
        std::uint32_t name = 0;
        std::uint32_t element_size = 0;
        std::uint64_t offset = 0;
        std::uint64_t bytes = 0;
    };

    [[nodiscard]] Result<std::string_view> find(std::string_view name,
                                                std::size_t element_size) const;

    std::string_view bytes_;
    std::vector<Entry> entries_;
};

class ModelFileWriter {
  public:
    template<class T>
    void add(std::string_view name, std::span<const T> values) {
        add_raw(name, sizeof(T),
                {reinterpret_cast<const char*>(values.data()), values.size_bytes()});
    }
    [[nodiscard]] std::string bytes() const;

  private:
    struct Block {
        std::uint32_t name = 0;
        std::uint32_t element_size = 0;
        std::string content;
    };
    void add_raw(std::string_view name, std::size_t element_size, std::string_view content);

    std::vector<Block> blocks_;
};

}  // namespace aplomb::triage

#include "triage/model_file.h"

#include "triage/tokens.h"

namespace aplomb::triage {
namespace {

constexpr std::string_view magic = "APLMOD01";
constexpr std::size_t head_size = 16;
constexpr std::size_t entry_size = 24;
constexpr std::size_t alignment = 64;
constexpr std::uint32_t entries_max = 256;

template<class T>
T read_at(std::string_view bytes, std::size_t at) {
    T value{};
    std::memcpy(&value, bytes.data() + at, sizeof(T));
    return value;
}

template<class T>
void write(std::string& out, T value) {
    out.append(reinterpret_cast<const char*>(&value), sizeof(T));
}

std::size_t aligned(std::size_t at) {
    return (at + alignment - 1) / alignment * alignment;
}

}  // namespace

Result<ModelFile> ModelFile::open(std::string_view bytes) {
    const auto broken = [] { return fail(ErrorKind::Corrupt, "this is no model file of Aplomb"); };
    if (bytes.size() < head_size || !bytes.starts_with(magic)) return broken();
    const auto count = read_at<std::uint32_t>(bytes, magic.size());
    if (count > entries_max || bytes.size() < head_size + count * entry_size) return broken();
    ModelFile file;
    file.bytes_ = bytes;
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::size_t at = head_size + i * entry_size;
        const Entry entry{read_at<std::uint32_t>(bytes, at), read_at<std::uint32_t>(bytes, at + 4),
                          read_at<std::uint64_t>(bytes, at + 8),
                          read_at<std::uint64_t>(bytes, at + 16)};
        const bool fits = entry.offset <= bytes.size() &&
                          entry.bytes <= bytes.size() - entry.offset && entry.element_size > 0 &&
                          entry.bytes % entry.element_size == 0 && entry.offset % alignment == 0;
        if (!fits) return broken();
        file.entries_.push_back(entry);
    }
    return file;
}

Result<std::string_view> ModelFile::find(std::string_view name, std::size_t element_size) const {
    const std::uint32_t hash = word_hash(name);
    for (const Entry& entry : entries_) {
        if (entry.name != hash) continue;
        if (entry.element_size != element_size) {
            return fail(ErrorKind::Corrupt, "a block of the model has another type",
                        std::string(name));
        }
        return bytes_.substr(entry.offset, entry.bytes);
    }
    return std::string_view{};
}

void ModelFileWriter::add_raw(std::string_view name, std::size_t element_size,
                              std::string_view content) {
    blocks_.push_back(
        {word_hash(name), static_cast<std::uint32_t>(element_size), std::string(content)});
}

std::string ModelFileWriter::bytes() const {
    std::string out(magic);
    write(out, static_cast<std::uint32_t>(blocks_.size()));
    write(out, std::uint32_t{0});
    std::size_t at = aligned(head_size + blocks_.size() * entry_size);
    for (const Block& block : blocks_) {
        write(out, block.name);
        write(out, block.element_size);
        write(out, static_cast<std::uint64_t>(at));
        write(out, static_cast<std::uint64_t>(block.content.size()));
        at = aligned(at + block.content.size());
    }
    for (const Block& block : blocks_) {
        out.resize(aligned(out.size()), '\0');
        out += block.content;
    }
    return out;
}

}  // namespace aplomb::triage

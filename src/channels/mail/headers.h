// The header fields of a mail as they stand, unfolded but not decoded. MIME itself is gmime's work
// (mime.h); what decides about threading and loops is read here, plainly and from any bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace aplomb::channels::mail {

constexpr std::size_t header_bytes_max = 64 * 1024;
constexpr std::size_t mail_bytes_max = 25 * 1024 * 1024;

class HeaderFields {
  public:
    // Reads up to the first empty line or `header_bytes_max`.
    static HeaderFields read(std::string_view raw_mail);

    // The first field of that name without regard to case; "" when there is none.
    [[nodiscard]] std::string_view first(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] std::vector<std::string_view> all(std::string_view name) const;

  private:
    std::vector<std::pair<std::string, std::string>> fields_;
};

// Where the body begins.
std::size_t body_start(std::string_view raw_mail);

// The ids in a Message-ID, In-Reply-To or References field, without their angle brackets, in order
// and each once. A bare id without brackets is taken too; text around them is not.
std::vector<std::string> message_ids(std::string_view field);

std::string lowered(std::string_view text);
std::string_view trimmed(std::string_view text);

}  // namespace aplomb::channels::mail

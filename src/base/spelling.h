// Whether words are spelled right, by the dictionaries of the system (Debian's hunspell-*). Like
// the time zones they belong to the machine and are looked up when first asked for.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace aplomb {

class Spelling {
  public:
    virtual ~Spelling() = default;

    // `language` is the first part of a BCP 47 tag: "en". False where no dictionary is installed.
    [[nodiscard]] virtual bool knows_language(std::string_view language) const = 0;

    // `word` in UTF-8, in the case it was written in. Every regional spelling of a language counts.
    [[nodiscard]] virtual bool is_word(std::string_view language, std::string_view word) const = 0;
};

// English (American and British), Spanish, French, German, Portuguese (European and Brazilian) and
// Italian from `folder`, each loaded when it is first needed. Safe from any thread.
std::shared_ptr<const Spelling> system_spelling(
    const std::filesystem::path& folder = "/usr/share/hunspell");

}  // namespace aplomb

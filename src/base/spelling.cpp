// Nuspell judges, and takes a tenth of a second to load a dictionary. A command that lints one
// draft cannot wait that long, and whoever looks for the word that was meant asks for hundreds: a
// quicker look (quick_look.h) answers for most of them, and nuspell is loaded for the first word it
// is unsure of.
#include "base/spelling.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <nuspell/dictionary.hxx>
#include <utility>
#include <vector>

#include "base/quick_look.h"

namespace aplomb {
namespace {

namespace fs = std::filesystem;

// One dictionary file, read when it is first asked.
class Lexicon {
  public:
    explicit Lexicon(fs::path affixes) : affixes_(std::move(affixes)) {
        words_ = affixes_;
        words_.replace_extension(".dic");
    }

    [[nodiscard]] bool exists() const { return fs::exists(affixes_) && fs::exists(words_); }

    [[nodiscard]] Look look_at(std::string_view word) const {
        std::call_once(looked_, [this] { look_ = QuickLook::load(affixes_, words_); });
        return look_ ? look_->at(word) : Look::Unsure;
    }

    [[nodiscard]] bool is_word(std::string_view word) const {
        std::call_once(loaded_, [this] {
            try {
                dictionary_.load_aff_dic(affixes_);
                usable_ = true;
            } catch (const nuspell::Dictionary_Loading_Error&) {
                usable_ = false;
            }
        });
        return !usable_ || dictionary_.spell(word);
    }

  private:
    fs::path affixes_;
    fs::path words_;
    mutable std::once_flag looked_;
    mutable std::once_flag loaded_;
    mutable std::unique_ptr<QuickLook> look_;
    mutable nuspell::Dictionary dictionary_;
    mutable bool usable_ = false;
};

class SystemSpelling final : public Spelling {
  public:
    explicit SystemSpelling(const fs::path& folder) {
        // The quickest to load first: the others are asked only for what it does not know.
        constexpr std::array<std::pair<std::string_view, std::string_view>, 8> files{
            {{"en", "en_US"},
             {"en", "en_GB"},
             {"es", "es_ES"},
             {"fr", "fr"},
             {"de", "de_DE"},
             {"pt", "pt_PT"},
             {"pt", "pt_BR"},
             {"it", "it_IT"}}};
        for (const auto& [language, file] : files) {
            auto lexicon = std::make_unique<Lexicon>(folder / (std::string(file) + ".aff"));
            if (lexicon->exists()) lexicons_.emplace_back(language, std::move(lexicon));
        }
    }

    [[nodiscard]] bool knows_language(std::string_view language) const override {
        return std::any_of(lexicons_.begin(), lexicons_.end(),
                           [&](const auto& entry) { return entry.first == language; });
    }

    [[nodiscard]] bool is_word(std::string_view language, std::string_view word) const override {
        // A word longer than any is not worth asking about.
        constexpr std::size_t word_bytes_max = 120;
        if (word.size() > word_bytes_max) return true;
        std::vector<const Lexicon*> unsure;
        bool known = false;
        for (const auto& [spoken, lexicon] : lexicons_) {
            if (spoken != language) continue;
            known = true;
            const Look look = lexicon->look_at(word);
            if (look == Look::Right) return true;
            if (look == Look::Unsure) unsure.push_back(lexicon.get());
        }
        return !known || std::any_of(unsure.begin(), unsure.end(), [&](const Lexicon* lexicon) {
            return lexicon->is_word(word);
        });
    }

  private:
    // By language; those of one are asked in this order.
    std::vector<std::pair<std::string_view, std::unique_ptr<Lexicon>>> lexicons_;
};

}  // namespace

std::shared_ptr<const Spelling> system_spelling(const fs::path& folder) {
    return std::make_shared<const SystemSpelling>(folder);
}

}  // namespace aplomb

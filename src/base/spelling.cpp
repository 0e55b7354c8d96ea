// Nuspell judges, and takes a tenth of a second to load a dictionary. A command that lints one
// draft cannot wait that long, so most words are let through by a quicker look first: a table of
// the stems in the .dic file, and the suffixes its .aff file allows each of them. The quick look
// only ever says yes; whatever it does not know is nuspell's to decide, and only then is it loaded.
//
// The quick look reads dictionaries in UTF-8 whose flags are single bytes, which the English ones
// are. The others go to nuspell at once.
#include "base/spelling.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <mutex>
#include <nuspell/dictionary.hxx>
#include <sstream>
#include <unordered_map>
#include <vector>

namespace aplomb {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    return std::move(content).str();
}

// Stems and suffixes alone.
class QuickLook {
  public:
    // Nothing when the dictionary is of a kind it does not read.
    static std::unique_ptr<QuickLook> load(const fs::path& affixes, const fs::path& words) {
        auto look = std::make_unique<QuickLook>();
        if (!look->read_affixes(read_file(affixes))) return nullptr;
        look->content_ = read_file(words);
        look->read_words();
        return look;
    }

    [[nodiscard]] bool is_word(std::string_view word) const {
        if (const auto flags = flags_of(word); flags && !holds_any(*flags, not_alone_)) return true;
        return std::any_of(suffixes_.begin(), suffixes_.end(),
                           [&](const Suffix& suffix) { return is_made_with(suffix, word); });
    }

  private:
    struct Suffix {
        char flag;
        std::string strip;
        std::string add;
        std::string condition;
    };

    bool read_affixes(const std::string& text) {
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);) {
            std::istringstream fields(line);
            std::string keyword;
            fields >> keyword;
            if (keyword == "FLAG" || keyword == "AF") return false;
            if (keyword == "SET") {
                std::string encoding;
                fields >> encoding;
                if (encoding != "UTF-8") return false;
            }
            const bool marks = keyword == "NEEDAFFIX" || keyword == "ONLYINCOMPOUND" ||
                               keyword == "FORBIDDENWORD" || keyword == "COMPOUNDROOT";
            std::string flag;
            if (marks && fields >> flag) not_alone_ += flag.front();
            if (keyword == "SFX") read_suffix(fields);
        }
        return true;
    }

    void read_suffix(std::istringstream& fields) {
        std::string flag;
        Suffix suffix{};
        // A rule's first line has a count where the others have a condition: three fields, not
        // four.
        if (!(fields >> flag >> suffix.strip >> suffix.add >> suffix.condition)) return;
        if (flag.size() != 1) return;
        suffix.flag = flag.front();
        if (suffix.strip == "0") suffix.strip.clear();
        suffix.add = suffix.add.substr(0, suffix.add.find('/'));
        if (suffix.add == "0" || suffix.add.empty()) return;
        suffixes_.push_back(std::move(suffix));
    }

    void read_words() {
        std::string_view rest = content_;
        stems_.reserve(static_cast<std::size_t>(std::count(rest.begin(), rest.end(), '\n')));
        rest.remove_prefix(std::min(rest.find('\n') + 1, rest.size()));
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            std::string_view line = rest.substr(0, end);
            line = line.substr(0, line.find_first_of("\t\r"));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            const std::size_t slash = line.find('/');
            const std::string_view flags =
                slash == std::string_view::npos ? std::string_view{} : line.substr(slash + 1);
            // The same stem may stand there twice; a line that forbids it outweighs the other.
            const auto [at, added] = stems_.emplace(line.substr(0, slash), flags);
            if (!added && holds_any(flags, not_alone_)) at->second = flags;
        }
    }

    [[nodiscard]] std::optional<std::string_view> flags_of(std::string_view stem) const {
        const auto found = stems_.find(stem);
        if (found == stems_.end()) return {};
        return found->second;
    }

    static bool holds_any(std::string_view flags, std::string_view sought) {
        return flags.find_first_of(sought) != std::string_view::npos;
    }

    [[nodiscard]] bool is_made_with(const Suffix& suffix, std::string_view word) const {
        if (word.size() <= suffix.add.size() || !word.ends_with(suffix.add)) return false;
        std::string stem(word.substr(0, word.size() - suffix.add.size()));
        stem += suffix.strip;
        const auto flags = flags_of(stem);
        return flags && flags->find(suffix.flag) != std::string_view::npos &&
               !holds_any(*flags, not_alone_) && ends_as(stem, suffix.condition);
    }

    // Hunspell's conditions: letters, ".", and sets "[aeiou]" or "[^aeiou]", for the stem's end.
    static bool ends_as(std::string_view stem, std::string_view condition) {
        while (!condition.empty()) {
            std::string_view one = condition.substr(condition.size() - 1);
            bool set = false;
            if (one == "]") {
                const std::size_t open = condition.rfind('[');
                if (open == std::string_view::npos) return false;
                one = condition.substr(open + 1, condition.size() - open - 2);
                condition.remove_suffix(condition.size() - open);
                set = true;
            } else {
                condition.remove_suffix(1);
            }
            if (stem.empty()) return one == "." && condition.empty();
            const char last = stem.back();
            stem.remove_suffix(1);
            if (!set && one == ".") continue;
            const bool none_of = set && one.starts_with('^');
            if (none_of) one.remove_prefix(1);
            if ((one.find(last) != std::string_view::npos) == none_of) return false;
        }
        return true;
    }

    std::string content_;
    std::string not_alone_;
    std::vector<Suffix> suffixes_;
    std::unordered_map<std::string_view, std::string_view> stems_;  // to their flags
};

// One dictionary file, read when it is first asked.
class Lexicon {
  public:
    explicit Lexicon(fs::path affixes) : affixes_(std::move(affixes)) {
        words_ = affixes_;
        words_.replace_extension(".dic");
    }

    [[nodiscard]] bool exists() const { return fs::exists(affixes_) && fs::exists(words_); }

    [[nodiscard]] bool passes_quickly(std::string_view word) const {
        std::call_once(looked_, [this] { look_ = QuickLook::load(affixes_, words_); });
        return look_ && look_->is_word(word);
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
            if (lexicon->exists()) lexicons_[std::string(language)].push_back(std::move(lexicon));
        }
    }

    [[nodiscard]] bool knows_language(std::string_view language) const override {
        return lexicons_.contains(std::string(language));
    }

    [[nodiscard]] bool is_word(std::string_view language, std::string_view word) const override {
        const auto found = lexicons_.find(std::string(language));
        if (found == lexicons_.end()) return true;
        const auto& lexicons = found->second;
        // A word longer than any is not worth asking about.
        constexpr std::size_t word_bytes_max = 120;
        if (word.size() > word_bytes_max) return true;
        return std::any_of(lexicons.begin(), lexicons.end(),
                           [&](const auto& lexicon) { return lexicon->passes_quickly(word); }) ||
               std::any_of(lexicons.begin(), lexicons.end(),
                           [&](const auto& lexicon) { return lexicon->is_word(word); });
    }

  private:
    std::unordered_map<std::string, std::vector<std::unique_ptr<Lexicon>>> lexicons_;
};

}  // namespace

std::shared_ptr<const Spelling> system_spelling(const fs::path& folder) {
    return std::make_shared<const SystemSpelling>(folder);
}

}  // namespace aplomb

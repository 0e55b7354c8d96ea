// policy.toml is written by people, so everything unexpected is refused, with the line it is on and
// what was probably meant.
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <sstream>

#include "base/json.h"
#include "domain/vocabulary.h"
#include "etiquette/policy.h"
#include "etiquette/rule.h"

namespace aplomb::etiquette {
namespace {

constexpr std::size_t policy_bytes_max = std::size_t{1} << 20;
constexpr std::size_t list_length_max = 10'000;

// An entry that no text can ever match is a slip, and the company would wonder why its own hotline
// is masked. Short codes have three digits, the longest numbers with an extension twenty.
bool could_be_a_phone(std::string_view text) {
    const auto digits = std::count_if(text.begin(), text.end(),
                                      [](unsigned char c) { return std::isdigit(c) != 0; });
    return digits >= 3 && digits <= 20;
}

bool could_be_an_email(std::string_view text) {
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos || text.find_first_of(" \t\n,;<>") != std::string_view::npos) {
        return false;
    }
    const std::string_view domain = text.substr(at + 1);
    const std::size_t dot = domain.find('.');
    return domain.find('@') == std::string_view::npos && dot != std::string_view::npos && dot > 0 &&
           !domain.ends_with('.');
}

class PolicyReader {
  public:
    explicit PolicyReader(std::string_view file_name) : file_name_(file_name) {}

    Result<Policy> read(const toml::table& document) {
        TRY(only_known(document, {"quiet_hours", "own", "vocabulary", "levels", "rules"}));
        if (const toml::table* quiet = TRY(table_in(document, "quiet_hours"))) {
            TRY(only_known(*quiet, {"start", "end"}));
            TRY(read_time(*quiet, "start", policy_.quiet_start));
            TRY(read_time(*quiet, "end", policy_.quiet_end));
        }
        if (const toml::table* own = TRY(table_in(document, "own"))) {
            TRY(only_known(*own, {"phones", "emails", "addresses"}));
            TRY(read_list(*own, "phones", policy_.own_phones, could_be_a_phone,
                          "is no phone number; write it as in \"+44 800 555 0142\""));
            TRY(read_list(*own, "emails", policy_.own_emails, could_be_an_email,
                          "is no e-mail address; write it as in \"help@acme.example\", or "
                          "\"@acme.example\" for every address there"));
            TRY(read_list(*own, "addresses", policy_.own_addresses));
        }
        if (const toml::table* words = TRY(table_in(document, "vocabulary"))) {
            TRY(only_known(*words, {"capitals", "shorthand", "words"}));
            TRY(read_list(*words, "capitals", policy_.capitals));
            TRY(read_list(*words, "shorthand", policy_.shorthand));
            TRY(read_list(*words, "words", policy_.words));
        }
        if (const toml::table* levels = TRY(table_in(document, "levels"))) {
            TRY(read_levels(*levels));
        }
        if (const toml::table* rules = TRY(table_in(document, "rules"))) TRY(read_rules(*rules));
        return std::move(policy_);
    }

  private:
    template<class Node>
    [[nodiscard]] tl::unexpected<Error> wrong(const Node& at, std::string_view what) const {
        return fail(ErrorKind::Invalid,
                    fmt::format("{}:{}: {}", file_name_, at.source().begin.line, what));
    }

    Result<> only_known(const toml::table& table, const std::vector<std::string_view>& known) {
        for (const auto& [key, value] : table) {
            if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
            return wrong(key, unknown("key", key.str(), known));
        }
        return {};
    }

    static std::string unknown(std::string_view kind, std::string_view word,
                               const std::vector<std::string_view>& known) {
        std::string what = fmt::format("there is no {} \"{}\"", kind, word.substr(0, 60));
        if (const auto close = nearest(word, known)) {
            what += fmt::format("; did you mean \"{}\"?", *close);
        } else {
            what += fmt::format("; it is one of {}", fmt::join(known, ", "));
        }
        return what;
    }

    Result<const toml::table*> table_in(const toml::table& document, std::string_view key) {
        const toml::node* node = document.get(key);
        if (node == nullptr) return nullptr;
        if (const toml::table* table = node->as_table()) return table;
        return wrong(*node, fmt::format("\"{0}\" must be a table: write [{0}]", key));
    }

    Result<> read_time(const toml::table& table, std::string_view key, std::chrono::minutes& into) {
        const toml::node* node = table.get(key);
        if (node == nullptr) return {};
        const auto complaint = [&] {
            return wrong(*node, fmt::format("\"{}\" must be a time of day such as \"22:00\"", key));
        };
        if (const auto* time = node->as_time()) {
            into = std::chrono::hours{time->get().hour} + std::chrono::minutes{time->get().minute};
            return {};
        }
        const auto* text = node->as_string();
        if (text == nullptr || text->get().size() != 5 || text->get()[2] != ':') return complaint();
        const std::string& value = text->get();
        int hour = 0;
        int minute = 0;
        const auto hours = std::from_chars(value.data(), value.data() + 2, hour);
        const auto minutes = std::from_chars(value.data() + 3, value.data() + 5, minute);
        const bool whole = hours.ec == std::errc{} && hours.ptr == value.data() + 2 &&
                           minutes.ec == std::errc{} && minutes.ptr == value.data() + 5;
        if (!whole || hour < 0 || hour > 23 || minute < 0 || minute > 59) return complaint();
        into = std::chrono::hours{hour} + std::chrono::minutes{minute};
        return {};
    }

    Result<> read_list(const toml::table& table, std::string_view key,
                       std::vector<std::string>& into, bool (*fits)(std::string_view) = nullptr,
                       std::string_view what_else = {}) {
        const toml::node* node = table.get(key);
        if (node == nullptr) return {};
        const toml::array* list = node->as_array();
        if (list == nullptr) {
            return wrong(*node, fmt::format("\"{}\" must be a list of texts: [\"…\", \"…\"]", key));
        }
        if (list->size() > list_length_max) return wrong(*node, "the list is too long");
        for (const toml::node& item : *list) {
            const auto* text = item.as_string();
            if (text == nullptr || text->get().empty()) {
                return wrong(item, fmt::format("\"{}\" may hold only texts", key));
            }
            if (fits != nullptr && !fits(text->get())) {
                return wrong(item, fmt::format("\"{}\" {}", text->get().substr(0, 60), what_else));
            }
            into.push_back(text->get());
        }
        return {};
    }

    Result<> read_levels(const toml::table& levels) {
        static constexpr std::array<std::string_view, 5> keys{
            "severity_1", "severity_2", "severity_3", "severity_4", "severity_5"};
        static constexpr std::array<std::string_view, 4> names{"agent", "senior", "manager",
                                                               "executive"};
        TRY(only_known(levels, {keys.begin(), keys.end()}));
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const toml::node* node = levels.get(keys[i]);
            if (node == nullptr) continue;
            const auto* text = node->as_string();
            const std::string_view given = text == nullptr ? std::string_view{} : text->get();
            const auto name = std::find(names.begin(), names.end(), given);
            if (name == names.end()) {
                return wrong(*node,
                             "a level is \"agent\", \"senior\", \"manager\" or \"executive\"");
            }
            policy_.level_for_severity[i] = static_cast<Seniority>(1 + (name - names.begin()));
        }
        return {};
    }

    Result<> read_rules(const toml::table& rules) {
        std::vector<std::string_view> known;
        for (const Rule* rule : rule_catalogue())
            known.push_back(rule->id);
        for (const auto& [key, value] : rules) {
            if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
                return wrong(key, unknown("rule", key.str(), known));
            }
            RulePolicy& policy = policy_.rules[std::string(key.str())];
            if (const toml::table* table = value.as_table()) {
                TRY(read_rule(*table, policy));
            } else {
                policy.everywhere = TRY(read_strictness(value));
            }
        }
        return {};
    }

    Result<> read_rule(const toml::table& table, RulePolicy& policy) {
        TRY(only_known(table, {"severity", "channels"}));
        if (const toml::node* severity = table.get("severity")) {
            policy.everywhere = TRY(read_strictness(*severity));
        }
        const toml::table* channels = TRY(table_in(table, "channels"));
        if (channels == nullptr) return {};
        for (const auto& [key, value] : *channels) {
            if (!is_channel_kind(key.str())) {
                return wrong(key, fmt::format("there is no channel \"{}\"", key.str()));
            }
            policy.by_channel[std::string(key.str())] = TRY(read_strictness(value));
        }
        return {};
    }

    Result<Strictness> read_strictness(const toml::node& node) {
        const auto* text = node.as_string();
        const std::string_view name = text == nullptr ? std::string_view{} : text->get();
        if (name == "off") return Strictness{};
        for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Hint}) {
            if (name == name_of(severity)) return Strictness{severity};
        }
        return wrong(node, "a severity is \"error\", \"warning\", \"hint\" or \"off\"");
    }

    std::string_view file_name_;
    Policy policy_;
};

}  // namespace

Result<Policy> read_policy(std::string_view toml, std::string_view file_name) {
    if (toml.size() > policy_bytes_max) {
        return fail(ErrorKind::TooLarge, fmt::format("{}: larger than 1 MiB", file_name));
    }
    toml::table document;
    try {
        document = toml::parse(toml, file_name);
    } catch (const toml::parse_error& error) {
        return fail(ErrorKind::Invalid,
                    fmt::format("{}:{}: not TOML: {}", file_name, error.source().begin.line,
                                error.description()));
    }
    return PolicyReader(file_name).read(document);
}

}  // namespace aplomb::etiquette

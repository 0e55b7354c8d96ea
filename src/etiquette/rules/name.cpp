// The draft speaks to the customer by a name that is not theirs, misspelled, or not the one they
// asked for.
//
// Behind a greeting or thanks any other name is wrong. Elsewhere a capitalised word between commas
// is taken for a name only when it resembles theirs or is one of the commonest given names, and
// when the draft says their name nowhere else. Nobody's name ("Dear customer") and a short form
// they have not used are only hinted at.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "etiquette/given_names.h"
#include "etiquette/names.h"
#include "etiquette/rule.h"
#include "text/utf8.h"

namespace aplomb::etiquette {
namespace {

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& word : words)
        all += (all.empty() ? "" : " ") + word;
    return all;
}

class NameCheck {
  public:
    explicit NameCheck(const Context& context)
        : context_(context), addressed_(find_addressed_names(context.text())), known_(context) {}

    std::vector<Remark> check() const {
        std::vector<Remark> remarks;
        if (!known_.any()) return remarks;
        for (const AddressedName& name : addressed_) {
            if (auto remark = judge(name)) remarks.push_back(std::move(*remark));
        }
        return remarks;
    }

  private:
    [[nodiscard]] bool belongs(const AddressedName& name) const {
        std::string together;
        for (const std::string& word : name.words)
            together += word;
        return known_.has(together) ||
               std::any_of(name.words.begin(), name.words.end(),
                           [&](const std::string& word) { return known_.has(word); });
    }

    [[nodiscard]] bool is_writer(const AddressedName& name) const {
        const auto& agent = context_.draft().agent;
        if (!agent) return false;
        const std::string writer = " " + text::casefold(agent->name) + " ";
        return std::any_of(name.words.begin(), name.words.end(), [&](const std::string& word) {
            return writer.find(" " + text::casefold(word) + " ") != std::string::npos;
        });
    }

    // Whether somebody in the thread speaks of such a person or place.
    [[nodiscard]] bool is_in_thread(const AddressedName& name) const {
        const std::string sought = folded_name(name.words.front());
        for (const Analysis& turn : context_.thread()) {
            for (const Word& word : turn.words) {
                if (folded_name(word.plain) == sought) return true;
            }
        }
        return false;
    }

    [[nodiscard]] bool is_named_elsewhere() const {
        return std::any_of(addressed_.begin(), addressed_.end(),
                           [&](const AddressedName& name) { return belongs(name); });
    }

    [[nodiscard]] std::optional<Remark> judge(const AddressedName& name) const {
        if (name.generic) return generic(name);
        if (is_writer(name)) return {};
        if (belongs(name)) return as_they_like(name);
        const bool similar =
            std::any_of(name.words.begin(), name.words.end(),
                        [&](const std::string& word) { return known_.resembles(word); });
        if (!name.certain) {
            const bool likely = similar || is_common_given_name(folded_name(name.words.front()));
            if (!likely || is_named_elsewhere() || is_in_thread(name)) return {};
        }
        // A thread may have more people in it than this customer.
        if (name.certain && !similar && is_in_thread(name)) return {};
        return Remark{name.range,
                      fmt::format("The customer's name is {}, not {}.",
                                  context_.draft().customer->name, joined(name.words)),
                      proper(name),
                      {}};
    }

    [[nodiscard]] std::optional<Remark> generic(const AddressedName& name) const {
        const std::string better = known_.proper(false);
        if (better.empty()) return {};
        return Remark{name.range, fmt::format("They have a name: {}.", better),
                      Fix{name.range, better}, Severity::Hint};
    }

    // "Jones" of "Pritchard-Jones", unless the customer signs so.
    [[nodiscard]] bool is_half_a_name(std::string_view word) const {
        const std::string whole = text::casefold(context_.draft().customer->name);
        const std::string half = text::casefold(word);
        const bool joined = whole.find("-" + half) != std::string::npos ||
                            whole.find(half + "-") != std::string::npos;
        return joined && !known_.uses(word);
    }

    // One of theirs; perhaps not the one they asked for.
    [[nodiscard]] std::optional<Remark> as_they_like(const AddressedName& name) const {
        if (name.titled && name.words.size() == 1 && is_half_a_name(name.words.front())) {
            return Remark{name.range,
                          fmt::format("Their surname is longer than {}: write all of it.",
                                      name.words.front()),
                          proper(name), Severity::Warning};
        }
        if (name.titled || name.words.size() > 1) return {};
        const std::string& preferred = known_.preferred();
        if (!preferred.empty() && folded_name(preferred) != folded_name(name.words.front())) {
            return Remark{name.range, fmt::format("They asked to be called {}.", preferred),
                          Fix{name.range, preferred}, Severity::Warning};
        }
        if (preferred.empty() && known_.is_unasked_short_form(name.words.front())) {
            return Remark{name.range,
                          fmt::format("\"{}\" is short for their name, and they have not offered "
                                      "it.",
                                      name.words.front()),
                          proper(name), Severity::Hint};
        }
        return {};
    }

    [[nodiscard]] std::optional<Fix> proper(const AddressedName& name) const {
        const std::string better = known_.proper(name.titled);
        if (better.empty()) return {};
        return Fix{name.range, better};
    }

    const Context& context_;
    std::vector<AddressedName> addressed_;
    KnownNames known_;
};

std::vector<Remark> check_name(const Context& context) {
    if (!context.draft().customer || context.draft().customer->name.empty()) return {};
    if (find_addressed_names(context.text()).empty()) return {};
    return NameCheck(context).check();
}

constexpr auto name_bad = std::to_array<std::string_view>({
    R"({"channel":"email","text":"Dear Mr Karlson,\n\nthe boat is yours from noon.",)"
    R"("customer":{"name":"Erik Carlsson"}})",
    R"({"channel":"x","text":"Thank you, Brenda! The potter will be glad to hear it.",)"
    R"("customer":{"name":"Belinda Roe"}})",
    R"({"channel":"whatsapp","text":"Hola Marina, la mesa está lista.",)"
    R"("customer":{"name":"Mariana Soto"}})",
    R"({"channel":"sms","text":"Hi Thomas, the keys are at the desk.","customer":)"
    R"({"name":"Thomas Reed"},"thread":[{"from":"customer","channel":"sms","text":"Please call me )"
    R"(Tom. Where are the keys?"}]})",
});
constexpr auto name_good = std::to_array<std::string_view>({
    R"({"channel":"email","text":"Dear Mr. Carlsson,\n\nthe boat is yours from noon. Regards, )"
    R"(Nina Holt","customer":{"name":"Erik Carlsson"},"agent":{"name":"Nina"}})",
    R"({"channel":"x","text":"Sorry, Hélène, the Paris shop, Lyon too, is closed today.",)"
    R"("customer":{"name":"Helene Brun"}})",
    R"({"channel":"email","text":"Dear Olsen family, the cabin is warm.","customer":)"
    R"({"name":"Familie Olsen"}})",
    R"({"channel":"x","text":"Hi Bob! It is back in stock.","customer":{"name":"Robert Hall"},)"
    R"("thread":[{"from":"customer","channel":"x","text":"any news? Bob"}]})",
    R"({"channel":"youtube","text":"Hi Alex, it is at 2:10.","customer":{"name":"hillwalker88"}})",
});

}  // namespace

extern const Rule name;
const Rule name{
    .id = "name",
    .title = "a name that is not the customer's",
    .why =
        "A name is the shortest way to say \"I see you\". A wrong one says the opposite, whatever "
        "stands behind it.",
    .source = "A12",
    .severity = Severity::Warning,
    .languages = "en es fr de pt it",
    .options = "",
    .mends = "writes the customer's name",
    .check = check_name,
    .bad = name_bad,
    .good = name_good,
};

}  // namespace aplomb::etiquette

#include "etiquette/matter.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

#include "text/utf8.h"

namespace aplomb::etiquette {
namespace {

constexpr std::string_view function_words =
    "a about above after again all almost also am an and any anybody anyone anything are around as "
    "at away back be because been before being between both but by can could did do does doing "
    "done down each either else even ever every everybody everyone everything few for from get "
    "gets getting give given go goes going gone got had has have having he her here hers him his "
    "how i if in into is it its just keep kept let like little lot lots made make makes making "
    "many may me might mine more most much must my myself need needs neither never next no nobody "
    "none nor not nothing now of off often ok okay on once one ones only onto or other others our "
    "ours out over own per perhaps put quite rather really same say said see seen shall she should "
    "since so some somebody someone something soon still such take taken takes than that the "
    "their them then there these they thing things this those though through to today together "
    "tomorrow too took tonight under until up upon us use used very via want wanted was way we "
    "well went were what when where which while who whole whom whose why will with within without "
    "would yes yesterday yet you your yours yourself 's able already always another another "
    "anyway came come comes coming currently exactly far feel felt first follow great good best "
    "better bad worse last least less long longer maybe mean means nice oh old part possible "
    "pretty probably right simply sometimes sure thought till unfortunately usually wrong know "
    "knew known think look looking looked find found tell told ask asked set end hi hello dear hey "
    "morning afternoon evening mr mrs ms miss dr sir madam happy glad pleased delighted hope";

// What letters to customers are made of, whoever they go to.
constexpr std::string_view service_words =
    "accept account accordance action additional address advise agent aim answer any apologies "
    "apologise apologize apology appreciate appreciated appropriate arrange assist assistance "
    "assure assured attention award aware behalf board brand bring business call card care "
    "carefully case "
    "cause caused chat check client clients colleague colleagues comment comments commitment "
    "committed communicate communication company compensation complaint complaints complete "
    "concern concerned concerns conditions confirm contact contacted contacting continue continued "
    "continuing convenience cooperation credit current custom customer customers customer-service "
    "day days deal dedicated deliver delivering department depends detail details direct "
    "disappointed "
    "disappointing disappointment discount discuss dm early earliest effort email endeavour enjoy "
    "enjoyed enquiry ensure entire escalate excellent excellence exceed exceptional expect "
    "expectation expectations experience experienced extremely facebook fall fault feedback find "
    "fix form "
    "forward forwarded forwarding free frustrating frustration frustrated full fully further "
    "future "
    "general gesture gift goodwill guest guests guidance handle happen happened happens hard hear "
    "hearing help helpful helping hesitate high highest honest host hotel house impression improve "
    "improved "
    "improvement improving inbox inconvenience inform information input inquiry inside instance "
    "interest internal "
    "internally investigate invite involved issue issues join kind kindly leave left let level "
    "line link location look love loyal loyalty management manager matter matters member members "
    "message messages method mind mistake mistakes moment near note noted notice number offer "
    "office online "
    "opinion opportunity option order orders organisation passed passing passenger patience "
    "patient people personal phone place platform please pm point points policy positive post "
    "postal present previous pride priority private problem problems procedure procedures process "
    "product products professional promise proper provide provided providing public purchase "
    "quality query question questions quick quickly rating reach reaching read reason reasons "
    "receive received receiving recent recently record refer refund refunded regard regarding "
    "regards regret regrets relations relevant rely remarks reply report request require resolve "
    "resolved respond response responsible rest return review reviewed reviews satisfaction "
    "satisfied satisfy say send sending sent serious seriously serve service services serving "
    "share shared sharing short sincere sincerely site situation social solution solve sorry "
    "sort speak staff standard standards star stars start stay strive submit success suggestion "
    "suggestions support supporting supportive swift take team teams term terms text thank thanks "
    "thrilled "
    "time times top touch training treat trouble trust trying try twitter understand "
    "understandable understanding unhappy update upset user valuable value valued valuing various "
    "view views visit visiting visited visitor voucher wait waiting warm website weekend week "
    "welcome "
    "welcoming wish wonderful word words work working world worth write writing year years "
    "continuously constantly every truly deeply utmost ourselves level number fantastic amazing "
    "absolutely lovely awesome tuned happiness smile hearing success";

const std::unordered_set<std::string_view>& plain_words() {
    static const std::unordered_set<std::string_view> words = [] {
        std::unordered_set<std::string_view> all;
        for (std::string_view list : {function_words, service_words}) {
            while (!list.empty()) {
                const std::size_t end = std::min(list.find(' '), list.size());
                all.insert(list.substr(0, end));
                list.remove_prefix(std::min(end + 1, list.size()));
            }
        }
        return all;
    }();
    return words;
}

// Numbers as words, so that "forty minutes" is "40 min".
constexpr auto numerals =
    std::to_array<std::pair<std::string_view, std::string_view>>({{"two", "2"},
                                                                  {"twice", "2"},
                                                                  {"three", "3"},
                                                                  {"four", "4"},
                                                                  {"five", "5"},
                                                                  {"six", "6"},
                                                                  {"seven", "7"},
                                                                  {"eight", "8"},
                                                                  {"nine", "9"},
                                                                  {"ten", "10"},
                                                                  {"eleven", "11"},
                                                                  {"twelve", "12"},
                                                                  {"twenty", "20"},
                                                                  {"thirty", "30"},
                                                                  {"forty", "40"},
                                                                  {"fifty", "50"},
                                                                  {"sixty", "60"},
                                                                  {"hundred", "100"}});

std::string_view as_number(std::string_view plain) {
    for (const auto& [word, digits] : numerals) {
        if (word == plain) return digits;
    }
    return plain;
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
    const auto [end, other] = std::mismatch(
        a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())),
        b.begin());
    return static_cast<std::size_t>(end - a.begin());
}

}  // namespace

bool is_specific(std::string_view plain) {
    if (plain == "<quote>") return true;
    if (plain.starts_with('<') || plain.ends_with('\'')) return false;
    const bool digits = plain[0] >= '0' && plain[0] <= '9';
    if (!digits && text::count_code_points(plain) < 3) return false;
    return !plain_words().contains(plain);
}

bool same_matter(std::string_view a, std::string_view b) {
    a = as_number(a);
    b = as_number(b);
    if (a == b) return true;
    const bool digits = (a[0] >= '0' && a[0] <= '9') || (b[0] >= '0' && b[0] <= '9');
    if (digits) return false;
    // Endings differ ("leak", "leaking"), beginnings agree; short words must agree nearly whole.
    const std::size_t shared = common_prefix(a, b);
    const std::size_t shorter = std::min(a.size(), b.size());
    const std::size_t longer = std::max(a.size(), b.size());
    if (shared >= 5 && shared + 3 >= longer) return true;
    return shared >= 3 && shared == shorter && longer - shorter <= 3;
}

std::vector<std::string> matter_of(const Wording& wording) {
    std::vector<std::string> matter;
    for (const Token& token : wording.tokens) {
        if (token.plain == "<quote>" || !is_specific(token.plain)) continue;
        if (std::find(matter.begin(), matter.end(), token.plain) == matter.end())
            matter.push_back(token.plain);
    }
    return matter;
}

bool speaks_of(std::string_view plain, const std::vector<std::string>& matter) {
    return std::any_of(matter.begin(), matter.end(),
                       [&](const std::string& word) { return same_matter(plain, word); });
}

}  // namespace aplomb::etiquette

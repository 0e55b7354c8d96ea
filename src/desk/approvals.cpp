#include "desk/approvals.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "desk/routing.h"

namespace aplomb::desk {
namespace {

// Beyond this many words the middle of a difference is shown as one replaced part: the table below
// grows with the product of both lengths.
constexpr std::size_t diff_words_max = 1'500;

// Whom a plea reaches soonest. Who runs the desk is on no roster, so always there, and not asked
// where somebody who answers will be there in time.
enum class Availability { AtWork, BackInTime, RunsTheDesk, BackTooLate };

// Words with the blanks behind them, so that joined together they are the text again.
std::vector<std::string_view> pieces_of(std::string_view text) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        std::size_t end = std::min(text.find_first_of(" \n\t"), text.size());
        end = std::min(text.find_first_not_of(" \n\t", end), text.size());
        out.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return out;
}

void add_part(std::vector<DiffPart>& parts, DiffKind kind, std::string_view text) {
    if (text.empty()) return;
    if (!parts.empty() && parts.back().kind == kind) {
        parts.back().text += text;
    } else {
        parts.push_back({kind, std::string(text)});
    }
}

using Pieces = std::vector<std::string_view>;

// Longest common subsequence, by the textbook's table.
void add_differences(std::vector<DiffPart>& parts, const Pieces& before, const Pieces& after) {
    if (before.size() > diff_words_max || after.size() > diff_words_max) {
        for (const auto piece : before)
            add_part(parts, DiffKind::Removed, piece);
        for (const auto piece : after)
            add_part(parts, DiffKind::Added, piece);
        return;
    }
    const std::size_t width = after.size() + 1;
    std::vector<std::uint16_t> common((before.size() + 1) * width, 0);
    for (std::size_t i = before.size(); i > 0; --i) {
        for (std::size_t j = after.size(); j > 0; --j) {
            const std::uint16_t next = common[i * width + j];
            common[(i - 1) * width + j - 1] =
                before[i - 1] == after[j - 1]
                    ? static_cast<std::uint16_t>(next + 1)
                    : std::max(common[i * width + j - 1], common[(i - 1) * width + j]);
        }
    }
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < before.size() || j < after.size()) {
        if (i < before.size() && j < after.size() && before[i] == after[j]) {
            add_part(parts, DiffKind::Same, before[i]);
            ++i;
            ++j;
        } else if (j == after.size() || (i < before.size() && common[(i + 1) * width + j] >=
                                                                  common[i * width + j + 1])) {
            add_part(parts, DiffKind::Removed, before[i++]);
        } else {
            add_part(parts, DiffKind::Added, after[j++]);
        }
    }
}

}  // namespace

std::string_view rank_name(Seniority seniority) {
    static constexpr std::array<std::string_view, 5> names{"anybody", "an agent", "a senior",
                                                           "a manager", "an executive"};
    return names[static_cast<std::size_t>(seniority)];
}

ApprovalNeed approval_need(const Policy& policy, const Case& value, std::string_view words,
                           Seniority author) {
    const LeastSeniority wanted = least_seniority(policy, value, words);
    ApprovalNeed need;
    need.least = std::max(wanted.least, Seniority::Senior);
    const bool senior_enough = author >= wanted.least;
    const bool watched = value.reach >= policy.four_eyes_reach;
    need.needed = (senior_enough ? 0 : 1) + (watched ? 1 : 0);
    if (!senior_enough) {
        need.why = wanted.rule + ": " + std::string(rank_name(wanted.least)) + " answers this";
    }
    if (watched) {
        need.why += (need.why.empty() ? "" : "; ") +
                    std::string("very many are watching: four eyes see it first");
    }
    return need;
}

std::optional<UserId> choose_approver(const Approval& approval, const Roster& roster,
                                      const std::vector<User>& users, Timestamp now) {
    const auto had_a_say = [&](UserId id) {
        const std::string scope = "user:" + id.text();
        return scope == approval.author ||
               std::find(approval.approvers.begin(), approval.approvers.end(), scope) !=
                   approval.approvers.end();
    };
    const auto people = who_answers(roster, users);
    const auto availability = [&](const User& user, Timestamp back) {
        if (std::find(people.begin(), people.end(), &user) == people.end()) {
            return Availability::RunsTheDesk;
        }
        if (on_duty(roster, user.id, now)) return Availability::AtWork;
        return back < approval.expires_at ? Availability::BackInTime : Availability::BackTooLate;
    };
    std::optional<UserId> best;
    std::tuple<Availability, Timestamp, Seniority, UserId> best_rank;
    for (const User& user : users) {
        const Seniority seniority = seniority_of(user.role);
        if (user.disabled || had_a_say(user.id) || seniority < approval.least) continue;
        const Timestamp back = on_duty(roster, user.id, now)
                                   ? now
                                   : next_on_duty(roster, user.id, now).value_or(Timestamp::max());
        const std::tuple rank{availability(user, back), back, seniority, user.id};
        if (best && rank >= best_rank) continue;
        best = user.id;
        best_rank = rank;
    }
    return best;
}

Result<> may_decide(const Approval& approval, const Decider& who, std::string_view subject_hash,
                    Timestamp now) {
    if (approval.state != ApprovalState::Waiting) {
        return fail(ErrorKind::Conflict,
                    "this is no longer waiting: it is " + std::string(name_of(approval.state)));
    }
    if (now >= approval.expires_at) {
        return fail(ErrorKind::Conflict, "this waited too long; its author sends it again");
    }
    if (who.scope == approval.author) {
        return fail(ErrorKind::Forbidden, "somebody else approves what you wrote");
    }
    if (std::find(approval.approvers.begin(), approval.approvers.end(), who.scope) !=
        approval.approvers.end()) {
        return fail(ErrorKind::Conflict, "you have said yes; now another pair of eyes");
    }
    if (who.seniority < approval.least) {
        return fail(ErrorKind::Forbidden,
                    "it takes " + std::string(rank_name(approval.least)) + " to approve this");
    }
    if (subject_hash != approval.text_hash) {
        return fail(ErrorKind::Conflict, "the words changed since approval was asked for");
    }
    return {};
}

std::vector<DiffPart> word_diff(std::string_view before, std::string_view after) {
    std::vector<DiffPart> parts;
    Pieces old_pieces = pieces_of(before);
    Pieces new_pieces = pieces_of(after);
    std::size_t same = 0;
    while (same < old_pieces.size() && same < new_pieces.size() &&
           old_pieces[same] == new_pieces[same]) {
        add_part(parts, DiffKind::Same, old_pieces[same++]);
    }
    const auto rest = static_cast<std::ptrdiff_t>(same);
    old_pieces.erase(old_pieces.begin(), old_pieces.begin() + rest);
    new_pieces.erase(new_pieces.begin(), new_pieces.begin() + rest);
    add_differences(parts, old_pieces, new_pieces);
    return parts;
}

}  // namespace aplomb::desk

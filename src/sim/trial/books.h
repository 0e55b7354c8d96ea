// What the world knows for certain, whatever the desk believes: which events it was told are kept,
// what its people wanted said and were told is on its way, and what truly reached whom. The
// invariants hold the desk to these books.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"
#include "domain/ids.h"
#include "domain/vocabulary.h"

namespace aplomb::sim {

// Something a colleague wanted said once, known by three words at its end.
struct Word {
    // Asked: no answer yet, or none that came through. Dropped: refused, and left at that.
    enum class Standing { Asked, Taken, Dropped, Undone };

    std::string name;  // of the wish to say it: unlike any other's, and the story's own
    std::string marker;
    std::size_t clerk = 0;
    CaseId case_id;
    std::string to;                       // the handle of whom it answers
    std::optional<MessageId> message_id;  // once taken
    Standing standing = Standing::Asked;
    Timestamp asked_at;
    bool night_overridden = false;
    bool retried = false;    // somebody sent it again by hand after it had failed
    bool needs_yes = false;  // of somebody else, before it may leave
    std::size_t yes_needed = 1;
    std::set<std::size_t> yes;  // who was asked for it, may say it and did
    int landed = 0;             // how often it reached the platform
};

// A reply leaving the desk for a platform.
struct Departure {
    std::string host;
    std::string marker;
    std::string to;  // the author whose word it answers; empty when the platform does not know
    Timestamp at;
};

// What the platforms know of one of their people.
struct Acquaintance {
    std::string zone;                       // as the desk was told; empty when it was not
    std::optional<Timestamp> last_word_at;  // theirs
};

// A word of theirs that they took back: nothing of it may stay with us.
struct TakenBack {
    std::string channel;
    std::string external_id;
    std::string text;
};

// Something given to make up for a mistake, as the desk answered.
struct Gift {
    std::string name;  // of the wish to give it
    std::size_t giver = 0;
    bool needs_yes = false;
    std::set<std::size_t> yes;
    std::string code;         // empty for none, and while nobody may hand it out
    int redeemed = 0;         // how often the desk honoured it
    bool taken_back = false;  // somebody was told that it is
};

// Two customers of the desk whom somebody knew to be one person, as the desk answered.
struct Union {
    std::string from;
    std::string into;
    std::string id;                 // of the merge
    std::set<std::string> handles;  // that moved
    bool standing = true;
};

// What is known of one person's several cards.
struct Cards {
    std::string first_seen;     // the desk's id of a customer
    bool unsure = false;        // something was asked and is not answered yet
    std::optional<Union> last;  // of the unions
};

struct Books {
    // The channels by name, as the desk numbered them.
    std::map<std::string, ChannelId> channels;
    // Pushes the desk answered 202, by channel: their ids, the same on every try.
    std::map<std::string, std::set<std::string>> kept;
    // Every push handed to the network, likewise.
    std::map<std::string, std::set<std::string>> pushed;
    std::deque<Word> words;  // references to words stay good
    std::vector<Departure> departures;
    std::map<std::string, Acquaintance> people;  // by handle
    std::vector<TakenBack> taken_back;
    std::map<std::string, Gift> gifts;   // by the desk's id
    std::map<std::string, Cards> cards;  // by the person's name in their stories, "c12"
    // What people said, by channel and the platform's id: the name it has in their story.
    std::map<std::pair<std::string, std::string>, std::string> said;
    // All cases there ever were, and the name each has in the trial (names.h).
    std::map<CaseId, std::string> cases;
    std::map<std::string, int> cases_after;  // how many, by the word they are named after
    // What an answer of the desk's should never have been, in plain words.
    std::vector<std::string> scandals;

    Word& new_word(std::string name, std::size_t clerk, CaseId case_id, std::string to,
                   Timestamp now);
    // The word whose marker stands in the text; null when there is none.
    Word* word_in(std::string_view text);

  private:
    std::map<std::string, std::size_t, std::less<>> by_marker_;
};

}  // namespace aplomb::sim

// Drafts that are judged while they are typed: a composer asks again before it has its answer, and
// only its newest draft is worth judging. A composer that wants its older ones dropped names itself
// and counts its drafts in a header,
//
//     Aplomb-Composer: 8f3kq2 17
//
// (up to 64 letters, digits, "-" and "_", a blank, a number that grows). The I/O thread notes each
// on arrival, so a draft that waited for a worker behind newer ones costs nothing more.
#pragma once

#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/http.h"
#include "base/result.h"

namespace aplomb::api {

class Composers {
  public:
    static constexpr std::string_view header_name = "Aplomb-Composer";
    // Those that were silent longest are forgotten beyond this many.
    static constexpr std::size_t composers_max = 10'000;

    // A request came in. Whatever has no such header, or a broken one, is left alone.
    void arrived(const Headers& headers);

    // Whether a newer draft of the same composer came in since; Invalid when the header is broken.
    // False without the header.
    [[nodiscard]] Result<bool> is_superseded(const Headers& headers) const;

  private:
    struct Draft {
        std::string composer;
        std::uint64_t number = 0;
    };
    static Result<std::optional<Draft>> draft_in(const Headers& headers);

    struct Newest {
        std::uint64_t number = 0;
        std::list<std::string>::iterator place;
    };
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Newest> newest_;
    std::list<std::string> by_age_;  // heard of longest ago first
};

}  // namespace aplomb::api

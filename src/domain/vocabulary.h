// The closed sets the field speaks in, and their names on the wire (spec: contracts).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace aplomb {

enum class Visibility : std::uint8_t { Public, Private };
enum class Direction : std::uint8_t { In, Out };
// How far up somebody stands: who may answer or approve (rule B5).
enum class Seniority : std::uint8_t { Agent = 1, Senior = 2, Manager = 3, Executive = 4 };
enum class CaseKind : std::uint8_t {
    Complaint,
    Question,
    Request,
    Praise,
    Suggestion,
    Spam,
    Other
};
enum class Specificity : std::uint8_t { Specific, General };
enum class Sentiment : std::uint8_t { Negative, Neutral, Positive };

std::string_view name_of(Visibility value);
std::string_view name_of(Direction value);
std::string_view name_of(CaseKind value);
std::string_view name_of(Specificity value);
std::string_view name_of(Sentiment value);
std::optional<Visibility> visibility_from(std::string_view name);
std::optional<CaseKind> case_kind_from(std::string_view name);
std::optional<Specificity> specificity_from(std::string_view name);
std::optional<Sentiment> sentiment_from(std::string_view name);

// Whether `kind` ("x", "email" …) is one of the channel names of the contract.
bool is_channel_kind(std::string_view kind);
// All of them.
std::vector<std::string_view> channel_kinds();
// Where words written on that channel stand unless it is said otherwise: reviews and open networks
// are public, the rest private.
Visibility usual_visibility(std::string_view channel_kind);

}  // namespace aplomb

#include "triage/wire.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "text/json_line.h"

namespace aplomb::triage {
namespace {

void append_text(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            fmt::format_to(std::back_inserter(out), FMT_COMPILE("\\u{:04x}"),
                           static_cast<unsigned char>(c));
        } else {
            out += c;
        }
    }
    out += '"';
}

// Three decimals say all that a calibrated probability knows.
void append_share(std::string& out, float share) {
    const int thousandths = std::clamp(static_cast<int>(share * 1000 + 0.5f), 0, 1000);
    if (thousandths == 1000) {
        out += "1.0";
        return;
    }
    const std::array<char, 5> digits{'0', '.', static_cast<char>('0' + thousandths / 100),
                                     static_cast<char>('0' + thousandths / 10 % 10),
                                     static_cast<char>('0' + thousandths % 10)};
    out.append(digits.data(), digits.size());
}

void append_key(std::string& out, std::string_view key) {
    out += ",\"";
    out += key;
    out += "\":";
}

void append_name(std::string& out, std::string_view key, std::string_view name) {
    append_key(out, key);
    out += '"';
    out += name;
    out += '"';
}

void append_field(std::string& out, std::string_view key, float share) {
    append_key(out, key);
    append_share(out, share);
}

void append_range(std::string& out, const Range& range) {
    fmt::format_to(std::back_inserter(out), FMT_COMPILE("\"start\":{},\"end\":{}}}"), range.start,
                   range.end);
}

template<class List, class Write>
void append_list(std::string& out, std::string_view key, const List& list, Write write) {
    append_key(out, key);
    out += '[';
    bool first = true;
    for (const auto& each : list) {
        if (!first) out += ',';
        first = false;
        write(each);
    }
    out += ']';
}

void append_feelings(std::string& out, const Assessment& assessment) {
    append_name(out, "sentiment", name_of(assessment.sentiment));
    append_key(out, "sentiment_scores");
    constexpr std::array<std::string_view, 3> poles{
        "{\"negative\":", ",\"neutral\":", ",\"positive\":"};
    for (std::size_t i = 0; i < poles.size(); ++i) {
        out += poles[i];
        append_share(out, assessment.sentiment_scores[i]);
    }
    out += '}';
    append_name(out, "emotion", name_of(assessment.emotion));
    append_key(out, "emotion_scores");
    constexpr std::array<std::string_view, 4> emotions{
        "{\"anger\":", ",\"joy\":", ",\"optimism\":", ",\"sadness\":"};
    for (std::size_t i = 0; i < emotions.size(); ++i) {
        out += emotions[i];
        append_share(out, assessment.emotion_scores[i]);
    }
    out += '}';
}

void append_evidence(std::string& out, const Assessment& assessment) {
    append_list(out, "private_data", assessment.private_data, [&](const text::PrivateDatum& datum) {
        out += "{\"kind\":\"";
        out += text::name_of(datum.kind);
        out += "\",";
        append_range(out, {datum.range.start, datum.range.end});
    });
    append_list(out, "questions", assessment.questions, [&](const Range& range) {
        out += '{';
        append_range(out, range);
    });
    append_list(out, "topics", assessment.topics,
                [&](std::string_view topic) { append_text(out, topic); });
    append_list(out, "why", assessment.why, [&](const Reason& reason) {
        out += "{\"field\":\"";
        out += reason.field;
        out += "\",";
        append_range(out, reason.range);
    });
    append_list(out, "points", assessment.points, [&](const Point& point) {
        fmt::format_to(std::back_inserter(out), FMT_COMPILE("{{\"what\":\"{}\",\"points\":{},"),
                       point.what, point.points);
        if (point.range) {
            append_range(out, *point.range);
        } else {
            out += "\"start\":null,\"end\":null}";
        }
    });
}

}  // namespace

Result<PostLine> read_post(std::string_view line) {
    const json::value value = TRY(text::parse_json_line(line));
    ObjectReader reader(value);
    PostLine post;
    post.id = reader.text("id").value_or("");
    post.text = reader.required_text("text");
    post.channel = reader.text("channel").value_or("");
    if (!post.channel.empty() && !is_channel_kind(post.channel)) {
        reader.reject("channel", "no such channel; channels are named as in \"x\" or \"email\"");
    }
    post.language = reader.text("lang").value_or("");
    if (const json::value* author = reader.any("author"); author != nullptr && !author->is_null()) {
        ObjectReader inner(*author, reader.where("author"));
        post.followers = inner.integer("followers", 0);
        inner.text("handle");
        inner.text("name");
        inner.text("id");
        TRY(inner.done(UnknownKeys::Refuse));
    }
    if (const auto rating = reader.integer("rating", 1, 5)) post.rating = static_cast<int>(*rating);
    post.at = reader.time("at");
    TRY(reader.done(UnknownKeys::Refuse));
    return post;
}

void append_assessment(std::string& out, std::string_view id, const Assessment& assessment) {
    out += "{\"id\":";
    append_text(out, id);
    append_name(out, "kind", name_of(assessment.kind));
    append_name(out, "specificity", name_of(assessment.specificity));
    append_feelings(out, assessment);
    append_field(out, "irony", assessment.irony);
    append_field(out, "offensive", assessment.offensive);
    append_field(out, "complaint", assessment.complaint);
    append_field(out, "urgency", assessment.urgency);
    fmt::format_to(std::back_inserter(out), FMT_COMPILE(",\"severity\":{}"), assessment.severity);
    append_field(out, "crisis", assessment.crisis);
    append_key(out, "language");
    append_text(out, assessment.language);
    append_key(out, "modelled");
    out += assessment.modelled ? "true" : "false";
    append_evidence(out, assessment);
    out += '}';
}

}  // namespace aplomb::triage

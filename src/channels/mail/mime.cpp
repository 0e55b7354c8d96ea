// Hostile mail is a fact, so everything that could grow without end is bounded before gmime sees
// it: gmime reads nested parts by recursion, and how deep they can nest is bounded by how many
// Content-Type lines there are. A mail with more than that is not read as MIME at all; its body is
// shown as the text it is.
#include "channels/mail/mime.h"

#include <gmime/gmime.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <functional>
#include <memory>

#include "base/http.h"
#include "channels/mail/headers.h"
#include "text/utf8.h"

namespace aplomb::channels::mail {
namespace {

constexpr int depth_max = 20;
constexpr int parts_max = 200;
constexpr std::size_t content_types_max = 400;
constexpr std::size_t text_bytes_max = 2 * 1024 * 1024;
constexpr std::size_t addresses_max = 100;

template<class T>
struct Unref {
    void operator()(T* object) const { g_object_unref(object); }
};
template<class T>
using Owned = std::unique_ptr<T, Unref<T>>;

GMimeParserOptions* reading_options() {
    static GMimeParserOptions* const options = [] {
        g_mime_init();
        GMimeParserOptions* made = g_mime_parser_options_new();
        const char* fallback[] = {"utf-8", "windows-1252", nullptr};
        g_mime_parser_options_set_fallback_charsets(made, fallback);
        return made;
    }();
    return options;
}

// Valid UTF-8 with plain line ends and without control characters.
std::string tidy(std::string_view text) {
    std::u32string points = text::to_code_points(text);
    std::u32string out;
    out.reserve(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        const char32_t point = points[i];
        if (point == '\r') {
            if (i + 1 >= points.size() || points[i + 1] != '\n') out += U'\n';
        } else if (point == '\n' || point == '\t' || (point >= 0x20 && point != 0x7F)) {
            out += point;
        }
    }
    return text::encode(out);
}

std::string tidy(const char* text) {
    return text == nullptr ? std::string{} : tidy(std::string_view(text));
}

bool is_utf8(const std::string& bytes) {
    return text::encode(text::to_code_points(bytes)) == bytes;
}

// What says latin-1 is nearly always windows-1252, and what says nothing is UTF-8 or that.
std::string decoded(const std::string& bytes, std::string charset) {
    charset = lowered(charset);
    if (charset.empty() || charset == "us-ascii" || charset == "ascii" || charset == "utf-8" ||
        charset == "utf8") {
        if (is_utf8(bytes)) return tidy(bytes);
        charset = charset.starts_with("utf") ? charset : "windows-1252";
    }
    if (charset == "iso-8859-1" || charset == "latin1") charset = "windows-1252";
    const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                  charset.c_str());
    std::string out;
    if (text.isBogus() || (text.isEmpty() && !bytes.empty())) return tidy(bytes);
    text.toUTF8String(out);
    return tidy(out);
}

std::string content_bytes(GMimePart* part, std::size_t bytes_max) {
    GMimeDataWrapper* content = g_mime_part_get_content(part);
    if (content == nullptr) return {};
    const Owned<GMimeStream> memory(g_mime_stream_mem_new());
    g_mime_data_wrapper_write_to_stream(content, memory.get());
    const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory.get()));
    if (bytes == nullptr) return {};
    return {reinterpret_cast<const char*>(bytes->data),
            std::min<std::size_t>(bytes->len, bytes_max)};
}

void add_addresses(InternetAddressList* list, std::vector<MailAddress>& out, int depth = 0) {
    if (list == nullptr || depth > 4) return;
    const int count = internet_address_list_length(list);
    for (int i = 0; i < count && out.size() < addresses_max; ++i) {
        InternetAddress* one = internet_address_list_get_address(list, i);
        if (INTERNET_ADDRESS_IS_MAILBOX(one)) {
            const char* address = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one));
            out.push_back({tidy(internet_address_get_name(one)), tidy(address)});
        } else if (INTERNET_ADDRESS_IS_GROUP(one)) {
            add_addresses(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(one)), out,
                          depth + 1);
        }
    }
}

class Reader {
  public:
    explicit Reader(MailContent& out) : out_(out) {}

    void read(GMimeObject* object, int depth) {
        if (object == nullptr) return;
        if (depth > depth_max || ++parts_ > parts_max) {
            out_.cut_short = true;
            return;
        }
        if (GMIME_IS_MULTIPART(object)) {
            read_multipart(GMIME_MULTIPART(object), depth);
        } else if (GMIME_IS_MESSAGE_PART(object)) {
            out_.attachments.push_back({{}, "message/rfc822", file_name(object, "message.eml")});
        } else if (GMIME_IS_PART(object)) {
            read_part(GMIME_PART(object));
        }
    }

  private:
    static std::string type_of(GMimeObject* object) {
        GMimeContentType* type = g_mime_object_get_content_type(object);
        if (type == nullptr) return "text/plain";
        const std::unique_ptr<char, decltype(&g_free)> text(g_mime_content_type_get_mime_type(type),
                                                            g_free);
        return lowered(text.get() == nullptr ? "text/plain" : text.get());
    }

    static std::string file_name(GMimeObject* object, std::string otherwise) {
        std::string name;
        if (GMIME_IS_PART(object)) name = tidy(g_mime_part_get_filename(GMIME_PART(object)));
        // A name is a name and never a way to somewhere.
        std::replace_if(
            name.begin(), name.end(), [](char c) { return c == '/' || c == '\\' || c == '\n'; },
            '_');
        if (name.size() > 255) name = tidy(std::string_view(name).substr(0, 255));
        return name.empty() ? std::move(otherwise) : name;
    }

    void read_multipart(GMimeMultipart* multipart, int depth) {
        const int count = g_mime_multipart_get_count(multipart);
        const std::string type = type_of(GMIME_OBJECT(multipart));
        if (type == "multipart/report" && out_.report_type.empty()) read_report(multipart, count);
        if (type == "multipart/alternative") {
            // The last is the richest; of plain text one is enough.
            const std::string before = std::exchange(out_.plain, {});
            for (int i = 0; i < count; ++i) {
                const std::string chosen = out_.plain;
                read(g_mime_multipart_get_part(multipart, i), depth + 1);
                if (!chosen.empty()) out_.plain = chosen;
            }
            out_.plain = before + (before.empty() || out_.plain.empty() ? "" : "\n") + out_.plain;
            return;
        }
        for (int i = 0; i < count && parts_ <= parts_max; ++i)
            read(g_mime_multipart_get_part(multipart, i), depth + 1);
    }

    void read_part(GMimePart* part) {
        GMimeObject* object = GMIME_OBJECT(part);
        const std::string type = type_of(object);
        const char* disposition = g_mime_object_get_disposition(object);
        const bool attached =
            disposition != nullptr && equal_ignoring_case(disposition, "attachment");
        const bool readable = type == "text/plain" || type == "text/html";
        if (!readable || attached) {
            if (type == "message/delivery-status" || type == "text/rfc822-headers") return;
            out_.attachments.push_back({{}, type, file_name(object, "attachment")});
            return;
        }
        const char* charset = g_mime_object_get_content_type_parameter(object, "charset");
        std::string text = decoded(content_bytes(part, text_bytes_max), charset ? charset : "");
        std::string& joined = type == "text/html" ? out_.html : out_.plain;
        if (joined.size() + text.size() > text_bytes_max) {
            out_.cut_short = true;
            return;
        }
        if (!joined.empty() && !text.empty()) joined += '\n';
        joined += text;
    }

    void read_report(GMimeMultipart* multipart, int count) {
        const char* type =
            g_mime_object_get_content_type_parameter(GMIME_OBJECT(multipart), "report-type");
        out_.report_type = type == nullptr ? "unnamed" : lowered(type);
        for (int i = 1; i < count && i < 4; ++i) {
            GMimeObject* part = g_mime_multipart_get_part(multipart, i);
            if (GMIME_IS_MESSAGE_PART(part)) {
                GMimeMessage* about = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));
                if (about == nullptr) continue;
                const std::unique_ptr<char, decltype(&g_free)> headers(
                    g_mime_object_get_headers(GMIME_OBJECT(about), nullptr), g_free);
                out_.report_about = tidy(headers.get());
            } else if (GMIME_IS_PART(part)) {
                std::string text = tidy(content_bytes(GMIME_PART(part), header_bytes_max));
                if (type_of(part) == "text/rfc822-headers") {
                    out_.report_about = std::move(text);
                } else if (out_.report_fields.empty()) {
                    out_.report_fields = std::move(text);
                }
            }
        }
    }

    MailContent& out_;
    int parts_ = 0;
};

bool has_too_many_content_types(std::string_view raw) {
    std::size_t count = 0;
    constexpr std::string_view name = "content-type";
    for (std::size_t at = 0; at < raw.size();) {
        std::size_t line = at;
        while (line < raw.size() && (raw[line] == ' ' || raw[line] == '\t'))
            ++line;
        if (equal_ignoring_case(raw.substr(line, name.size()), name)) ++count;
        const std::size_t end = raw.find('\n', at);
        if (end == std::string_view::npos) break;
        at = end + 1;
    }
    return count > content_types_max;
}

// A header block beyond the limit is cut at a line end; the body keeps its place.
std::string within_limits(std::string_view raw, bool& cut) {
    if (raw.size() > mail_bytes_max) {
        raw = raw.substr(0, mail_bytes_max);
        cut = true;
    }
    const std::size_t body = body_start(raw);
    if (body <= header_bytes_max) return std::string(raw);
    cut = true;
    const std::size_t line_end = raw.rfind('\n', header_bytes_max);
    std::string out(raw.substr(0, line_end == std::string_view::npos ? 0 : line_end + 1));
    return out.append("\r\n").append(raw.substr(body));
}

MailContent as_plain_text(std::string_view raw) {
    MailContent out;
    out.cut_short = true;
    const HeaderFields fields = HeaderFields::read(raw);
    out.subject = tidy(fields.first("Subject"));
    InternetAddressList* from =
        internet_address_list_parse(reading_options(), std::string(fields.first("From")).c_str());
    add_addresses(from, out.from);
    if (from != nullptr) g_object_unref(from);
    out.plain = tidy(raw.substr(body_start(raw)).substr(0, text_bytes_max));
    return out;
}

std::optional<Timestamp> moment_of(GDateTime* date) {
    if (date == nullptr) return {};
    const std::int64_t seconds = g_date_time_to_unix(date);
    if (seconds <= 0) return {};
    return Timestamp{Milliseconds{seconds * 1000}};
}

}  // namespace

std::optional<Timestamp> mail_date(std::string_view text) {
    reading_options();
    GDateTime* date = g_mime_utils_header_decode_date(std::string(text).c_str());
    const auto moment = moment_of(date);
    if (date != nullptr) g_date_time_unref(date);
    return moment;
}

MailContent read_mail(std::string_view raw) {
    GMimeParserOptions* options = reading_options();
    MailContent out;
    const std::string bounded = within_limits(raw, out.cut_short);
    if (has_too_many_content_types(bounded)) return as_plain_text(bounded);
    const Owned<GMimeStream> stream(
        g_mime_stream_mem_new_with_buffer(bounded.data(), bounded.size()));
    const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), options));
    if (!message) return as_plain_text(bounded);
    out.subject = tidy(g_mime_message_get_subject(message.get()));
    std::replace(out.subject.begin(), out.subject.end(), '\n', ' ');
    add_addresses(g_mime_message_get_from(message.get()), out.from);
    add_addresses(g_mime_message_get_reply_to(message.get()), out.reply_to);
    add_addresses(g_mime_message_get_to(message.get()), out.recipients);
    add_addresses(g_mime_message_get_cc(message.get()), out.recipients);
    out.date = moment_of(g_mime_message_get_date(message.get()));
    Reader(out).read(g_mime_message_get_mime_part(message.get()), 0);
    return out;
}

}  // namespace aplomb::channels::mail

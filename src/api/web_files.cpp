#include "api/web_files.h"

#include <array>
#include <utility>

#include "api/problem.h"
#include "base/crypto.h"

namespace aplomb::api {
namespace {

constexpr std::string_view not_built =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Aplomb</title>"
    "<body><h1>The desk is running</h1><p>This program was built without its web application. "
    "Build <code>web/</code> (<code>npm run build</code>, or <code>./run</code>, which does it "
    "all), then build the program again.</p><p>The API is at <a href=\"/api/v1/openapi.json\">"
    "/api/v1</a>.</p></body></html>";

std::string_view media_type(std::string_view path) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 14> types{{
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".webp", "image/webp"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".json", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".txt", "text/plain; charset=utf-8"},
        {".wasm", "application/wasm"},
        {".map", "application/json"},
    }};
    for (const auto& [ending, type] : types) {
        if (path.ends_with(ending)) return type;
    }
    return "application/octet-stream";
}

// Whether the client takes that coding: named without "q=0".
bool takes_coding(const net::Request& request, std::string_view coding) {
    const auto header = request.http.headers.find("Accept-Encoding");
    if (!header) return false;
    std::string_view rest = *header;
    while (!rest.empty()) {
        std::string_view part = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(part.size() + 1, rest.size()));
        part.remove_prefix(std::min(part.find_first_not_of(' '), part.size()));
        const std::string_view name = part.substr(0, part.find_first_of("; "));
        if (!equal_ignoring_case(name, coding)) continue;
        const std::size_t quality = part.find("q=0");
        const bool refused =
            quality != std::string_view::npos &&
            part.substr(quality + 3).find_first_of("123456789") == std::string_view::npos;
        return !refused;
    }
    return false;
}

bool is_asset(std::string_view path) {
    return path.starts_with("assets/");
}

}  // namespace

WebFiles::WebFiles(std::span<const base::EmbeddedFile> files) {
    for (const base::EmbeddedFile& file : files) {
        std::string name(file.path);
        std::string_view File::*member = &File::plain;
        if (name.ends_with(".br")) {
            member = &File::brotli;
            name.resize(name.size() - 3);
        } else if (name.ends_with(".gz")) {
            member = &File::gzip;
            name.resize(name.size() - 3);
        }
        files_[name].*member = file.content;
    }
}

const WebFiles::File* WebFiles::find(std::string_view path) const {
    const auto found = files_.find(path);
    return found == files_.end() || found->second.plain.empty() ? nullptr : &found->second;
}

// Made when first asked for: a start need not read every file there is.
const std::string& WebFiles::etag_of(const File& file) {
    std::call_once(file.hashed,
                   [&] { file.etag = crypto::to_hex(crypto::sha256(file.plain)).substr(0, 20); });
    return file.etag;
}

HttpResponse WebFiles::answer(const net::Request& request) const {
    std::string path = percent_decode(std::string_view(request.path).substr(1));
    const File* file = find(path);
    if (file == nullptr) {
        // A missing file is missing; a missing place is the application's to explain.
        if (path.find('.') != std::string::npos) return problem(404, "There is no such file.");
        path = "index.html";
        file = find(path);
    }
    HttpResponse response;
    response.status = 200;
    response.headers.set("Content-Type", std::string(media_type(path)));
    if (file == nullptr) {
        response.body = not_built;
        return response;
    }
    response.headers.set("Cache-Control",
                         is_asset(path) ? "public, max-age=31536000, immutable" : "no-cache");
    response.headers.set("Vary", "Accept-Encoding");
    std::string_view content = file->plain;
    std::string etag = etag_of(*file);
    if (!file->brotli.empty() && takes_coding(request, "br")) {
        content = file->brotli;
        etag += "-br";
        response.headers.set("Content-Encoding", "br");
    } else if (!file->gzip.empty() && takes_coding(request, "gzip")) {
        content = file->gzip;
        etag += "-gz";
        response.headers.set("Content-Encoding", "gzip");
    }
    etag = '"' + etag + '"';
    response.headers.set("ETag", etag);
    const auto known = request.http.headers.find("If-None-Match");
    if (known && known->find(etag) != std::string_view::npos) {
        response.status = 304;
        return response;
    }
    response.body = content;
    return response;
}

}  // namespace aplomb::api

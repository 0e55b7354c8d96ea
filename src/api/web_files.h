// The web application, served from the binary: every file of web/dist as it was when the program
// was built, with the .br and .gz beside it where the build made them. Assets carry a hash in
// their name and may be kept for ever; the rest is asked for again each time and mostly answered
// 304. A path that is no file is a place inside the application and gets index.html.
#pragma once

#include <map>
#include <mutex>
#include <span>
#include <string>
#include <string_view>

#include "base/embedded_file.h"
#include "base/http.h"
#include "net/http_server.h"

namespace aplomb::api {

// Made by room.cmake; empty when web/dist was not there.
std::span<const base::EmbeddedFile> web_files();

class WebFiles {
  public:
    WebFiles() : WebFiles(web_files()) {}
    explicit WebFiles(std::span<const base::EmbeddedFile> files);

    // For GET and HEAD of any path that is no route.
    [[nodiscard]] HttpResponse answer(const net::Request& request) const;

  private:
    struct File {
        std::string_view plain;
        std::string_view brotli;
        std::string_view gzip;
        mutable std::once_flag hashed;
        mutable std::string etag;
    };
    [[nodiscard]] const File* find(std::string_view path) const;
    static const std::string& etag_of(const File& file);

    std::map<std::string, File, std::less<>> files_;
};

}  // namespace aplomb::api

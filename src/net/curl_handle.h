// One libcurl easy handle, owned, and the few things HTTP and SMTP both need of it. Included by
// sources of this room only.
#pragma once

#include <curl/curl.h>

#include <memory>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "net/address_guard.h"

namespace aplomb::net {

struct CurlDeleter {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using CurlHandle = std::unique_ptr<CURL, CurlDeleter>;

struct CurlListDeleter {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using CurlList = std::unique_ptr<curl_slist, CurlListDeleter>;
void append(CurlList& list, const std::string& line);

// Initialises libcurl on first use.
CurlHandle make_curl_handle();

// What the guard saw during one exchange.
struct GuardState {
    Reach reach = Reach::Anywhere;
    bool refused = false;
};
// `state` must live until the exchange is over.
void set_guard(CURL* handle, GuardState& state);

// True when the exchange ended before a byte of the request left.
bool nothing_was_sent(CURL* handle, CURLcode code);

template<class T>
void set_option(CURL* handle, CURLoption option, T value) {
    // Options fail only on lack of memory or a libcurl built without the feature.
    curl_easy_setopt(handle, option, value);
}

inline void set_duration(CURL* handle, CURLoption option, Milliseconds duration) {
    set_option(handle, option, static_cast<long>(duration.count()));
}

}  // namespace aplomb::net

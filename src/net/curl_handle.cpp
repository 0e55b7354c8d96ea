#include "net/curl_handle.h"

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <new>

#include "net/blocking_stream.h"

namespace aplomb::net {
namespace {

curl_socket_t open_guarded_socket(void* user, curlsocktype, curl_sockaddr* address) {
    auto& state = *static_cast<GuardState*>(user);
    if (state.reach == Reach::PublicOnly && !is_public(address->addr)) {
        state.refused = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

}  // namespace

void append(CurlList& list, const std::string& line) {
    curl_slist* grown = curl_slist_append(list.get(), line.c_str());
    if (grown == nullptr) throw std::bad_alloc();
    (void)list.release();
    list.reset(grown);
}

CurlHandle make_curl_handle() {
    // A function-local static is initialised once, whichever thread comes first.
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    ignore_broken_pipes();
    CurlHandle handle(ready == CURLE_OK ? curl_easy_init() : nullptr);
    if (!handle) throw std::bad_alloc();
    return handle;
}

void set_guard(CURL* handle, GuardState& state) {
    set_option(handle, CURLOPT_OPENSOCKETFUNCTION, &open_guarded_socket);
    set_option(handle, CURLOPT_OPENSOCKETDATA, static_cast<void*>(&state));
    // A proxy would resolve the name where the guard cannot see it.
    if (state.reach == Reach::PublicOnly) set_option(handle, CURLOPT_PROXY, "");
}

bool nothing_was_sent(CURL* handle, CURLcode code) {
    constexpr std::array before_sending{
        CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY,    CURLE_COULDNT_CONNECT,
        CURLE_SSL_CONNECT_ERROR,    CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
        CURLE_SSL_CACERT_BADFILE,   CURLE_INTERFACE_FAILED,
    };
    if (std::find(before_sending.begin(), before_sending.end(), code) != before_sending.end()) {
        return true;
    }
    long request_bytes = 0;
    curl_off_t before_transfer = 0;
    curl_easy_getinfo(handle, CURLINFO_REQUEST_SIZE, &request_bytes);
    curl_easy_getinfo(handle, CURLINFO_PRETRANSFER_TIME_T, &before_transfer);
    return request_bytes == 0 && before_transfer == 0;
}

}  // namespace aplomb::net

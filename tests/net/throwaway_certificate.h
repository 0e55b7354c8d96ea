// A key and a self-signed certificate for localhost and 127.0.0.1, in files that go away.
#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

namespace aplomb::net::testing {

class ThrowawayCertificate {
  public:
    ThrowawayCertificate() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "aplomb-tls-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
        const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"),
                                                                      &EVP_PKEY_free);
        const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), &X509_free);
        X509_set_version(certificate.get(), X509_VERSION_3);
        ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
        X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
        X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3'600);
        X509_set_pubkey(certificate.get(), key.get());
        X509_NAME* name = X509_get_subject_name(certificate.get());
        const std::array<unsigned char, 10> text{"localhost"};
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, text.data(), -1, -1, 0);
        X509_set_issuer_name(certificate.get(), name);
        const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> names(
            X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name,
                                "DNS:localhost,IP:127.0.0.1"),
            &X509_EXTENSION_free);
        X509_add_ext(certificate.get(), names.get(), -1);
        X509_sign(certificate.get(), key.get(), EVP_sha256());

        const std::unique_ptr<FILE, int (*)(FILE*)> key_file(std::fopen(key_path().c_str(), "w"),
                                                             &std::fclose);
        PEM_write_PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
        const std::unique_ptr<FILE, int (*)(FILE*)> certificate_file(
            std::fopen(certificate_path().c_str(), "w"), &std::fclose);
        PEM_write_X509(certificate_file.get(), certificate.get());
    }
    ~ThrowawayCertificate() { std::filesystem::remove_all(folder_); }
    ThrowawayCertificate(const ThrowawayCertificate&) = delete;
    ThrowawayCertificate& operator=(const ThrowawayCertificate&) = delete;

    [[nodiscard]] std::string key_path() const { return folder_ + "/key.pem"; }
    [[nodiscard]] std::string certificate_path() const { return folder_ + "/certificate.pem"; }

  private:
    std::string folder_;
};

}  // namespace aplomb::net::testing

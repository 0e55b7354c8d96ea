#include "runtime/policy_file.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "base/log.h"
#include "store/journal.h"

namespace aplomb::runtime {
namespace {

Result<std::string> contents_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        return fail(ErrorKind::NotFound,
                    fmt::format("{}: cannot be read; --policy names your policy.toml", path));
    }
    std::ostringstream text;
    text << file.rdbuf();
    return std::move(text).str();
}

}  // namespace

PolicyFile::PolicyFile(std::string path, Stamp stamp, std::string read, etiquette::Policy policy)
    : path_(std::move(path)),
      stamp_(stamp),
      read_(std::move(read)),
      policy_(std::make_shared<const etiquette::Policy>(std::move(policy))) {}

Result<std::unique_ptr<PolicyFile>> PolicyFile::open(const std::string& path) {
    std::string text;
    etiquette::Policy policy;
    const Stamp stamp = stamp_of(path);
    if (!path.empty()) {
        text = TRY(contents_of(path));
        policy = TRY(etiquette::read_policy(text, path));
    }
    policy.spelling = system_spelling();
    std::unique_ptr<PolicyFile> file(new PolicyFile(path, stamp, std::move(text), policy));
    return file;
}

PolicyFile::Stamp PolicyFile::stamp_of(const std::string& path) {
    std::error_code none;
    Stamp stamp;
    stamp.written = std::filesystem::last_write_time(path, none);
    stamp.bytes = std::filesystem::file_size(path, none);
    return stamp;
}

std::shared_ptr<const etiquette::Policy> PolicyFile::current() const {
    const std::scoped_lock lock(mutex_);
    return policy_;
}

std::optional<PolicyFile::News> PolicyFile::look() {
    if (path_.empty()) return {};
    const std::scoped_lock lock(mutex_);
    const Stamp stamp = stamp_of(path_);
    if (stamp == stamp_) return {};
    stamp_ = stamp;
    const auto text = contents_of(path_);
    // A file that is gone counts as contents of its own, so that it is told once.
    std::string read = text ? *text : text.error().what;
    if (read == read_) return {};
    read_ = std::move(read);
    if (!text) return News{false, {text.error().what}};
    auto policy = etiquette::read_policy(*text, path_);
    if (!policy) return News{false, {policy.error().what}};
    policy->spelling = policy_->spelling;
    News news{true, etiquette::differences(*policy_, *policy)};
    policy_ = std::make_shared<const etiquette::Policy>(std::move(*policy));
    return news;
}

void follow_policy(PolicyFile& file, store::Store& store, Timestamp now) {
    const auto news = file.look();
    if (!news) return;
    const std::string what = fmt::format("{}", fmt::join(news->what, "; "));
    if (news->accepted) {
        log::info("policy", "the policy file changed and is in force",
                  {{"file", file.path()}, {"changes", what}});
    } else {
        log::error("policy",
                   "THE POLICY FILE CANNOT BE USED; the last good policy stays in force until it "
                   "is mended",
                   {{"file", file.path()}, {"why", what}});
    }
    AuditEntry entry;
    entry.at = now;
    entry.actor_kind = "desk";
    entry.actor_name = "policy file";
    entry.action = news->accepted ? "policy.changed" : "policy.refused";
    entry.subject = "policy";
    json::array list;
    for (const std::string& one : news->what)
        list.emplace_back(one);
    entry.detail["file"] = file.path();
    entry.detail[news->accepted ? "changes" : "why"] = std::move(list);
    const auto written = store.write(
        [&](store::Transaction& transaction) { return transaction.journal().append(entry); });
    if (!written) {
        log::error("policy", "the change could not be written into the audit log",
                   {{"why", written.error().what}});
    }
}

}  // namespace aplomb::runtime

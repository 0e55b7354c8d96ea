#include "app/policy_file.h"

#include <fstream>
#include <sstream>

namespace aplomb::app {

Result<std::unique_ptr<PolicyFile>> PolicyFile::open(const std::string& path) {
    if (path.empty()) return std::unique_ptr<PolicyFile>(new PolicyFile({}));
    std::ifstream file(path);
    if (!file)
        return fail(ErrorKind::NotFound, "there is no such file; --policy names your policy.toml",
                    path);
    std::stringstream text;
    text << file.rdbuf();
    auto policy = TRY(etiquette::read_policy(text.str(), path));
    return std::unique_ptr<PolicyFile>(new PolicyFile(std::move(policy)));
}

}  // namespace aplomb::app

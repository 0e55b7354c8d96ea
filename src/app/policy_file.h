// The policy in force, read from policy.toml where there is one.
#pragma once

#include <memory>
#include <string>

#include "desk/ports.h"
#include "etiquette/policy.h"

namespace aplomb::app {

class PolicyFile final : public desk::PolicySource {
  public:
    // An empty path is the shipped policy. Errors name FILE:LINE.
    static Result<std::unique_ptr<PolicyFile>> open(const std::string& path);
    [[nodiscard]] std::shared_ptr<const etiquette::Policy> current() const override {
        return policy_;
    }

  private:
    explicit PolicyFile(etiquette::Policy policy)
        : policy_(std::make_shared<const etiquette::Policy>(std::move(policy))) {}
    std::shared_ptr<const etiquette::Policy> policy_;
};

}  // namespace aplomb::app

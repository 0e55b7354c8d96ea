// Figures for Prometheus: get a counter, gauge or histogram once, keep the reference, and add to it
// from any thread. The registry lives as long as the process.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace aplomb {

class Metrics {
  public:
    using Labels = std::initializer_list<std::pair<std::string, std::string>>;

    class Counter {
      public:
        virtual ~Counter() = default;
        virtual void add(double amount = 1) = 0;
    };
    class Gauge {
      public:
        virtual ~Gauge() = default;
        virtual void set(double value) = 0;
    };
    class Histogram {
      public:
        virtual ~Histogram() = default;
        virtual void observe(double seconds) = 0;
    };

    Metrics();
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    Counter& counter(std::string_view name, std::string_view help, Labels labels = {});
    Gauge& gauge(std::string_view name, std::string_view help, Labels labels = {});
    // Buckets from 1 ms to 30 s.
    Histogram& histogram(std::string_view name, std::string_view help, Labels labels = {});

    // Prometheus text exposition format 0.0.4.
    [[nodiscard]] std::string exposition() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace aplomb

#include "base/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <deque>
#include <map>
#include <mutex>

namespace aplomb {
namespace {

std::map<std::string, std::string> to_map(Metrics::Labels labels) {
    std::map<std::string, std::string> out;
    for (const auto& [key, value] : labels)
        out.emplace(key, value);
    return out;
}

class PrometheusCounter final : public Metrics::Counter {
  public:
    explicit PrometheusCounter(prometheus::Counter& counter) : counter_(counter) {}
    void add(double amount) override { counter_.Increment(amount); }

  private:
    prometheus::Counter& counter_;
};

class PrometheusGauge final : public Metrics::Gauge {
  public:
    explicit PrometheusGauge(prometheus::Gauge& gauge) : gauge_(gauge) {}
    void set(double value) override { gauge_.Set(value); }

  private:
    prometheus::Gauge& gauge_;
};

class PrometheusHistogram final : public Metrics::Histogram {
  public:
    explicit PrometheusHistogram(prometheus::Histogram& histogram) : histogram_(histogram) {}
    void observe(double seconds) override { histogram_.Observe(seconds); }

  private:
    prometheus::Histogram& histogram_;
};

}  // namespace

struct Metrics::Impl {
    prometheus::Registry registry;
    std::mutex mutex;
    std::deque<PrometheusCounter> counters;
    std::deque<PrometheusGauge> gauges;
    std::deque<PrometheusHistogram> histograms;
};

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {}
Metrics::~Metrics() = default;

Metrics::Counter& Metrics::counter(std::string_view name, std::string_view help, Labels labels) {
    const std::scoped_lock lock(impl_->mutex);
    auto& family = prometheus::BuildCounter()
                       .Name(std::string(name))
                       .Help(std::string(help))
                       .Register(impl_->registry);
    return impl_->counters.emplace_back(family.Add(to_map(labels)));
}

Metrics::Gauge& Metrics::gauge(std::string_view name, std::string_view help, Labels labels) {
    const std::scoped_lock lock(impl_->mutex);
    auto& family = prometheus::BuildGauge()
                       .Name(std::string(name))
                       .Help(std::string(help))
                       .Register(impl_->registry);
    return impl_->gauges.emplace_back(family.Add(to_map(labels)));
}

Metrics::Histogram& Metrics::histogram(std::string_view name, std::string_view help,
                                       Labels labels) {
    const std::scoped_lock lock(impl_->mutex);
    auto& family = prometheus::BuildHistogram()
                       .Name(std::string(name))
                       .Help(std::string(help))
                       .Register(impl_->registry);
    return impl_->histograms.emplace_back(
        family.Add(to_map(labels),
                   prometheus::Histogram::BucketBoundaries{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                           0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30}));
}

std::string Metrics::exposition() const {
    return prometheus::TextSerializer().Serialize(impl_->registry.Collect());
}

}  // namespace aplomb

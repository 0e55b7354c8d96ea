#include "runtime/pipeline.h"

#include <algorithm>

#include "base/log.h"
#include "store/receipts.h"

namespace aplomb::runtime {
namespace {

constexpr std::size_t batch_max = 256;
// Beyond this, receipts wait in the store instead of in memory.
constexpr std::size_t handed_over_max = 20'000;
constexpr Milliseconds clock_ahead_max = std::chrono::minutes{5};
// A batch as long as this means that messages come faster than they are read: then each is read
// quickly, because being seen at once is worth more than a point of certainty.
constexpr std::size_t calm_batch_max = 24;

triage::Assessment assess(const InboundEvent& event, const Channel& channel, triage::Tier tier) {
    triage::Post post;
    post.text = event.text;
    post.channel = channel.kind;
    post.language = event.language;
    post.followers = event.author.followers;
    post.rating = event.rating;
    post.at = event.at;
    return triage::shipped_assessor().assess(post, tier);
}

bool creates(InboundKind kind) {
    return kind == InboundKind::MessageCreated || kind == InboundKind::ReviewCreated;
}

}  // namespace

Pipeline::Pipeline(store::Store& store, ChannelDirectory& directory, desk::PolicySource& policy,
                   const Clock& clock, Metrics& metrics)
    : store_(store),
      directory_(directory),
      policy_(policy),
      clock_(clock),
      processed_(
          metrics.counter("aplomb_receipts_processed_total", "Receipts that ended in a state")),
      dead_(metrics.counter("aplomb_dead_letters_total", "Receipts that could not be understood")) {
}

Pipeline::~Pipeline() {
    stop();
}

void Pipeline::start() {
    thread_ = std::thread([this] { work(); });
}

void Pipeline::stop() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Pipeline::hand_over(std::vector<Receipt> receipts) {
    {
        const std::scoped_lock lock(mutex_);
        if (handed_over_.size() + receipts.size() > handed_over_max) {
            look_in_store_ = true;
        } else {
            for (Receipt& receipt : receipts)
                handed_over_.push_back(std::move(receipt));
        }
    }
    wake_.notify_one();
}

void Pipeline::wake() {
    {
        const std::scoped_lock lock(mutex_);
        look_in_store_ = true;
    }
    wake_.notify_one();
}

void Pipeline::settle() {
    std::unique_lock lock(mutex_);
    idle_.wait(lock,
               [&] { return stopping_ || (handed_over_.empty() && !busy_ && !look_in_store_); });
}

void Pipeline::work() {
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [&] { return stopping_ || look_in_store_ || !handed_over_.empty(); });
            if (stopping_) return;
        }
        step();
    }
}

bool Pipeline::has_work() const {
    const std::scoped_lock lock(mutex_);
    return look_in_store_ || !handed_over_.empty();
}

void Pipeline::step(triage::Tier closest) {
    const std::vector<Receipt> batch = take_batch();
    if (!batch.empty()) process(batch, closest);
    {
        const std::scoped_lock lock(mutex_);
        busy_ = false;
    }
    idle_.notify_all();
}

// What the store remembers comes before what memory holds, because it is older; the same receipt
// met twice is settled already and passed over.
std::vector<Receipt> Pipeline::take_batch() {
    std::unique_lock lock(mutex_);
    busy_ = true;
    if (!look_in_store_) {
        std::vector<Receipt> batch;
        while (!handed_over_.empty() && batch.size() < batch_max) {
            batch.push_back(std::move(handed_over_.front()));
            handed_over_.pop_front();
        }
        return batch;
    }
    handed_over_.clear();
    look_in_store_ = false;
    lock.unlock();
    auto pending = store_.read_for<std::vector<Receipt>>([](const store::Transaction& transaction) {
        return transaction.receipts().pending(ReceiptId{}, batch_max);
    });
    if (!pending) {
        log::error("pipeline", "pending receipts cannot be read", {{"why", pending.error().what}});
        return {};
    }
    if (!pending->empty()) {
        lock.lock();
        look_in_store_ = true;
    }
    return std::move(*pending);
}

Pipeline::Understood Pipeline::understand(const Receipt& receipt, triage::Tier tier) const {
    Understood item;
    item.receipt = &receipt;
    item.channel = directory_.find(receipt.channel_id);
    if (!item.channel || item.channel->connector.parse == nullptr) {
        item.dead_because = "its channel is gone";
        return item;
    }
    auto events = item.channel->connector.parse(item.channel->account(), receipt.event);
    if (!events) {
        item.dead_because = events.error().field.empty()
                                ? events.error().what
                                : events.error().field + ": " + events.error().what;
        return item;
    }
    item.events = std::move(*events);
    for (InboundEvent& event : item.events) {
        // Some platforms give no time, and some clocks run ahead: ours stands in.
        const bool sane = to_ms(event.at) > 0 && event.at <= receipt.received_at + clock_ahead_max;
        if (!sane) event.at = receipt.received_at;
        item.assessments.push_back(assess(event, item.channel->channel, tier));
    }
    return item;
}

Result<> Pipeline::apply(store::Transaction& transaction, const Understood& item,
                         casework::Office& office) const {
    const Receipt& receipt = *item.receipt;
    Settlement end{ReceiptState::Ignored, "nothing in it for us", {}, {}};
    std::vector<std::size_t> opened;
    const auto manners = policy_.current();
    Ingest ingest(transaction, item.channel->channel, office, *manners, clock_.now());
    for (std::size_t i = 0; i < item.events.size(); ++i) {
        const InboundEvent& event = item.events[i];
        const Settlement each = TRY(ingest.apply(event, item.assessments[i]));
        // Of several events in one receipt the one with most effect names its end.
        if (i == 0 || each.state < end.state) end = each;
        if (creates(event.kind) && each.state == ReceiptState::Case) opened.push_back(i);
    }
    TRY(transaction.receipts().settle(receipt, end.state, end.reason, end.case_id, end.message_id));
    if (end.forget_words) {
        TRY(transaction.receipts().forget_bodies(receipt.channel_id, receipt.event.external_id));
    }
    // Only now: an early deletion takes the raw words of this receipt with it.
    for (const std::size_t i : opened)
        TRY(apply_early(ingest, transaction, item, item.events[i]));
    return {};
}

// Edits and deletions that overtook the message, now that it is here.
Result<> Pipeline::apply_early(Ingest& ingest, store::Transaction& transaction,
                               const Understood& item, const InboundEvent& event) const {
    for (const Receipt& early :
         TRY(transaction.receipts().early(item.channel->channel.id, event.external_id))) {
        const auto events = item.channel->connector.parse(item.channel->account(), early.event);
        if (!events) continue;
        for (const InboundEvent& change : *events) {
            if (creates(change.kind)) continue;
            const Settlement end = TRY(
                ingest.apply(change, assess(change, item.channel->channel, triage::Tier::Fast)));
            TRY(transaction.receipts().settle(early.id, end.state, end.reason, end.case_id,
                                              end.message_id));
        }
    }
    return {};
}

void Pipeline::process(const std::vector<Receipt>& batch, triage::Tier closest) {
    std::vector<Understood> items;
    items.reserve(batch.size());
    const auto tier = batch.size() <= calm_batch_max ? closest : triage::Tier::Fast;
    for (const Receipt& receipt : batch) {
        Understood item = understand(receipt, tier);
        if (item.dead_because.empty())
            items.push_back(std::move(item));
        else
            bury(receipt, item.dead_because);
    }
    const auto apply_all = [&](std::span<const Understood> some) {
        return store_.write([&](store::Transaction& transaction) -> Result<> {
            casework::Office office = TRY(casework::Office::load(transaction, clock_.now()));
            for (const Understood& item : some) {
                const auto state = TRY(transaction.receipts().state_of(item.receipt->id));
                if (state != ReceiptState::Pending) continue;
                TRY(apply(transaction, item, office));
            }
            return {};
        });
    };
    const Result<> together = apply_all(items);
    processed_.add(static_cast<double>(items.size()));
    if (together) return;
    if (together.error().kind == ErrorKind::Unavailable) {
        // The disk is full or we are closing: everything stays pending, durable, for later.
        const std::scoped_lock lock(mutex_);
        log::warning("pipeline", "receipts wait", {{"why", together.error().what}});
        return;
    }
    for (const Understood& item : items) {
        const Result<> alone = apply_all({&item, 1});
        if (!alone && alone.error().kind != ErrorKind::Unavailable) {
            bury(*item.receipt, alone.error().what);
        }
    }
}

void Pipeline::bury(const Receipt& receipt, const std::string& reason) {
    dead_.add();
    log::warning(
        "pipeline", "dead letter",
        {{"receipt", receipt.id.text()}, {"channel", receipt.channel_id.text()}, {"why", reason}});
    const Result<> settled = store_.write([&](store::Transaction& transaction) {
        return transaction.receipts().settle(receipt.id, ReceiptState::DeadLetter, reason, {}, {});
    });
    if (!settled) {
        log::error("pipeline", "a dead letter cannot be settled", {{"why", settled.error().what}});
    }
}

}  // namespace aplomb::runtime

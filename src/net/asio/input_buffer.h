// Bytes read and not parsed yet, contiguous. Holds no memory until the first read.
#pragma once

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <cstring>
#include <memory>
#include <string_view>

namespace aplomb::net {

class InputBuffer {
  public:
    [[nodiscard]] bool empty() const { return begin_ == end_; }
    [[nodiscard]] std::string_view bytes() const { return {data_.get() + begin_, end_ - begin_}; }
    void consume(std::size_t count) {
        begin_ += count;
        if (begin_ == end_) begin_ = end_ = 0;
    }

    // Room for at least `count` more bytes behind what is there.
    boost::asio::mutable_buffer prepare(std::size_t count) {
        if (capacity_ - end_ < count) {
            const std::size_t kept = end_ - begin_;
            if (capacity_ < kept + count) {
                const std::size_t capacity = std::max(kept + count, std::size_t{8 * 1024});
                std::unique_ptr<char[]> grown(std::make_unique_for_overwrite<char[]>(capacity));
                if (kept > 0) std::memcpy(grown.get(), data_.get() + begin_, kept);
                data_ = std::move(grown);
                capacity_ = capacity;
            } else {
                std::memmove(data_.get(), data_.get() + begin_, kept);
            }
            begin_ = 0;
            end_ = kept;
        }
        return {data_.get() + end_, capacity_ - end_};
    }
    void commit(std::size_t count) { end_ += count; }

    void release() {
        data_.reset();
        capacity_ = begin_ = end_ = 0;
    }

  private:
    std::unique_ptr<char[]> data_;
    std::size_t capacity_ = 0;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

}  // namespace aplomb::net

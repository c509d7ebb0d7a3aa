#include "wasm/text_merge.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/sorting.h"

namespace homeward {
namespace {

using Words = std::vector<std::string_view>;

// Base words [from, to) became `words`.
struct Edit {
  std::size_t from = 0;
  std::size_t to = 0;
  Words words;

  bool operator==(const Edit&) const = default;
};

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

// Each word with the white space after it, so that joining them gives the text back.
Words words_of(std::string_view text) {
  Words words;
  std::size_t start = 0;
  for (std::size_t at = 1; at <= text.size(); ++at) {
    if (at == text.size() || (is_space(text[at - 1]) && !is_space(text[at]))) {
      words.push_back(text.substr(start, at - start));
      start = at;
    }
  }
  return words;
}

// Beyond this the two texts have so little in common that one edit stands for all.
constexpr std::size_t table_max = 4'000'000;

// Lengths of the longest common subsequences of the ends of two texts.
class CommonWords {
 public:
  CommonWords(const Words& a, const Words& b) : width_(b.size() + 1) {
    lengths_.resize((a.size() + 1) * width_);
    for (std::size_t i = a.size(); i-- > 0;) {
      for (std::size_t j = b.size(); j-- > 0;) {
        lengths_[i * width_ + j] = a[i] == b[j]
                                       ? static_cast<std::uint16_t>(length(i + 1, j + 1) + 1)
                                       : std::max(length(i + 1, j), length(i, j + 1));
      }
    }
  }
  std::uint16_t length(std::size_t i, std::size_t j) const { return lengths_[i * width_ + j]; }

 private:
  std::size_t width_;
  std::vector<std::uint16_t> lengths_;
};

void replace_word(std::vector<Edit>& edits, std::size_t at, std::string_view inserted) {
  if (edits.empty() || edits.back().to != at)
    edits.push_back({at, at, {}});
  edits.back().words.push_back(inserted);
}

void remove_word(std::vector<Edit>& edits, std::size_t at) {
  if (edits.empty() || edits.back().to != at)
    edits.push_back({at, at, {}});
  edits.back().to = at + 1;
}

// Edits from `base` to `text`, both without their common beginning of `offset` words.
std::vector<Edit> edits_between(const Words& base, const Words& text, std::size_t offset) {
  if (base.empty() && text.empty())
    return {};
  if (base.size() * text.size() > table_max)
    return {{offset, offset + base.size(), text}};
  const CommonWords common(base, text);
  std::vector<Edit> edits;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < base.size() || j < text.size()) {
    if (i < base.size() && j < text.size() && base[i] == text[j]) {
      ++i, ++j;
    } else if (j == text.size() ||
               (i < base.size() && common.length(i + 1, j) >= common.length(i, j + 1))) {
      remove_word(edits, offset + i++);
    } else {
      replace_word(edits, offset + i, text[j++]);
    }
  }
  return edits;
}

std::vector<Edit> edits_of(const Words& base, const Words& text) {
  const std::size_t shorter = std::min(base.size(), text.size());
  std::size_t start = 0;
  while (start < shorter && base[start] == text[start])
    ++start;
  std::size_t end = 0;
  while (end < shorter - start && base[base.size() - 1 - end] == text[text.size() - 1 - end]) {
    ++end;
  }
  const auto middle = [&](const Words& all) {
    const auto words = std::span(all).subspan(start, all.size() - end - start);
    return Words(words.begin(), words.end());
  };
  return edits_between(middle(base), middle(text), start);
}

// Touching counts: two words put in at one place have no right order.
bool touch(const Edit& a, const Edit& b) {
  return a.from <= b.to && b.from <= a.to;
}

// Both lists as one, in order; nothing where any two of them touch and are not the same.
std::optional<std::vector<Edit>> join(const std::vector<Edit>& one,
                                      const std::vector<Edit>& other) {
  std::vector<Edit> all = one;
  for (const Edit& edit : other) {
    const bool same = std::find(one.begin(), one.end(), edit) != one.end();
    const bool touches =
        std::any_of(one.begin(), one.end(), [&](const Edit& mine) { return touch(mine, edit); });
    if (touches && !same)
      return std::nullopt;
    if (!same)
      all.push_back(edit);
  }
  sort_stably(all, [](const Edit& a, const Edit& b) { return a.from < b.from; });
  return all;
}

std::string apply(const Words& base, const std::vector<Edit>& edits) {
  std::string text;
  std::size_t at = 0;
  for (const Edit& edit : edits) {
    for (; at < edit.from; ++at)
      text += base[at];
    for (const std::string_view word : edit.words)
      text += word;
    at = edit.to;
  }
  for (; at < base.size(); ++at)
    text += base[at];
  return text;
}

}  // namespace

std::optional<std::string> merge_texts(std::string_view base, std::string_view one,
                                       std::string_view other) {
  const Words words = words_of(base);
  const auto edits = join(edits_of(words, words_of(one)), edits_of(words, words_of(other)));
  if (!edits)
    return std::nullopt;
  return apply(words, *edits);
}

}  // namespace homeward

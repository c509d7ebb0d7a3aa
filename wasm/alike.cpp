// Children on this tablet who may be the one that is about to be added.
#include <algorithm>
#include <boost/json/array.hpp>

#include "core/record/case_number.h"
#include "wasm/case_file.h"
#include "wasm/child_words.h"
#include "wasm/views.h"

namespace homeward {
namespace {

// Shorter ones are alike only where they are the same.
constexpr std::size_t beginning_octets = 3;
constexpr std::size_t slip_octets = 4;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

// The octets of an apostrophe that stands there, straight or curly; 0 where none does.
std::size_t apostrophe_at(std::string_view text, std::size_t at) {
  const std::string_view next = text.substr(at, 3);
  return next.substr(0, 1) == "'" ? 1 : next == "\u2019" || next == "\u2018" ? 3 : 0;
}

// Of U+00C0 to U+017F the letter without its marks; a dot where there is none.
constexpr std::string_view plain_letters =
    "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

struct Letter {
  char plain = 0;  // 0: nothing is written
  std::size_t octets = 1;
};

// "É" and "é" are "e", and so is an "e" with a mark that combines.
Letter letter_at(std::string_view text, std::size_t at) {
  const auto octet = [&](std::size_t place) {
    return place < text.size() ? static_cast<unsigned char>(text[place]) : 0U;
  };
  const unsigned code = (octet(at) & 0xE0U) == 0xC0U
                            ? (octet(at) & 0x1FU) << 6U | (octet(at + 1) & 0x3FU)
                            : octet(at);
  if (code >= 0x300 && code <= 0x36F && octet(at) >= 0x80U) {
    return {0, 2};
  }
  if (code >= 0xC0 && code < 0xC0 + plain_letters.size() && (octet(at) & 0xE0U) == 0xC0U) {
    return {plain_letters[code - 0xC0], 2};
  }
  const char c = text[at];
  return {c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c, 1};
}

// In small letters without marks, as far as European names in Latin letters have them, and
// without apostrophes; others are compared as they stand.
void add_words(std::vector<std::string>& words, std::string_view text) {
  bool is_in_word = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (const std::size_t octets = apostrophe_at(text, at); octets > 0) {
      at += octets - 1;
      continue;
    }
    const Letter letter = letter_at(text, at);
    at += letter.octets - 1;
    if (letter.plain == 0) {
      continue;
    }
    if (is_letter(letter.plain) && !is_in_word) {
      words.emplace_back();
    }
    is_in_word = is_letter(letter.plain);
    if (is_in_word) {
      words.back() += letter.plain;
    }
  }
}

// One letter more, less or another, or two that changed places.
bool is_slip(std::string_view a, std::string_view b) {
  std::size_t same = 0;
  while (same < a.size() && same < b.size() && a[same] == b[same]) {
    ++same;
  }
  const std::string_view x = a.substr(same), y = b.substr(same);
  const auto rest = [](std::string_view text, std::size_t count) {
    return text.substr(std::min(count, text.size()));
  };
  const bool changed_places =
      x.size() >= 2 && y.size() >= 2 && x[0] == y[1] && x[1] == y[0] && rest(x, 2) == rest(y, 2);
  return changed_places || rest(x, 1) == rest(y, 1) || rest(x, 1) == y || x == rest(y, 1);
}

bool are_alike(std::string_view a, std::string_view b) {
  const std::size_t shorter = std::min(a.size(), b.size());
  return a == b || (shorter >= beginning_octets && a.substr(0, shorter) == b.substr(0, shorter)) ||
         (shorter >= slip_octets && is_slip(a, b));
}

// Every name the child has or had: both, where two stand.
std::vector<std::string> names_of(const Record& child) {
  std::vector<std::string> words;
  for (const auto& [key, heads] : child.fields()) {
    const auto row = parse_row_key(key);
    const bool is_name = key == "identity.given_name" || key == "identity.family_name" ||
                         key == "identity.known_as" ||
                         (row && row->list == "identity.other_names" && row->column == "name");
    for (const Head& head : heads) {
      add_words(words, is_name ? head.version.value.as_text().value_or("") : "");
    }
  }
  return words;
}

// Each word that was typed is some name of theirs.
bool is_named(const Record& child, const std::vector<std::string>& typed) {
  const std::vector<std::string> names = names_of(child);
  return !typed.empty() && std::all_of(typed.begin(), typed.end(), [&](const std::string& word) {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return are_alike(word, name); });
  });
}

// "t1001" is like "T-1001" here, where a person looks at both.
std::string bare_number(std::string number) {
  const auto is_mark = [](char c) { return !is_letter(c) && (c < '0' || c > '9'); };
  number.erase(std::remove_if(number.begin(), number.end(), is_mark), number.end());
  return number;
}

bool is_numbered(const Record& child, const std::string& bare) {
  const std::vector<std::string> numbers = case_numbers(child);
  return !bare.empty() && std::any_of(numbers.begin(), numbers.end(), [&](const std::string& one) {
    return bare_number(one) == bare;
  });
}

}  // namespace

CallResult alike_view(Desk& desk, Arguments& args) {
  std::vector<std::string> typed;
  add_words(typed, args.text_or("given_name", ""));
  add_words(typed, args.text_or("family_name", ""));
  const std::string number = bare_number(folded_number(args.text_or("case_number", "")));
  HW_CHECK(args.done());
  HW_TRY(children, desk.store.records_of_type("child"));
  boost::json::array list;
  for (const Record& child : children) {
    const bool has_number = is_numbered(child, number);
    if (has_number || is_named(child, typed)) {
      list.push_back(
          {{"id", child.header().id.hex()},
           {"name", child_name(child)},
           {"age_words", age_words(desk, child)},
           {"placement_words", answer_words(desk, child, "where_they_live.placement")},
           {"why", has_number ? "The same number in the case system" : "A name like this"}});
    }
  }
  return boost::json::value(std::move(list));
}

}  // namespace homeward

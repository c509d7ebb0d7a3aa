#include "sync/batch.h"

#include <algorithm>
#include <optional>

namespace homeward {
namespace {

// How an item of a batch is written: in its pack; as the octets it came in, where this
// program cannot read them; as a digest.
enum class Form : char { packed = 0, octets = 1, digest = 2 };

// The items of a push or a page: their forms, then what is not packed, then the pack.
class Batch {
 public:
  void put(const CarriedChange& carried) {
    auto change = carried.read();
    forms_.push_back(static_cast<char>(change.ok() ? Form::packed : Form::octets));
    if (change.ok()) {
      changes_.push_back(std::move(change).value());
    } else {
      octets_.push_back(carried.octets());
    }
  }
  void put(const Digest& digest) {
    forms_.push_back(static_cast<char>(Form::digest));
    digests_.push_back(digest);
  }
  void save(Writer& archive, Bases* bases) const {
    archive(forms_);
    for (const Bytes& octets : octets_) {
      archive(octets);
    }
    for (const Digest& digest : digests_) {
      archive(digest);
    }
    if (!changes_.empty()) {
      std::vector<const Change*> all;
      for (const SharedChange& change : changes_) {
        all.push_back(change.get());
      }
      archive(pack(all, bases));
    }
  }

  // False where a base is lacking.
  bool load(Reader& archive, Bases* bases) {
    const std::optional<BytesView> packed = load_around(archive);
    return !packed || unpack_changes(*packed, bases, archive);
  }

  // All but the changes, whose pack it gives; nothing where there are none.
  std::optional<BytesView> load_around(Reader& archive) {
    archive(forms_);
    if (forms_.size() > pushed_changes_max) {
      archive.fail("a list of more than 8192");
    }
    octets_.resize(count(Form::octets));
    digests_.resize(count(Form::digest));
    for (Bytes& octets : octets_) {
      archive(octets);
    }
    for (Digest& digest : digests_) {
      archive(digest);
    }
    const std::size_t packed = count(Form::packed);
    if (packed + octets_.size() + digests_.size() != forms_.size()) {
      archive.fail("an item that is neither packed nor octets nor a digest");
    }
    return packed == 0 ? std::nullopt : std::optional(archive.get_counted());
  }

  // The items in their order.
  template <class TakeChange, class TakeDigest>
  void each(TakeChange take_change, TakeDigest take_digest) {
    std::size_t change = 0;
    std::size_t octets = 0;
    std::size_t digest = 0;
    for (const char form : forms_) {
      if (static_cast<Form>(form) == Form::packed) {
        take_change(std::move(changes_[change++]));
      } else if (static_cast<Form>(form) == Form::octets) {
        take_change(std::move(octets_[octets++]));
      } else {
        take_digest(digests_[digest++]);
      }
    }
  }

 private:
  std::size_t count(Form form) const {
    return static_cast<std::size_t>(
        std::count(forms_.begin(), forms_.end(), static_cast<char>(form)));
  }

  bool unpack_changes(BytesView packed, Bases* bases, const Reader& archive) {
    auto changes = unpack(packed, bases, unpacked_octets_max);
    if (!changes.ok()) {
      throw ArchiveError(changes.error());
    }
    if (!changes.value()) {
      return false;
    }
    for (Change& change : *changes.value()) {
      changes_.push_back(std::make_shared<const Change>(std::move(change)));
    }
    if (changes_.size() != count(Form::packed)) {
      archive.fail("a pack of more or fewer changes than were told");
    }
    return true;
  }

  Bytes forms_;
  std::vector<Bytes> octets_;
  std::vector<Digest> digests_;
  std::vector<SharedChange> changes_;
};

}  // namespace

void save_pushed(Writer& archive, const std::vector<Pushed>& pushed, Bases* bases) {
  Batch batch;
  for (const Pushed& one : pushed) {
    if (one.purged) {
      batch.put(*one.purged);
    } else {
      batch.put(one.change);
    }
  }
  batch.save(archive, bases);
}

bool load_pushed(Reader& archive, std::vector<Pushed>& pushed, Bases* bases) {
  Batch batch;
  if (!batch.load(archive, bases)) {
    return false;
  }
  batch.each(
      [&](CarriedChange change) {
        pushed.push_back({std::move(change), std::nullopt, {}});
      },
      [&](const Digest& digest) {
        pushed.push_back({{}, digest, {}});
      });
  return true;
}

// Positions against the one before.
void save_page(Writer& archive, const std::vector<PageChange>& page, Bases* bases) {
  Batch batch;
  std::uint64_t before = 0;
  std::vector<std::int64_t> steps;
  for (const PageChange& one : page) {
    steps.push_back(static_cast<std::int64_t>(one.position - before));
    before = one.position;
    batch.put(one.change);
  }
  archive(steps);
  batch.save(archive, bases);
}

bool load_page(Reader& archive, std::vector<PageChange>& page, Bases* bases) {
  std::vector<std::int64_t> steps;
  archive(steps);
  Batch batch;
  if (!batch.load(archive, bases)) {
    return false;
  }
  batch.each(
      [&](CarriedChange change) {
        page.push_back({0, std::move(change)});
      },
      [&](const Digest&) { archive.fail("answer: a digest in a page"); });
  if (page.size() != steps.size()) {
    archive.fail("answer: more or fewer positions than changes");
  }
  std::uint64_t position = 0;
  for (std::size_t i = 0; i < page.size(); ++i) {
    position += static_cast<std::uint64_t>(steps[i]);
    page[i].position = position;
  }
  return true;
}

void skip_page(Reader& archive) {
  std::vector<std::int64_t> steps;
  archive(steps);
  Batch().load_around(archive);
}

}  // namespace homeward

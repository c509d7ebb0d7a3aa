// What a device and the server say to each other: one request, one answer.
//
// A frame is: magic "HWSY", protocol version, kind, body (archive.h); canonical
// and at most `frame_octets_max`. A version this program does not speak is
// refused as `unsupported`, before anything else is looked at.
//
// S2: what was quarantined is told, by number, with code and reason.
// S3: a receipt names device, number and state, and is signed.
// S5: the request opens with epoch, confirmed receipt and pull cursor.
// S6: a page is bounded, resumable, and says how many changes remain after it.
// S8: request and answer with nothing new are some 110 octets together.
// S10: each answer carries the server's time.
//
// The rules are numbered in docs/protocol.md.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/record/pack.h"
#include "sync/carried_change.h"
#include "sync/frame.h"

namespace homeward {

struct DatasetTag {
  static constexpr const char* what = "data set id";
};
struct EpochTag {
  static constexpr const char* what = "epoch";
};

using DatasetId = Id<DatasetTag>;  // one authority
using Epoch = Id<EpochTag>;        // changes when the server was put back to an older state

// Of changes in one request or answer, in their canonical form: what a tablet sends and
// asks for, so that an exchange ends in time on a slow line, and what anybody may.
constexpr std::size_t page_octets_usual = 1024 * 1024;
constexpr std::size_t page_octets_max = 8 * 1024 * 1024;
constexpr std::size_t pushed_changes_max = 8192;  // in one request; and items of any list
constexpr std::size_t reason_octets_max = 200;    // a longer one is cut short when told
constexpr std::size_t rulings_told_max = 1000;    // in one answer; the rest in the next

// Where a pull stands. The order of delivery is (max(position, granted at),
// position), so that a child allocated today is delivered whole. What there is when a device
// begins, or begins anew (P14), comes record by record before that, so that each is written once
// (P16): then `position` is that of the last change told. A device looks into neither number.
struct Cursor {
  std::uint64_t effective = 0;
  std::uint64_t position = 0;

  // Record by record, what is there up to position `head`.
  static Cursor by_record(std::uint64_t head) { return {head | by_record_mark, 0}; }
  bool is_by_record() const { return (effective & by_record_mark) != 0; }
  // What takes effect later is not told yet.
  std::uint64_t since() const { return effective & ~by_record_mark; }

  // Of one by record. Positions stay below 2^40: a thousand changes a second for 34 years.
  Cursor told_to(std::uint64_t last, std::uint64_t left) const {
    return {effective, (left <= left_max ? left << position_bits : 0) | last};
  }
  std::uint64_t told() const { return position & position_mask; }
  // Changes that followed the last one told; 0 where that is not known, or more than it holds.
  std::uint64_t left() const { return position >> position_bits; }

  std::strong_ordering operator<=>(const Cursor&) const = default;

 private:
  static constexpr std::uint64_t by_record_mark = std::uint64_t{1} << 62;
  static constexpr unsigned position_bits = 40;
  static constexpr std::uint64_t position_mask = (std::uint64_t{1} << position_bits) - 1;
  static constexpr std::uint64_t left_max = (std::uint64_t{1} << (63 - position_bits)) - 1;
};

// "All your changes up to `number`, whose chain is `chain`, are on disk here."
struct Receipt {
  DatasetId dataset;
  Epoch epoch;
  Origin origin;
  std::uint64_t number = 0;
  Digest chain;
  std::uint64_t position = 0;  // newest position of the log when it was given
  Instant at;                  // by the server's clock

  bool operator==(const Receipt&) const = default;
};

struct SignedReceipt {
  Receipt receipt;
  std::array<std::uint8_t, 64> signature{};  // Ed25519 over signed_octets(receipt)

  BytesView signature_view() const {
    return {reinterpret_cast<const char*>(signature.data()), signature.size()};
  }
  bool operator==(const SignedReceipt&) const = default;
};

// What is signed: a purpose, then the canonical form of the receipt.
Bytes signed_octets(const Receipt& receipt);

// A pushed change; or, where a purge has taken it from the device, its digest, so that the
// numbers after it can still be received: with the change sealed to the council, where no
// verified backup is known to hold it (P44).
struct Pushed {
  CarriedChange change;
  std::optional<Digest> purged;
  Bytes sealed;  // beside a digest

  bool operator==(const Pushed&) const = default;
};

// Of the newest receipt whose signature the device verified, what the server needs to
// find it.
struct Claim {
  std::uint64_t number = 0;
  std::array<std::uint8_t, 8> chain{};  // its first octets

  bool operator==(const Claim&) const = default;
};
Claim claim_of(const Receipt& receipt);

struct Request {
  Origin origin;
  Epoch epoch;                             // zero at first
  std::optional<Claim> claim;              // of a receipt of this epoch; or
  std::optional<SignedReceipt> confirmed;  // the receipt itself
  std::uint64_t newest = 0;                // own newest number
  Cursor cursor;
  Instant device_time;
  std::uint64_t page_octets = 0;  // wanted at most; a single larger change still comes
  std::vector<Pushed> pushed;     // consecutive numbers from confirmed + 1
  // Children some right to which was withdrawn while unsent work on them was here,
  // ascending: what may be seen of them now? (S7)
  std::vector<RecordId> unsure;
  bool wants_whole = false;  // the page must name nothing that is not in it
  // Of a forked origin (S11): what is pushed are digests, and nothing of it is to be taken;
  // how far is it the server's too? The new origin that comes after this one.
  std::optional<Origin> successor;
  Bytes more;  // from a newer program; not looked at (M8)
  // Not in the message: something pushed names what is not here, so that nothing of what
  // was pushed could be read.
  bool lacks_base = false;

  std::uint64_t confirmed_number() const {
    return confirmed ? confirmed->receipt.number : claim ? claim->number : 0;
  }
  bool operator==(const Request&) const = default;
};

enum class Standing : std::uint8_t {
  ok = 0,
  // The server was put back to an older state: epoch and cursor begin anew, and
  // the device sends again what the receipt in this answer does not cover.
  restored = 1,
  // The same number has another chain at the server: two databases wrote under
  // one origin (S11). The push was not taken; the device needs a new origin.
  forked = 2,
  // What the device claims is not so here: nothing was taken, and the receipt itself is
  // to be shown.
  show_receipt = 3,
};

// Received, kept for author and supervisor to see, and not part of any record (S2).
struct QuarantineNotice {
  std::uint64_t number = 0;
  std::string code;     // name_of(Code), or a permission's own word
  std::string reason;   // for the author, in plain English
  bool opaque = false;  // the server could not read it: its octets are in the chain, not its digest

  bool operator==(const QuarantineNotice&) const = default;
};

// What a supervisor decided of a change in quarantine (S2), for its author.
struct HeldDecision {
  Origin origin;  // of the change
  std::uint64_t number = 0;
  bool admitted = false;  // into its record; else not taken in, and kept apart
  UserId by;
  Instant at;
  std::string reason;

  bool operator==(const HeldDecision&) const = default;
};

// What the user may now see of a child some right to which was withdrawn: these
// episodes (with the child's own record and safety plan), or nothing. The device
// purges the rest (S7). A state, not an event: hearing it twice is hearing it once.
struct Withdrawal {
  RecordId child;
  std::vector<RecordId> episodes_kept;  // ascending

  bool operator==(const Withdrawal&) const = default;
};

struct PageChange {
  std::uint64_t position = 0;
  CarriedChange change;

  bool operator==(const PageChange&) const = default;
};

// First octets of the digest of the request's frame: an answer is taken only by
// the device that is waiting for it.
using ReplyTo = std::array<std::uint8_t, 8>;
ReplyTo reply_to(BytesView request_frame);

struct Answer {
  ReplyTo in_reply_to{};
  DatasetId dataset;  // both zero where the epoch is the request's
  Epoch epoch;
  Instant server_time;
  Standing standing = Standing::ok;
  std::optional<SignedReceipt> receipt;       // where it says more than the device's confirmed one
  std::vector<QuarantineNotice> quarantined;  // of numbers after the confirmed one, ascending
  std::vector<Withdrawal> withdrawn;          // since the request's cursor
  std::vector<HeldDecision> decided;          // on the user's changes, since the request's cursor
  std::vector<PageChange> page;
  Cursor next;
  std::uint64_t remaining = 0;  // changes that follow this page
  bool wants_whole = false;     // the next push must name nothing that is not in it
  // Of the origin's changes, so many are in a backup that was verified (S4).
  std::uint64_t backed_up = 0;
  Bytes more;  // from a newer program; not looked at (M8)
  // Not in the message: as of a request.
  bool lacks_base = false;

  bool operator==(const Answer&) const = default;
};

// `bases`: the changes that both sides have. Without them all is written whole.
Bytes frame(const Request& request, Bases* bases = nullptr);
Bytes frame(const Answer& answer, Bases* bases = nullptr);

// Each checks frame, form, limits and order. `bases`: the changes that are here.
Result<Request> read_request(BytesView octets, Bases* bases = nullptr);
Result<Answer> read_answer(BytesView octets, Bases* bases = nullptr);

// What an answer says beside its page, which is left empty: at a small part of the cost. Its
// lists are not checked.
Result<Answer> read_around_page(BytesView octets);

// ---- how they are written

template <class Archive>
void serialize(Archive& archive, Cursor& cursor) {
  archive(cursor.effective, cursor.position);
}
template <class Archive>
void serialize(Archive& archive, Receipt& receipt) {
  archive(receipt.dataset, receipt.epoch, receipt.origin, receipt.number, receipt.chain,
          receipt.position, receipt.at);
}
template <class Archive>
void serialize(Archive& archive, SignedReceipt& receipt) {
  archive(receipt.receipt, receipt.signature);
}
template <class Archive>
void serialize(Archive& archive, Claim& claim) {
  archive(claim.number, claim.chain);
}
template <class Archive>
void serialize(Archive& archive, Withdrawal& withdrawal) {
  archive(withdrawal.child, withdrawal.episodes_kept);
}
template <class Archive>
void serialize(Archive& archive, QuarantineNotice& notice) {
  archive(notice.number, notice.code, notice.reason, notice.opaque);
}
template <class Archive>
void serialize(Archive& archive, HeldDecision& ruling) {
  archive(ruling.origin, ruling.number, ruling.admitted, ruling.by, ruling.at, ruling.reason);
}

}  // namespace homeward

// Photographs and documents on the tablet (docs/decisions/0011): added without a connection,
// read from the pieces that are here, and how each of them stands with the council (S3).
#pragma once

#include <boost/json/array.hpp>

#include "wasm/acts.h"
#include "wasm/case_file.h"
#include "wasm/head_json.h"

namespace homeward {

// {child, episode, kind, title, media_type}: the record and every piece of its file, or
// nothing (T1). `full` where the tablet has no space for all of it.
CallResult attach(Desk& desk, Arguments& args, BytesView file);

// The whole file. Where a piece here is damaged, it is asked for again, and that is said.
Result<Bytes> file_of(Desk& desk, const RecordId& attachment);

// {record}: its file is got from the council as soon as that can be reached.
CallResult get_file(Desk& desk, Arguments& args);

// {}: how many files the rescue made last has no room for.
CallResult left_out_of_rescue(Desk& desk, Arguments& args);

// May this person add one to a time away, or to the child where `episode` is zero?
bool may_attach(const Desk& desk, const RecordId& episode);

// True of what file_json() says of a file that was added here and is not held (S3).
bool is_file_unsent(const boost::json::value& file);

// FileView in api.ts; null where the record says of no file.
Result<boost::json::value> file_json(const HeadContext& context, const Record& record);

// AttachmentView in api.ts: of one time away, or, where `episode` is zero, of the child and
// no one time away; newest first.
Result<boost::json::array> attachments_json(const HeadContext& context, const CaseFile& file,
                                            const RecordId& episode);

}  // namespace homeward

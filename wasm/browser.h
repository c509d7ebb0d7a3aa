// What the module asks of the page's worker: file handles, random octets, the time.
//
// Implemented in browser.js. None of these throws: what goes wrong in JavaScript
// comes back as a number. Offsets and sizes are doubles, exact to 2^53, because a
// 64-bit integer does not cross the boundary.
#pragma once

extern "C" {

// Index of the handle opened beforehand under this zero-terminated name, or -1.
int hw_file_find(const char* name);

constexpr int hw_failed = -1;  // any error of the handle but the next
constexpr int hw_full = -2;    // no space, or the origin's quota is used up

// Octets read, fewer than asked only at the end of the file; or hw_failed.
int hw_file_read(int handle, void* to, int octets, double offset);
// 0 when all was written, else hw_failed or hw_full.
int hw_file_write(int handle, const void* from, int octets, double offset);
int hw_file_truncate(int handle, double octets);
int hw_file_flush(int handle);
// Octets, or hw_failed.
double hw_file_size(int handle);

// Fills from crypto.getRandomValues.
void hw_random(void* to, int octets);
// Milliseconds since 1970-01-01T00:00:00Z.
double hw_now_ms();
}

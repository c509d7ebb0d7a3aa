// The JavaScript half of browser.h, linked into the module by Emscripten.
// `Module.homeward` is handed in by pwa/src/worker/module.ts (type Host there).
mergeInto(LibraryManager.library, {
  $hw_code_of: function (error) {
    return error && error.name === 'QuotaExceededError' ? -2 : -1;
  },

  hw_file_find: function (name) {
    const wanted = UTF8ToString(name);
    return Module['homeward'].files.findIndex((file) => file.name === wanted);
  },

  hw_file_read: function (handle, to, octets, offset) {
    try {
      const file = Module['homeward'].files[handle].handle;
      let done = 0;
      while (done < octets) {
        const got = file.read(HEAPU8.subarray(to + done, to + octets), { at: offset + done });
        if (got === 0) break;
        done += got;
      }
      return done;
    } catch (error) {
      return -1;
    }
  },

  hw_file_write__deps: ['$hw_code_of'],
  hw_file_write: function (handle, from, octets, offset) {
    try {
      const file = Module['homeward'].files[handle].handle;
      const wrote = file.write(HEAPU8.subarray(from, from + octets), { at: offset });
      return wrote === octets ? 0 : -2;
    } catch (error) {
      return hw_code_of(error);
    }
  },

  hw_file_truncate__deps: ['$hw_code_of'],
  hw_file_truncate: function (handle, octets) {
    try {
      Module['homeward'].files[handle].handle.truncate(octets);
      return 0;
    } catch (error) {
      return hw_code_of(error);
    }
  },

  hw_file_flush__deps: ['$hw_code_of'],
  hw_file_flush: function (handle) {
    try {
      Module['homeward'].files[handle].handle.flush();
      return 0;
    } catch (error) {
      return hw_code_of(error);
    }
  },

  hw_file_size: function (handle) {
    try {
      return Module['homeward'].files[handle].handle.getSize();
    } catch (error) {
      return -1;
    }
  },

  hw_random: function (to, octets) {
    Module['homeward'].random(HEAPU8.subarray(to, to + octets));
  },

  hw_now_ms: function () {
    return Module['homeward'].now();
  },
});

# What each command of ./dev says of itself.

help_all() {
  cat <<'TEXT'
Usage: ./dev COMMAND [OPTIONS]

  run     build everything, make a demonstration authority, start the server
  test    install what is missing and run every test
  build   build the programs, the tablet's module and the page
  bench   measure merging, sending, receiving and the policies, beside other engines
  fuzz    look for inputs that break a decoder
  sim     run seeded histories of tablets and a server, and check that nothing is lost
  soak    tamper with a tablet's file, kill the browser and the server: nothing wrong, nothing lost
  fmt     format every C++ source
  golden  write anew what the policies answer to each story, and docs/policies.md
  help    show this

./dev COMMAND --help says more. Full output of every step is kept in build/log.
Needs Debian 12 and Node 20.19 or newer; the rest it installs (with sudo, if you are not root).
TEXT
}

help_run() {
  cat <<'TEXT'
Usage: ./dev run [--port N] [--data DIR]

Builds what has changed, makes a demonstration authority with invented children unless
there is one, starts the server and prints where to point a browser and how to sign in.
Ctrl-C stops it.

  --port N     listen there instead of 8080
  --data DIR   keep the demonstration in DIR instead of var/demo
TEXT
}

help_test() {
  cat <<'TEXT'
Usage: ./dev test [PART...]

Installs what is missing, builds and runs the tests. Without PART: all but races.

  tree      who may include whom, file lengths, links, format, types, scripts
  lint      clang-tidy over the sources that changed since they last passed
  native    C++ tests with addresses and undefined behaviour checked, fuzz corpus replayed,
            20,000 seeded histories, five deliberate faults found
  browser   the whole way, in Chromium
  races     the server's tests with data races checked; only when it is named

To run one case: build/asan/tests/core/core_tests --gtest_filter='*M3*'
TEXT
}

help_build() {
  cat <<'TEXT'
Usage: ./dev build [PRESET...]

Builds the programs (build/release), the tablet's module (build/wasm) and the page
(pwa/dist), or only the given CMake presets: dev, asan, tsan, fuzz, release, wasm.
TEXT
}

help_bench() {
  cat <<'TEXT'
Usage: ./dev bench [--runs N] [--records N]

Builds what is deployed and measures it with RHI-1000, an invented workload of 1,000
interviews written by two people at once, and the policy engine with 6,000 invented
children: medians, ratios, and floors that fail it when missed (docs/benchmarks.md). Five
other engines, installed from npm for this alone, do the same work beside it in each run;
each target is told with what was reached. Once also with ten times as many interviews.

  --runs N      how often (5)
  --records N   that many interviews instead of 1,000
TEXT
}

help_fuzz() {
  cat <<'TEXT'
Usage: ./dev fuzz [TARGET] [--seconds N]

Runs each fuzz target, or only TARGET, for N seconds (60), starting from the committed
corpus in tests/fuzz/corpus. A finding is left in build/fuzz/findings.
TEXT
}

help_sim() {
  cat <<'TEXT'
Usage: ./dev sim [--seeds N] [--from S] | --seed S | --faults [N]

Runs N (20,000) histories of tablets and a server; build/sim keeps which this build has run.

  --seed S      one history, with its trace
  --faults [N]  show that it finds the (first N) deliberate faults of tests/sim/faults.txt
TEXT
}

help_soak() {
  cat <<'TEXT'
Usage: ./dev soak [--kills N]

Kills Chromium N times while someone types in it, and the server N times while it receives,
each with kill -9 at a moment drawn at random, on the released programs and the real page.
What the screen had said to be saved must be on the tablet, and what was held by the council
on the server. `./dev test browser` kills each three times.

Before that it tampers with a tablet's encrypted file: 10,000 octets flipped, 1,000 pages
swapped, 1,000 times older pages and 100 times an older file put back. Nothing else than what
was written may be read, and nothing sent under a number that was used.

  --kills N   how often, instead of 200: about half an hour
TEXT
}

help_fmt() {
  cat <<'TEXT'
Usage: ./dev fmt

Formats every tracked C++ source with clang-format, in place.
TEXT
}

help_golden() {
  cat <<'TEXT'
Usage: ./dev golden

Writes the answers to the stories in tests/golden/scenarios, and docs/policies.md: review the diff.
TEXT
}

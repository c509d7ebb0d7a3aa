// Figures by name, and the watch they are taken with.
#pragma once

#include <chrono>
#include <map>
#include <ostream>
#include <string>

namespace homeward::bench {

class Stopwatch {
 public:
  double ms() const {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - from_)
        .count();
  }

 private:
  std::chrono::steady_clock::time_point from_ = std::chrono::steady_clock::now();
};

// The unit is the name's last word: "push_ms", "push_up_bytes".
class Measures {
 public:
  void set(const std::string& name, double figure) { figures_[name] = figure; }

  // One JSON object on one line.
  void print(std::ostream& out) const {
    const char* before = "{";
    out << std::fixed;
    for (const auto& [name, figure] : figures_) {
      out << before << '"' << name << "\":" << figure;
      before = ",";
    }
    out << "}\n";
  }

 private:
  std::map<std::string, double> figures_;
};

}  // namespace homeward::bench

// The one place that compiles Boost.JSON (it is used without its library file).
#include <boost/json/src.hpp>

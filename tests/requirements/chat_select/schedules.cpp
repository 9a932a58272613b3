#include <tests/requirements/chat_select/schedules.hpp>

#include <random>

#include <shortread/core/bytes.hpp>
#include <shortread/core/printable.hpp>
#include <tests/requirements/fixed_header/by_the_book.hpp>

namespace requirements::chat_select_schedules {
namespace {

using by_the_book::frame;

std::string connected(std::string_view who) {
  const std::string name{who};
  return name + " connects\n" + name + " says " + name + "\n";
}

const std::string ann_and_bob = connected("ann") + connected("bob");
const std::string three = ann_and_bob + connected("eve");
const std::string they_talk_on = "ann says still here\nbob says me too\n";

bool visit_each(const std::vector<std::string>& scenes, const Visit& visit) {
  for (const std::string& scene : scenes) {
    if (!visit({.incoming = scene})) return false;
  }
  return true;
}

// As one writes them in a scene: what cannot be seen as \xNN.
std::string written(std::string_view bytes) {
  return shortread::printable(shortread::bytes_of(bytes));
}

// One who sends `stream` in two pieces, while the others talk in between and behind.
std::string in_two_pieces(const std::string& stream, std::size_t cut) {
  return three + "dan connects\ndan sends " + written(stream.substr(0, cut)) +
         "\nann says in between\ndan sends " + written(stream.substr(cut)) + "\n" + they_talk_on;
}

}  // namespace

void talks(const Visit& visit) {
  visit_each({ann_and_bob + "ann says hello\n",
              ann_and_bob + "ann says hello\nbob reads\nbob says hi\nann reads\n",
              three + "ann says hello\neve says one\neve says two\nbob says three\n",
              three + "ann says hello\nbob reads 7\nann says again\nbob reads 30\n",
              ann_and_bob + "ann says \nann says after nothing\n",
              three + "eve says \u00e9t\u00e9 \u20ac\nbob says 900 times x\n",
              ann_and_bob + "ann says 5         hello\nann says \\x00\\x1b[2J\\x0a\n"},
             visit);
}

void nameless_ones(const Visit& visit) {
  visit_each({ann_and_bob + "eve connects\nann says hello\neve reads\n",
              ann_and_bob + "eve connects\nann says hello\neve says eve\nann says now\n",
              "eve connects\n" + ann_and_bob + "bob says hi\neve says eve\neve says hello\n",
              three + "dan connects\nann says 1\ndan says dan\ndan says 2\nann says 3\n"},
             visit);
}

void talks_cut_anywhere(const Visit& visit) {
  const std::string stream = frame("dan") + frame("hello") + frame("") + frame("\u00e9");
  if (!visit({.incoming = in_two_pieces(stream, stream.size())})) return;
  for (std::size_t cut = 1; cut < stream.size(); ++cut) {
    if (!visit({.incoming = in_two_pieces(stream, cut)})) return;
  }
  std::string bytewise = three + "dan connects\n";
  for (const char byte : stream) bytewise += "dan sends " + written({&byte, 1}) + "\n";
  if (!visit({.incoming = bytewise + they_talk_on})) return;
  visit({.incoming = three + "dan connects\ndan sends 3    \n" + they_talk_on});
}

void headers_nobody_writes(const Visit& visit) {
  for (const std::string header :
       {"+5        ", " 5        ", "05        ", "-5        ", "1_0       ", "xyz       ",
        "5x        ", "5\\x00        ", "          ", "9999999999", "1001      "}) {
    const bool goes_on =
        visit_each({three + "eve sends " + header + "hello\n" + they_talk_on,
                    three + "eve says good\neve sends " + header + "\n" + they_talk_on},
                   visit);
    if (!goes_on) return;
  }
}

void names(const Visit& visit) {
  for (const std::string name :
       {"\\x1b[2J", "\\x0a", "a\\x00b", "\\x7f", "\\xc2\\x9b", "\\xff", "\\xc3", "\\xed\\xa0\\x80",
        "server", "", "33 times x", "1000 times x"}) {
    const bool goes_on = visit({.incoming = ann_and_bob + "dan connects\ndan says " + name +
                                            "\ndan says hello\n" + they_talk_on});
    if (!goes_on) return;
  }
  for (const std::string name :
       {"32 times x", "\u00e9\u20ac", "\u4f60\u597d", "Server", " ", "a b", "\\xc2\\xa0"}) {
    const bool goes_on = visit({.incoming = ann_and_bob + "dan connects\ndan says " + name +
                                            "\ndan says hello\n" + they_talk_on});
    if (!goes_on) return;
  }
}

void one_name_twice(const Visit& visit) {
  visit_each({ann_and_bob + "dan connects\ndan says ann\ndan says it is me\n" + they_talk_on,
              ann_and_bob + "bob finishes\ndan connects\ndan says bob\ndan says hello\nann reads\n",
              ann_and_bob + "dan connects\nbob sends x\ndan says bob\ndan says hello\n",
              ann_and_bob + "dan connects\ndan says bob\neve connects\neve says bob\nbob says hi\n",
              ann_and_bob + "dan connects\ndan says Ann\ndan says other\n" + they_talk_on},
             visit);
}

void messages_around_the_rules(const Visit& visit) {
  visit_each({three + "eve says \\xff\n" + they_talk_on, three + "eve says \\xc3\n" + they_talk_on,
              three + "eve says ok \\xed\\xa0\\x80\n" + they_talk_on,
              three + "eve says 1000 times x\n" + they_talk_on,
              three + "eve says 1001 times x\n" + they_talk_on,
              three + "eve says 500 times \u00e9\n" + they_talk_on},
             visit);
}

void refusals(const Visit& visit) {
  visit_each(
      {three + "eve says \\xff\neve reads\n" + they_talk_on,
       three + "ann says first\neve says \\xff\nann says later\neve reads\n",
       three + "ann says first\neve reads 5\neve says \\xff\nann says later\neve reads\n",
       three + "ann says 900 times x\neve reads 20\neve sends x\neve reads 3\neve reads\n",
       three + "eve sends x\neve says hello\neve sends y\n" + they_talk_on,
       three + "eve sends x\neve finishes\n" + they_talk_on,
       three + "dan connects\ndan says server\ndan says hello\ndan says dan\n" + they_talk_on},
      visit);
}

void half_closes(const Visit& visit) {
  visit_each(
      {three + "eve finishes\n" + they_talk_on,
       three + "ann says before\neve finishes\nann says after\neve reads\n",
       three + "eve says bye\neve finishes\n" + they_talk_on,
       three +
           "ann says before\neve reads 3\neve finishes\nann says after\neve reads 4\neve reads\n",
       three + "eve sends 5         he\neve finishes\n" + they_talk_on,
       "dan connects\ndan finishes\n" + three + they_talk_on},
      visit);
}

void broken_connections(const Visit& visit) {
  visit_each({ann_and_bob + "bob breaks\ndan connects\ndan says bob\ndan says hello\nann reads\n",
              three + "eve breaks\n" + they_talk_on,
              three + "eve sends 5         he\neve breaks\n" + they_talk_on,
              three + "ann says hello\neve reads 4\neve breaks\n" + they_talk_on,
              three + "eve says bye\neve breaks\n" + they_talk_on,
              "dan connects\ndan breaks\n" + three + "eve finishes\neve breaks\n" + they_talk_on},
             visit);
}

void names_that_come_late(const Visit& visit) {
  visit_each(
      {"dan connects\n10000 ms pass\n" + three + they_talk_on,
       three + "10000 ms pass\n" + they_talk_on,
       "dan connects\n9999 ms pass\ndan says dan\n1 ms pass\n" + three + they_talk_on,
       "dan connects\ndan sends 3      \n10000 ms pass\n" + three + they_talk_on,
       "dan connects\n6000 ms pass\neve connects\n6000 ms pass\neve says eve\n9000 ms pass\n" +
           ann_and_bob + they_talk_on},
      visit);
}

// 100,000 bytes may wait for somebody; what waits for eve is more than twice that, and never for
// bob.
void some_who_do_not_read(const Visit& visit) {
  std::string talk;
  const std::string message = frame(std::string(990, 'x'));
  for (int i = 0; i < 3; ++i) talk += "ann sends 90 times " + message + "\nbob reads\n";
  visit_each({ann_and_bob + talk + "bob says thanks\n", three + talk + they_talk_on,
              three + talk + "dan connects\ndan says eve\ndan says hello\n" + they_talk_on,
              three + "ann says 1000 times x\nann says 1000 times x\n" + they_talk_on},
             visit);
}

void long_talks_all_read(const Visit& visit) {
  const std::string message = frame(std::string(990, 'x'));
  std::string talk = three;
  for (int i = 0; i < 12; ++i) {
    talk += "ann sends 90 times " + message + "\nbob reads\neve reads\nann reads\n";
  }
  visit({.incoming = talk});
}

// Six are a full room.
void more_than_fit(const Visit& visit) {
  const std::string six = three + connected("dan") + connected("fay") + connected("gus");
  visit_each({six + they_talk_on, six + "hal connects\nhal says hal\n" + they_talk_on,
              six + "hal connects\nida connects\nida reads\n" + they_talk_on,
              six + "gus breaks\n" + connected("hal") + "hal says hello\n" + they_talk_on},
             visit);
}

}  // namespace requirements::chat_select_schedules

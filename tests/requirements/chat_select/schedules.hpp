// The scenes that lesson 3's requirements are tried with, the plainest first.
#pragma once

#include <tests/requirements/requirement.hpp>

namespace requirements::chat_select_schedules {

void talks(const Visit& visit);                      // chat/2.1
void nameless_ones(const Visit& visit);              // chat/1.1
void talks_cut_anywhere(const Visit& visit);         // chat/4.1
void headers_nobody_writes(const Visit& visit);      // header/1.2
void names(const Visit& visit);                      // chat/1.2
void one_name_twice(const Visit& visit);             // chat/1.3
void messages_around_the_rules(const Visit& visit);  // chat/2.3
void refusals(const Visit& visit);                   // chat/3.1
void half_closes(const Visit& visit);                // chat/3.2
void broken_connections(const Visit& visit);         // chat/3.3
void names_that_come_late(const Visit& visit);       // chat/1.4
void some_who_do_not_read(const Visit& visit);       // chat/4.2
void long_talks_all_read(const Visit& visit);        // chat/4.3
void more_than_fit(const Visit& visit);              // chat/4.4

}  // namespace requirements::chat_select_schedules

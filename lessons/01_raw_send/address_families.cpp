// What the constants of lesson 1's first line mean. It compiles, so it is true here.

#include <netinet/in.h>
#include <sys/socket.h>

// An address family says how an address is written: AF_INET is IPv4 (4 bytes and a port), AF_INET6
// is IPv6 (16 bytes, a port, a scope), AF_UNIX is a path. socket() takes it first.
//
// Why code also says PF_INET: when sockets were designed, in 1983, a *protocol family* (PF_) was
// meant to support several *address families* (AF_). None ever did. POSIX names AF_ only; PF_ is
// the same number for old programs.
static_assert(AF_INET == PF_INET);
static_assert(AF_INET6 == PF_INET6);
static_assert(AF_UNIX == PF_UNIX);
static_assert(AF_INET != AF_INET6);

// What AF_INET6 changes: the struct, its size and the length handed to bind() and connect(). A
// program that says sizeof(sockaddr_in) for both cuts the address. That is why lesson 2 asks
// getaddrinfo().
static_assert(sizeof(sockaddr_in::sin_addr) == 4);
static_assert(sizeof(sockaddr_in6::sin6_addr) == 16);
static_assert(sizeof(sockaddr_in) < sizeof(sockaddr_in6));
static_assert(sizeof(sockaddr_storage) >= sizeof(sockaddr_in6));  // room for any of them

// SOCK_STREAM asks for a stream: bytes in order, none lost, and no borders between them. SOCK_DGRAM
// keeps borders, and loses whole messages instead. The third argument, 0, takes the family's
// default protocol for that: TCP.
static_assert(SOCK_STREAM != SOCK_DGRAM);
